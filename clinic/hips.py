"""Answers as they apply to one hip. With both hips a staging answer may be kept per hip, as
`{"left": ..., "right": ...}`; a plain answer was given for both."""

from collections.abc import Mapping
from typing import Any, TypeGuard

from clinic.questions import answers_of_questions

Answers = Mapping[str, Any]
Hip = str | None  # None: which hip is not known

SIDES = ("left", "right")
PER_HIP = (
    *(slot for slot, answer in answers_of_questions().items() if answer.per_hip),
    "collapse_before",  # the first answer to `collapse`, where it was asked again
)
_NOTHING_NAMED = frozenset({"none", "unknown", "skipped"})


def hips(answers: Answers) -> tuple[Hip, ...]:
    side = answers.get("hip_side")
    if side == "both":
        return SIDES
    return (side,) if side in SIDES else (None,)


def is_per_hip(value: object) -> TypeGuard[Mapping[str | None, Any]]:
    return isinstance(value, Mapping) and set(value) <= set(SIDES)


def answer_for(answers: Answers, slot: str, hip: Hip) -> Any:
    value = answers.get(slot)
    return value.get(hip) if is_per_hip(value) else value


def together(answers: Answers, by_hip: Mapping[Hip, Any]) -> Any:
    """What to store in a slot for these hips: plain for one hip, per hip for both."""
    given = {hip: value for hip, value in by_hip.items() if value is not None}
    if len(hips(answers)) > 1:
        return given or None
    return next(iter(given.values()), None)


def named(answer: Any) -> frozenset[str]:
    """What a list answer names; "none", "unknown" and "skipped" name nothing."""
    values = [answer] if isinstance(answer, str) else answer or []
    return frozenset(values) - _NOTHING_NAMED


def kept_for_one_hip(answers: Answers) -> dict[str, Any]:
    """The staging answers given while one hip was meant, kept for that hip only: what has to
    change before "actually, it is both" is stored, or they would pass for the other hip's too."""
    side = answers.get("hip_side")
    given = {slot: answers[slot] for slot in PER_HIP if answers.get(slot) is not None}
    if side not in SIDES:
        return {}
    return {slot: {side: value} for slot, value in given.items() if not is_per_hip(value)}
