"""The answer to one pre-screen question out of what was said of it, or denied. Called by
`clinic/interpretation.py`."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from clinic.answer_values import LISTS, RANGES, RANKED
from clinic.content.prescreen import Answer, OneOf
from clinic.findings import MISHEARD, Finding, reply_values
from clinic.language.phone import INVALID
from clinic.language.sides import DONE
from clinic.language.stage import stage_exists
from clinic.questions import answers_of_questions
from clinic.staging import UNKNOWN_SYSTEM

_LONG = 100  # three figures: meant for a phone number, but none
_YEARS = 120  # months; of less, a person means how long it has hurt
# Estimates are answers ("not sure, maybe 3 years"); of the others a guess is none.
_ESTIMATED = frozenset({"age", "pain_duration", "pain_score"})
_QUESTIONS = answers_of_questions().items()
_TURNED_AROUND = frozenset(s for s, a in _QUESTIONS if isinstance(a, OneOf) and "no" in a.values)


def said_answer(slot: str, own: list[Finding], asked: bool) -> Any:
    said = _said(slot, own, asked)
    if not said:
        return None
    return _READERS[slot](slot, said) if slot in _READERS else None


def denied_answer(slot: str, own: list[Finding], asked: bool) -> Any:
    """What "no collapse" or, when it is asked, "never took steroids" says; people name of a list
    what comes to their mind ("not pregnant, I'm 61"), and all is read back to them."""
    denied = [f for f in own if f.kind == slot and f.negated and (asked or not f.uncertain)]
    if denied and slot in _TURNED_AROUND:
        return "no"
    if not denied or not asked:
        return None
    if slot in LISTS:
        return ["none"]
    return "unaided" if slot == "mobility" else None


def _said(slot: str, own: list[Finding], asked: bool) -> list[Finding]:
    """Words that do not settle it answer only when asked; a contraindication counts in doubt too,
    because a doctor can clear it up and we cannot."""
    mine = [f for f in own if f.kind == slot and not f.negated]
    settled = [f for f in mine if not f.uncertain or _counts_in_doubt(f)]
    if slot == "hip_side":
        told = {f.side for f in own}
        settled = [f for f in mine if asked or not f.uncertain or f.value in told]
        if asked:
            return [f for f in settled if f.cue != DONE]
    if not asked:
        return settled
    if settled:
        guessed = [f for f in mine if f.cue.startswith(MISHEARD) and f not in settled]
        return [*settled, *guessed] if slot in LISTS else settled
    if mine and slot not in _ESTIMATED and _replied(own, "unknown"):
        return []
    numbers = _numbers_for(slot, own)
    return [*mine, *numbers] if slot == "stage" else mine or numbers


def _counts_in_doubt(finding: Finding) -> bool:
    is_named = finding.value != "none" and not finding.cue.startswith(MISHEARD)
    return finding.kind == "contraindications" and is_named


def _numbers_for(slot: str, own: list[Finding]) -> list[Finding]:
    """A bare number answers the question for one, if it can."""
    numbers = [f for f in own if f.kind == "number" and not f.negated]
    if _replied(own, "skip"):
        return []
    if slot == "age" and not numbers:
        numbers = _years(own)
    if slot == "pain_duration":
        painless = [f for f in own if f.cue == "no_pain" and not f.negated]
        return [replace(f, kind=slot) for f in painless] or _since_year(own)
    if slot == "age":
        numbers = [f for f in numbers if f.cue != "heard_number"]
    if slot == "phone":
        return [replace(f, value=INVALID, uncertain=True) for f in numbers if f.value >= _LONG]
    if slot in ("age", "stage"):
        return [f for f in numbers if isinstance(f.value, int)]
    return numbers if slot == "pain_score" else []


def _years(own: list[Finding]) -> list[Finding]:
    """ "47 yrs" that speaks of no pain."""
    spans = [f for f in own if f.kind == "pain_duration" and f.cue == "duration" and f.uncertain]
    return [
        replace(f, value=f.value // 12) for f in spans if f.value >= _YEARS and f.value % 12 == 0
    ]


def _since_year(own: list[Finding]) -> list[Finding]:
    """A year alone is a birthday or, where that is asked, when the pain began."""
    years = [f for f in own if f.cue == "birthday" and not f.negated]
    return [replace(f, kind="pain_duration", value=12 * f.value) for f in years]


def _replied(own: list[Finding], reply: str) -> bool:
    return reply in reply_values(own)


def _listed(slot: str, said: list[Finding]) -> list[str]:
    named = {finding.value for finding in said}
    return [value for value in LISTS[slot] if value in named] or ["none"]


def _side(_: str, said: list[Finding]) -> str:
    sides = {finding.value for finding in said}
    return next(iter(sides)) if len(sides) == 1 else "both"


def _stage(_: str, said: list[Finding]) -> Any:
    """Of several, the furthest in the system named first: AVN goes on, so that is the present one
    ("was stage 2, now 3"). A bare number joins a system ("3, arco")."""
    named = [f.value for f in said if isinstance(f.value, dict)]
    staged = [value for value in named if value["stage"]]
    systems = [v["system"] for v in (staged or named) if v["system"] != UNKNOWN_SYSTEM]
    system = systems[0] if systems else UNKNOWN_SYSTEM
    if staged:
        return max((v for v in staged if v["system"] == system), key=lambda v: str(v["stage"]))
    if any(f.value == "unknown" for f in said):
        return "unknown"
    numbers = {str(f.value) for f in said if f.kind == "number"}
    if len(numbers) > 1:
        return "unknown"
    number = next(iter(numbers), None)
    if number and stage_exists(system, number):
        return {"system": system, "stage": number}
    return named[0] if named else None


def _last(_: str, said: list[Finding]) -> Any:
    return said[-1].value


def _usable(_: str, said: list[Finding]) -> Any:
    """The first that can be used; what cannot is `invalid`."""
    return next((f.value for f in said if not f.uncertain), said[0].value)


def _most(slot: str, said: list[Finding]) -> Any:
    ranked = [value for value in RANKED[slot] if any(f.value == value for f in said)]
    return ranked[-1] if ranked else said[-1].value


def _first_in_range(slot: str, said: list[Finding]) -> Any:
    low, high = RANGES[slot]
    return next((f.value for f in said if f.value == "unknown" or low <= f.value <= high), None)


def _worst_score(slot: str, said: list[Finding]) -> Any:
    """Of "2 at rest, 8 walking", the 8."""
    low, high = RANGES[slot]
    if any(not low <= f.value <= high for f in said):
        return None
    return max(int(f.value + 0.5) for f in said)


Reader = Callable[[str, list[Finding]], Any]
# By the kind of answer, and by what counts where several are named.
_BY_KIND: dict[tuple[str, str | None], Reader] = {
    ("one", "last"): _last,
    ("one", "most"): _most,
    ("many", None): _listed,
    ("side", None): _side,
    ("number", "first"): _first_in_range,
    ("number", "most"): _worst_score,
    ("stage", None): _stage,
}


def _reader(answer: Answer) -> Reader:
    return _BY_KIND[answer.kind, getattr(answer, "of_several", None)]


_READERS = {slot: _reader(answer) for slot, answer in _QUESTIONS} | {
    "phone": _usable,
    "email": _usable,
}
