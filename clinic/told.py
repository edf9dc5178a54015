"""What one message tells about the answers of the pre-screen, in the light of the open question and
of what is known. Called by `clinic/prescreen.py`."""

from collections.abc import Sequence
from typing import Any

from clinic.findings import Finding
from clinic.hip_meant import placed
from clinic.hips import PER_HIP, SIDES, Answers
from clinic.interpretation import read_answers
from clinic.language.answer_names import named_answers
from clinic.language.clauses import question_spans
from clinic.language.confirmation import finds_all_right
from clinic.language.contact import is_question
from clinic.language.corrections import takes_back
from clinic.message import ABOUT_THE_QUESTION, COMMANDS, Message
from clinic.questionnaire import CONFIRMATION

CHANGE = "change_answer"
KNOWLEDGE = "ask"
QUESTIONS = (KNOWLEDGE, "out_of_scope")
SIDE = "hip_side"


def told(message: Message, question: str | None, answers: Answers) -> dict[str, Any]:
    """Slot by slot. In an alarm a "no" answers the alarm, and a command's "no" nothing."""
    if message.intent in ABOUT_THE_QUESTION:
        return {}
    if message.intent == CHANGE:
        read = _correction(message, question, answers)
    else:
        asked = None if message.in_alarm or message.intent in COMMANDS else question
        read = _read(message, asked, answers)
    if read.get(SIDE) in SIDES and _is_in_passing(message, question, answers):
        del read[SIDE]
    return placed(answers, read, question, stated(message))


def is_report(message: Message) -> bool:
    """Taken for a question, but little else than findings, and none in its form."""
    is_taken_for_one = message.intent in QUESTIONS
    return is_taken_for_one and message.is_mostly_findings and not is_question(message.text)


def stated(message: Message) -> list[Finding]:
    """What is found outside of what is asked: "does every case end in collapse?" reports none."""
    if message.intent not in QUESTIONS or is_report(message):
        return message.findings
    asked = question_spans(message.text)
    if not asked and message.intent == KNOWLEDGE:
        return []
    return [f for f in message.findings if not any(s <= f.start < e for s, e in asked)]


def _read(message: Message, asked: str | None, answers: Answers) -> dict[str, Any]:
    read = read_answers(stated(message), asked, answers.get(SIDE))
    if asked == CONFIRMATION:
        if finds_all_right(message.text):
            return {CONFIRMATION: "yes"}
        if read.get(CONFIRMATION) == "unknown":
            del read[CONFIRMATION]
    return read


def _correction(message: Message, question: str | None, answers: Answers) -> dict[str, Any]:
    """What the words say by themselves, else as the answer that they name ("my age to 47"), else as
    an answer to the open question. Their "no" answers nothing."""
    findings = [finding for finding in message.findings if finding.kind != "reply"]
    for asked in (None, *named_answers(message.text), question):
        read = read_answers(findings, asked, answers.get(SIDE))
        if read:
            return read
    return {}


def _is_in_passing(message: Message, question: str | None, answers: Answers) -> bool:
    """ "I broke my right hip" at another question does not say that all is about the right one."""
    if answers.get(SIDE) is None or question == SIDE or message.intent == CHANGE:
        return False
    says_more = any(finding.kind != SIDE for finding in message.findings)
    return (says_more or question in PER_HIP) and not takes_back(message.text)


def lists_without_denied(
    before: Answers, changes: Answers, findings: Sequence[Finding]
) -> dict[str, list[str]]:
    """The lists that lose what a correction denies ("not steroids after all") and keep what it adds
    ("not prednisone, it was alcohol")."""
    denied = {(f.kind, f.value) for f in findings if f.negated and isinstance(f.value, str)}
    lists = {slot: values for slot, values in before.items() if isinstance(values, list)}
    shorter = {
        slot: [
            v for v in dict.fromkeys([*values, *changes.get(slot, [])]) if _stays(slot, v, denied)
        ]
        for slot, values in lists.items()
        if any((slot, value) in denied for value in values)
    }
    return {slot: values or ["none"] for slot, values in shorter.items()}


def _stays(slot: str, value: str, denied: set[tuple[str, str]]) -> bool:
    return value != "none" and (slot, value) not in denied
