"""How much of one message is read, so that no message costs more than its share of the time that
all have. Called before a message is handed to Rasa, and by the first component that reads it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from clinic.triage import TIERS, red_flags

MOST = 2000  # characters
_LONG_WORD = re.compile(r"(\w{80})(?=\w)")
_LONG_RUN = re.compile(r"([^\w]{40})[^\w]+")  # of blanks, signs, marks, pictures
_HEAD, _OVERLAP, _SEARCHED = 800, 500, 200
_LEFT_OUT = "\n\u2026\n"
_OPENING_SIGNS = re.compile(r"\A\W+")
_SENTENCE_END = re.compile(r"[.!?;\n](?=\s)")


class Part(NamedTuple):
    text: str
    is_whole: bool


def part_read(text: str) -> Part:
    """Of a long message what raises the most serious alarm, wherever in it that stands; without
    one its beginning, and its end, where the question often is."""
    bounded = _LONG_RUN.sub(r"\1", _LONG_WORD.sub(r"\1 ", text))
    if len(bounded) <= MOST:
        return Part(bounded, is_whole=True)
    return Part(_alarming(bounded) or _ends(bounded), is_whole=False)


def _alarming(text: str) -> str | None:
    """With as much before as behind what alarms, where it still does so."""
    found = [(flags[0], at) for at in _starts(text) if (flags := red_flags(_part(text, at)))]
    if not found:
        return None
    flag, at = min(found, key=lambda found: TIERS.index(found[0].tier))
    around = _part(text, max(0, at + flag.start - MOST // 2))
    return around if _raises(around, flag.tier) else _part(text, at)


def _raises(text: str, tier: str) -> bool:
    return any(flag.tier == tier for flag in red_flags(text))


def _starts(text: str) -> Iterator[int]:
    """Of parts that overlap, so that what is said together stands together in one."""
    start = 0
    while start + MOST < len(text):
        yield start
        start = _sentence_start(text, start + MOST - _OVERLAP)
    yield start


def _part(text: str, start: int) -> str:
    """It opens with a word: a slash would be a command."""
    return _OPENING_SIGNS.sub("", text[start : start + MOST])


def _sentence_start(text: str, at: int) -> int:
    """The first after this place, if one is near: half a sentence lacks its "not"."""
    end = _SENTENCE_END.search(text, at, at + _SEARCHED)
    return end.end() if end else at


def _ends(text: str) -> str:
    tail = MOST - _HEAD - len(_LEFT_OUT)
    head, end = text[:_HEAD].rpartition(" "), text[-tail:].partition(" ")
    return (head[0] or head[2]) + _LEFT_OUT + (end[2] or end[0])
