"""Answers to the pre-screen out of what was found in one message, in the light of the question that
is open. Called by the form on every turn and by `tools.parse`."""

from collections.abc import Sequence
from typing import Any

from clinic.answer_values import CONTACT_SLOTS, LISTS, PRESCREEN_SLOTS
from clinic.findings import Finding, gives_leave, reply_values
from clinic.hips import PER_HIP, SIDES
from clinic.questions import answers_of_questions
from clinic.said_answers import denied_answer, said_answer

__all__ = ["PRESCREEN_SLOTS", "read_answers"]

_QUESTIONS = answers_of_questions().items()
_IF_YES: dict[str, Any] = {slot: answer.if_yes for slot, answer in _QUESTIONS}
_IF_YES["consent"] = True
_IF_NO: dict[str, Any] = {
    **{slot: answer.if_no for slot, answer in _QUESTIONS},
    **{slot: ["none"] for slot in LISTS},
    **dict.fromkeys(CONTACT_SLOTS, "skipped"),
    "consent": False,
}
_IF_UNKNOWN: dict[str, Any] = {
    **{slot: answer.if_unknown for slot, answer in _QUESTIONS if answer.if_unknown},
    **{slot: ["unknown"] for slot in LISTS},
}
_MAY_RUN_IN_FAMILY = frozenset({"diagnosis_confirmed", "risk_factors", "contraindications"})
_WORST_OF_HIPS = frozenset({"collapse", "arthritis"})
_KEPT_PER_HIP = frozenset(PER_HIP) - {"prior_hip_surgery"}


def read_answers(
    findings: Sequence[Finding], question: str | None = None, hip_side: str | None = None
) -> dict[str, Any]:
    """What the message answers, slot by slot, normalised as in the contract.

    A staging answer is `{"left": ..., "right": ...}` where the message tells the hips apart. With
    `hip_side` known to be both, a side said with a staging answer tells which hip is meant and
    does not replace it. A system named alone gives `{"system": "ficat", "stage": None}`, for the
    caller to join with the stage it knows.
    """
    own = _of_patient(findings, question)
    both = hip_side == "both"
    slots = (*PRESCREEN_SLOTS, *CONTACT_SLOTS)
    answers = {slot: _answer(slot, own, slot == question, both) for slot in slots}
    if both and question != "hip_side" and any(f.side and f.kind in answers for f in own):
        answers["hip_side"] = None
    if question and answers.get(question) is None:
        answers[question] = _reply(question, own)
    return {slot: answer for slot, answer in answers.items() if answer is not None}


def _of_patient(findings: Sequence[Finding], question: str | None) -> list[Finding]:
    """What is said of somebody else ("my husband is 52") is the patient's only where nothing else
    answers the open question, for people write for their relatives; but a relative's illness is
    family history as often as not."""
    own = [finding for finding in findings if finding.person == "self"]
    if question in _MAY_RUN_IN_FAMILY or any(finding.kind == question for finding in own):
        return own
    return [f for f in findings if f.person == "self" or f.kind == question]


def _answer(slot: str, own: list[Finding], asked: bool, both: bool) -> Any:
    by_hip = _by_hip(slot, own, asked) if slot in _KEPT_PER_HIP else {}
    if by_hip and (both or len({repr(answer) for answer in by_hip.values()}) > 1):
        return by_hip
    return _one_answer(slot, own, asked)


def _by_hip(slot: str, own: list[Finding], asked: bool) -> dict[str, Any]:
    """The answers that the message gives for one hip only."""
    answers = {side: _one_answer(slot, [f for f in own if f.side == side], asked) for side in SIDES}
    return {side: answer for side, answer in answers.items() if answer is not None}


def _one_answer(slot: str, own: list[Finding], asked: bool) -> Any:
    answer = said_answer(slot, own, asked)
    return denied_answer(slot, own, asked) if answer is None else answer


def _tells_sides(own: list[Finding]) -> bool:
    """ "Right yes, left no"; which hip is meant is for `clinic/hip_meant.py` to say."""
    return {f.value for f in own if f.kind == "hip_side"} >= set(SIDES)


def _reply(question: str, own: list[Finding]) -> Any:
    """A refusal counts before doubt, and doubt before a "no" ("no, I don't know")."""
    replies = reply_values(own)
    if question == "consent" and (leave := gives_leave(own)) is not None:
        return leave
    if "skip" in replies:
        return "skipped"
    if question in _WORST_OF_HIPS and {"yes", "no"} <= set(replies) and _tells_sides(own):
        return "yes"
    if "unknown" in replies and replies[0] != "yes":
        return _IF_UNKNOWN.get(question, "unknown")
    if replies:
        return {"yes": _IF_YES, "no": _IF_NO}[replies[0]].get(question)
    return None
