"""Whether something is told of this person: a scan or an operation that has been done, not one that
is ahead or asked about ("waiting for my MRI", "how much is a hip replacement?"). Called by
`nlu/asserted_findings.py`."""

import re

from clinic.language.vocabulary import any_of, word_lists

_LISTS = word_lists("planned")
_REACH = 60
_SENTENCE = re.compile(r"[.!?\n]")
_CLAUSE = re.compile(r"[.,;!?\n]|\b(?:and|but|then)\b", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b{any_of(_LISTS['ahead_before'])}(?:\s+[\w'\u2019-]+){{0,3}}\s*$", re.IGNORECASE
)
_AFTER = re.compile(
    rf"^(?:\s+[\w'\u2019-]+){{0,2}}?\s+{any_of(_LISTS['ahead_after'])}\b", re.IGNORECASE
)
_DONE = re.compile(rf"\b{any_of(_LISTS['done'])}", re.IGNORECASE)
_ASKING = re.compile(
    rf"^\W*(?:(?:and|so|but|also|hi|hello|ok|then)\W+)?{any_of(_LISTS['asking'])}\b", re.IGNORECASE
)
_REPORTED = re.compile(rf"\b{any_of(_LISTS['reported'])}\b", re.IGNORECASE)
_OWN = re.compile(rf"\b{any_of(_LISTS['own'])}\b", re.IGNORECASE)


def is_ahead(text: str, start: int, end: int) -> bool:
    """It is planned, wished for or advised."""
    before, after = _around(text, start, end, _CLAUSE)
    return bool(_BEFORE.search(before) or _AFTER.match(after))


def is_asked_about(text: str, start: int, end: int) -> bool:
    """In a question that says nothing of the person's own."""
    sentence_before, sentence_after = _around(text, start, end, _SENTENCE)
    asked = _ASKING.match(sentence_before) or text[end + len(sentence_after) :][:1] == "?"
    return bool(asked) and not _OWN.search(sentence_before)


def is_done(text: str, start: int, end: int) -> bool:
    """Words of having had it stand in the same clause."""
    before, after = _around(text, start, end, _CLAUSE)
    return bool(_DONE.search(before) or _DONE.search(after))


def is_reported(text: str, start: int) -> bool:
    """Somebody or some report said so in this clause, which asks nothing."""
    before, _ = _around(text, start, start, _CLAUSE)
    return bool(_REPORTED.search(before)) and not _ASKING.match(before)


def _around(text: str, start: int, end: int, edge: re.Pattern[str]) -> tuple[str, str]:
    before = edge.split(text[max(0, start - _REACH) : start])[-1]
    return before, edge.split(text[end : end + _REACH])[0]
