"""The offer of contact after the result: what is asked next and what an answer means. Pure; called
by the contact form's validator (actions/contact.py)."""

from collections.abc import Sequence
from typing import Any

from clinic.findings import Finding, gives_leave, reply_values
from clinic.hips import Answers
from clinic.interpretation import read_answers
from clinic.language.contact import is_question, name_in

ADDRESSES = ("phone", "email")
CONTACT_SLOTS = ("consent", "contact_name", *ADDRESSES, "contact_time")
NOT_USABLE = (None, "skipped", "unknown", "invalid")
SKIPPED = "skipped"
_LONGEST_TIME = 120


def next_contact_question(answers: Answers) -> str | None:
    """None when all is said. Either address suffices; with none there is no time to ask for."""
    if answers.get("consent") is not True:
        return "consent" if answers.get("consent") is None else None
    if answers.get("contact_name") is None:
        return "contact_name"
    if can_be_reached(answers):
        return "contact_time" if answers.get("contact_time") is None else None
    return next((slot for slot in ADDRESSES if answers.get(slot) is None), None)


def reopened(answers: Answers) -> dict[str, Any]:
    """The latest answer, to be asked for once more ("go back"); nothing where there is none."""
    given = [slot for slot in CONTACT_SLOTS if answers.get(slot) is not None]
    return {given[-1]: None} if given else {}


def can_be_reached(answers: Answers) -> bool:
    return any(answers.get(slot) not in NOT_USABLE for slot in ADDRESSES)


def read_contact(question: str, text: str, findings: Sequence[Finding]) -> dict[str, Any]:
    """What a message answers; contact details only with consent given, at the latest in it. A
    question is no yes, and neither is a refusal or doubt."""
    if question == "consent":
        consent = _consent(text, findings)
        if consent is not True:
            return {} if consent is None else {"consent": False}
        return {"consent": True, **_addresses(question, findings)}
    found = _addresses(question, findings)
    if question in ADDRESSES:
        return found
    if _is_refused(findings):
        return {question: SKIPPED, **found}
    written = _before_addresses(text, findings)
    said = name_in(written) if question == "contact_name" else _time(text)
    return {question: said, **found} if said else found


def is_yes(text: str, findings: Sequence[Finding]) -> bool:
    """A plain yes; a question is none, and neither is a yes that is taken back."""
    return set(reply_values(findings)) == {"yes"} and not is_question(text)


def _agrees(text: str, findings: Sequence[Finding]) -> bool:
    taken_back = "no" in reply_values(findings)
    return gives_leave(findings) is True and not taken_back and not is_question(text)


def _consent(text: str, findings: Sequence[Finding]) -> bool | None:
    if _agrees(text, findings):
        return True
    refused = read_answers(findings, "consent").get("consent") in (False, SKIPPED)
    return False if refused else None


def _addresses(question: str, findings: Sequence[Finding]) -> dict[str, Any]:
    read = read_answers(findings, question)
    return {slot: read[slot] for slot in ADDRESSES if slot in read}


def _is_refused(findings: Sequence[Finding]) -> bool:
    return not {"no", "skip", "unknown"}.isdisjoint(reply_values(findings))


def _before_addresses(text: str, findings: Sequence[Finding]) -> str:
    """ "Ana" of "Ana, my number is 415 ..."."""
    starts = [finding.start for finding in findings if finding.kind in ADDRESSES]
    return text[: min(starts)].partition(",")[0] if starts else text


def _time(text: str) -> str | None:
    said = text.strip(" .,;:!\n\t")
    return said if any(map(str.isalnum, said)) and len(said) <= _LONGEST_TIME else None
