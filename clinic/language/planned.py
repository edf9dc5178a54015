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
_PAUSE = re.compile(r"[,;]")
_GIVEN_UP = re.compile(rf"\b{any_of(_LISTS['given_up'])}\b", re.IGNORECASE)
_NO_LONGER = re.compile(rf"\b{any_of(_LISTS['no_longer'])}\b", re.IGNORECASE)
_DONE = re.compile(rf"\b{any_of(_LISTS['done'])}", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_GOES_ON = re.compile(rf"\b(?:and|then)\b(?:\s|\b{any_of(_LISTS['going_on'])}\b)*$", re.IGNORECASE)
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
    """In a question that says nothing of the person's own. "I have stage 3, can it help?" asks
    nothing of the stage."""
    sentence_before, sentence_after = _around(text, start, end, _SENTENCE)
    asking = _ASKING.match(sentence_before)
    asked = asking or text[end + len(sentence_after) :][:1] == "?"
    asks_later = not asking and any(_ASKING.match(c) for c in _PAUSE.split(sentence_after)[1:])
    return bool(asked) and not asks_later and not _OWN.search(sentence_before)


def is_given_up(text: str, start: int, end: int) -> bool:
    """ "I don't drink anymore" tells of drinking."""
    before, after = _around(text, start, end, _CLAUSE)
    return bool(_GIVEN_UP.search(after) or _NO_LONGER.search(before))


def is_done(text: str, start: int, end: int) -> bool:
    """Words of having had it, or a year, stand in the same clause; or in the one before, where this
    one goes on with it ("I had a scope and later a core decompression")."""
    before, after = _around(text, start, end, _CLAUSE)
    sentence_before, _ = _around(text, start, end, _SENTENCE)
    if _GOES_ON.search(sentence_before):
        before = sentence_before
    return any(_DONE.search(words) or _YEAR.search(words) for words in (before, after))


def is_reported(text: str, start: int) -> bool:
    """Somebody or some report said so in this clause, which asks nothing."""
    before, _ = _around(text, start, start, _CLAUSE)
    return bool(_REPORTED.search(before)) and not _ASKING.match(before)


def _around(text: str, start: int, end: int, edge: re.Pattern[str]) -> tuple[str, str]:
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return edge.split(_plain(before))[-1], edge.split(_plain(after))[0]


def _plain(text: str) -> str:
    return text.replace("\u2019", "'")
