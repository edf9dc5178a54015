"""Whether a message ends the alarm that stands: only what stands on a closed list does, all of its
words included (data/safety/all_clear.yml). Called by the safety policy."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from clinic.content.file import DATA, read
from clinic.content.safety import AllClear
from clinic.plain_words import plain_words, with_word_classes

_FILE = DATA / "safety/all_clear.yml"
_LONGEST = 200  # characters; nobody denies at such length and says nothing else
_LISTS = {
    "emergency": ("every", "body"),
    "urgent": ("every", "body"),
    "crisis": ("every", "crisis"),
}


@dataclass(frozen=True)
class _AllClear:
    payload: str
    lifts: dict[str, re.Pattern[str]]  # by tier
    no: re.Pattern[str]
    besides: re.Pattern[str]
    besides_no: re.Pattern[str]
    asked_by: frozenset[str]


def lifts_alarm(text: str, tier: str, asked: str = "") -> bool:
    """`asked` is the reply that was said last."""
    known = _known()
    if text == known.payload:
        return True
    if len(text) > _LONGEST:
        return False
    words = plain_words(text).text
    is_answer = asked in known.asked_by and _is_all(words, known.no, known.besides_no)
    return is_answer or _is_all(words, known.lifts[tier], known.besides)


def _is_all(words: str, wanted: re.Pattern[str], besides: re.Pattern[str]) -> bool:
    """Whether the wanted is there, and nothing is left without it and what may stand besides."""
    left, count = wanted.subn(" |", words)
    return count > 0 and not besides.sub("", left).replace("|", "").strip()


@cache
def _known() -> _AllClear:
    table = read(_FILE, AllClear).dict()
    words = table["words"]
    return _AllClear(
        table["payload"],
        {
            tier: _pattern((p for name in lists for p in table["lifts"][name]), words)
            for tier, lists in _LISTS.items()
        },
        _pattern(table["plain_no"], words),
        _pattern([*table["besides"], table["agreeing"]], words),
        _pattern(table["besides"], words),
        frozenset(table["asked_by"]),
    )


def _pattern(phrases: Iterable[str], classes: dict[str, str]) -> re.Pattern[str]:
    """Whole words, with the space before them."""
    plain = (with_word_classes(phrase, classes) for phrase in phrases)
    return re.compile(f" (?:{'|'.join(plain)})(?= )")
