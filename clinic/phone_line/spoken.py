"""A reply as it can be said: no markup, no addresses, numbers as a voice should say them. Called by
the channel voice for everything that reaches TwiML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Digits:
    """To be said one by one, with a pause between the groups."""

    groups: tuple[str, ...]


Piece = str | Digits

_DROPPED = (
    re.compile(r"\(?(?:https?:|www\.)\S+"),
    re.compile(r"^\s*(?:[-*\u2022]|#+)\s+", re.MULTILINE),
    re.compile(r"[*_`#<>\[\]|~]"),
)
_SAID = (
    (re.compile(r"\bAVN\b"), "A V N"),
    (re.compile(r"\b(MRI|CT|HIV)\b"), lambda m: " ".join(m[1])),
    (re.compile(r"\bX-ray", re.IGNORECASE), "X ray"),
    (re.compile(r"\bARCO\b"), "arco"),
    (re.compile(r"(\d+)\s*/\s*(\d+)"), r"\1 out of \2"),
    (re.compile(r"\s*%"), " percent"),
    (re.compile(r"\b(\d+)([A-Za-z])\b"), lambda m: f"{m[1]} {m[2].upper()}"),
    (re.compile(r"(?<=\d)\s*[-\u2013]\s*(?=\d+ (?:percent|months|weeks|years))"), " to "),
    (re.compile(r"\s*&\s*"), " and "),
    (re.compile(r"\s*[;\u2013\u2014]\s*"), ". "),
    (re.compile(r"[()\u201c\u201d\"]"), " "),
    (re.compile(r"\u2019"), "'"),
    (re.compile(r"\s+"), " "),
    (re.compile(r" (?=[.,!?:])"), ""),
)
_CALLED = re.compile(r"\+?\d(?:[ .-]?\d){5,}|\b\d{3}-\d{3}\b")
_GROUP = 3


def pieces(text: str, short_numbers: frozenset[str] = frozenset()) -> list[Piece]:
    """`short_numbers`, such as 911, are said digit by digit like any number to call."""
    plain = plain_text(text)
    return list(_pieces(plain, _numbers(short_numbers)))


def plain_text(text: str) -> str:
    for pattern in _DROPPED:
        text = pattern.sub("", text)
    for pattern, said in _SAID:
        text = pattern.sub(said, text)
    return text.strip()


def short_numbers_in(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\b\d{3}\b", text))


def _numbers(short: frozenset[str]) -> re.Pattern[str]:
    alone = "|".join(rf"\b{number}\b" for number in sorted(short))
    return re.compile("|".join(filter(None, (_CALLED.pattern, alone))))


def _pieces(text: str, number: re.Pattern[str]) -> Iterator[Piece]:
    end = 0
    for found in number.finditer(text):
        if text[end : found.start()].strip():
            yield text[end : found.start()]
        yield Digits(_groups(found[0]))
        end = found.end()
    if text[end:].strip(" "):
        yield text[end:]


def _groups(number: str) -> tuple[str, ...]:
    written = re.findall(r"\d+", number)
    if len(written) > 1:
        return tuple(written)
    digits = written[0]
    last = len(digits) - _GROUP - 1  # the last four stay together, as people say them
    if last <= 0:
        return (digits,)
    first = last % _GROUP
    cuts = [0, *([first] if first else []), *range(first + _GROUP, last + 1, _GROUP), len(digits)]
    return tuple(digits[a:b] for a, b in pairwise(cuts))
