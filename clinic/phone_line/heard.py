"""What a recogniser heard, before it is taken: which answers the caller has to confirm, and a
phone number always. Called by the channel voice."""

from collections.abc import Sequence

from clinic.findings import Finding, reply_values
from clinic.hips import Answers
from clinic.interpretation import read_answers
from clinic.read_back import answers_in_words

PHONE, INVALID = "phone", "invalid"
# What a wrong word would make wrong: the result, or what the clinic may do.
MATTERS = ("stage", "hip_side")
YES_OR_NO = ("consent", "forget_sure", "answers_confirmed")


def number_to_confirm(findings: Sequence[Finding]) -> str | None:
    """A number that can be called, in E.164."""
    numbers = [finding.value for finding in findings if finding.kind == PHONE]
    return next((str(number) for number in numbers if number != INVALID), None)


def to_confirm(findings: Sequence[Finding], question: str | None, answers: Answers) -> str | None:
    """In words, what was heard unclearly and matters; None where nothing that matters was."""
    read = read_answers(findings, question, answers.get("hip_side"))
    matters = [slot for slot in MATTERS if read.get(slot) is not None]
    # A system named alone is no stage yet.
    known = {slot: read[slot] for slot in matters if not _is_open_stage(read[slot])}
    if known:
        return "; ".join(answers_in_words(known, list(known)))
    if question in YES_OR_NO and reply_values(findings):
        return reply_values(findings)[0]
    return None


def yes_or_no(findings: Sequence[Finding]) -> str | None:
    """ "yes" or "no" where it is plain which."""
    said = set(reply_values(findings)) & {"yes", "no"}
    return said.pop() if len(said) == 1 else None


def corrects(findings: Sequence[Finding]) -> bool:
    """ "No, the right one": more than a no."""
    return any(finding.kind in (*MATTERS, PHONE) for finding in findings)


def _is_open_stage(answer: object) -> bool:
    return isinstance(answer, dict) and answer.get("stage", answer) is None
