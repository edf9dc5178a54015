"""Which hip an answer speaks of. With both hips each is asked about by itself, so a plain answer is
for the one that was asked about, unless it names the other or both. Called by
`clinic/prescreen.py`."""

from collections.abc import Sequence
from typing import Any

from clinic.findings import Finding
from clinic.hips import PER_HIP, SIDES, Answers, Hip, answer_for, hips, is_per_hip
from clinic.interpretation import read_answers
from clinic.questionnaire import lacks_system, open_hips
from clinic.said_answers import said_answer
from clinic.staging import UNKNOWN_SYSTEM, stage_from

SURGERY = "prior_hip_surgery"


def placed(
    answers: Answers, read: Answers, question: str | None, findings: Sequence[Finding]
) -> dict[str, Any]:
    """`read` with the answers that belong to one hip as `{"left": ...}`."""
    told = {**read, **_operated(answers, read, findings)}
    said = told.get(question or "")
    if question not in PER_HIP or said is None or is_per_hip(said):
        return told
    if len(hips(answers)) == 1 or any(f.value == "both" for f in findings):
        return told
    by_side = _side_by_side(question, findings)
    if by_side:
        return {**told, question: by_side}
    asked_about = _asked_about(answers, question, said)
    return {**told, question: dict.fromkeys(asked_about, said)} if asked_about else told


def _side_by_side(question: str, findings: Sequence[Finding]) -> dict[str, Any]:
    """ "Yes on the left, no on the right"; "the left I don't know"."""
    sides = [f.value for f in findings if f.kind == "hip_side" and f.value in SIDES]
    replies = [finding for finding in findings if finding.kind == "reply"]
    if not sides or len(sides) != len(replies):
        return {}
    each = zip(sides, replies, strict=True)
    answers = {side: read_answers([reply], question).get(question) for side, reply in each}
    return {side: answer for side, answer in answers.items() if answer is not None}


def _asked_about(answers: Answers, question: str, said: Any) -> list[Hip]:
    if question != "stage" or not lacks_system(answers):
        named_alone = isinstance(said, dict) and said["stage"] is None
        return [] if named_alone else open_hips(answers, question)[:1]
    if stage_from(said) is None:
        return []
    return [hip for hip in hips(answers) if _lacks_system(answers, hip)]


def _lacks_system(answers: Answers, hip: Hip) -> bool:
    stage = stage_from(answer_for(answers, "stage", hip))
    return stage is not None and stage.system == UNKNOWN_SYSTEM


def _operated(answers: Answers, read: Answers, findings: Sequence[Finding]) -> dict[str, Any]:
    """ "The left one was replaced": an operation on the other hip is none on this one."""
    if SURGERY not in read or is_per_hip(read[SURGERY]):
        return {}
    own = [finding for finding in findings if finding.person == "self"]
    by_side = {
        side: said_answer(SURGERY, [f for f in own if f.side == side], True) for side in SIDES
    }
    named = {side: done for side, done in by_side.items() if done}
    asked_about = {hip for hip in hips(answers) if hip}
    if not named or not asked_about:
        return {}
    others = asked_about - named.keys() if len(asked_about) == 1 else set()
    return {SURGERY: {**named, **{hip: ["none"] for hip in others}}}
