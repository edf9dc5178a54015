"""How long it has hurt, in months ("6 wks", "a year and a half", "since March"), read for
`nlu/quantities.py`. Without a word of pain near it, a time answers only when that is asked."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import cache

from clinic.findings import Finding
from clinic.language.dates import MONTH, SPOKEN_YEAR, month_number, spoken_year
from clinic.language.numbers import AMOUNT, number_value, tidy
from clinic.language.vocabulary import any_of, word_lists

_LISTS = word_lists("durations")
_DAYS_PER_MONTH = 30.4
_WEEKS_PER_MONTH = 4.35
_MONTHS_IN = {
    "de": 120.0,
    "fo": 0.46,
    "d": 1 / _DAYS_PER_MONTH,
    "w": 1 / _WEEKS_PER_MONTH,
    "m": 1.0,
    "y": 12.0,
}
_UNIT = (
    r"(?:decades?|fortnights?|days?|weeks?|wee?ks?|wks?|months?|monts?|mnths?|mths?|mos?|"
    r"years?|yeras?|yrs?)"
)
_SHORT = r"\d{1,3}\s?[dwmy]\b"
_HALF = r"(?:\s*(?:and|n|&|\+)\s*(?:a\s+)?half)"
_PART = rf"(?:{AMOUNT}\s*-?\s*{_UNIT}\b{_HALF}?|year{_HALF}|{_SHORT})"
_NOT_AN_AGE = r"(?![\s-]*(?:old|of\s+age|young)\b)"
_SPAN = re.compile(
    rf"(?<![\w.,/$-])(?:{_PART}(?:\s*(?:,|and)?\s*{_PART})?|year\s+and\s+{_PART})(?!\w){_NOT_AN_AGE}",
    re.IGNORECASE,
)
_PIECE = re.compile(
    rf"(?:({AMOUNT})\s*-?\s*)?({_UNIT}|(?<=\d)[dwmy]|(?<=\d\s)[dwmy])\b({_HALF})?", re.IGNORECASE
)
# Future and repeated: "in 3 weeks", "every 6 months", "twice a week".
_NOT_BEFORE = re.compile(
    rf"(?:\b{any_of(_LISTS['not_before'])}|\d\s*x)\s*$",
    re.IGNORECASE,  # "2 x 3 weeks"
)
_NOT_AFTER = re.compile(rf"\s*{any_of(_LISTS['not_after'])}\b", re.IGNORECASE)
_SINCE = re.compile(
    rf"\b{any_of(_LISTS['starts'])}\s+(?:(?:in|around|about|early|late|mid|the|of|last|this|beginning|end|start)[\s-]+){{0,6}}"
    rf"(?:(?P<month>{MONTH}|christmas)\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?,?\s*(?:of\s+)?(?P<of>(?:19|20)\d\d)?"
    rf"|(?P<year>(?:19|20)\d\d)|(?P<spoken>{SPOKEN_YEAR})|(?P<new_year>(?:beginning|start)\s+of\s+(?:the|this)\s+year|new\s+year)|(?P<recent>yesterday|today|last\s+night|(?<=last\s)(?:week|month|year)))\b",
    re.IGNORECASE,
)
_RECENT = {"week": 0.2, "month": 1.0, "year": 12.0}
_VAGUE = re.compile(rf"\b{any_of(_LISTS['vague'])}\b|^\W*(?:for\s+)?{_UNIT}\W*$", re.IGNORECASE)
_PAIN = re.compile(rf"\b{any_of(_LISTS['pain'])}", re.IGNORECASE)
_CLAUSE = re.compile(r"[.,;!?\n]|\b(?:and|but|then)\b(?!\s+(?:a\s+)?half)", re.IGNORECASE)


def find_durations(text: str, today: date) -> list[Finding]:
    """All durations; `uncertain` unless the same clause speaks of pain."""
    clauses = [0, *(m.end() for m in _CLAUSE.finditer(text)), len(text) + 1]

    @cache
    def speaks_of_pain(first: int, last: int) -> bool:
        return _PAIN.search(text[clauses[first] : clauses[last]]) is not None

    return [
        Finding("pain_duration", months, start, end, cue, uncertain=not about_pain)
        for start, end, months, cue in (*_spans(text), *_starts(text, today), *_vague(text))
        for about_pain in [speaks_of_pain(*_clauses_around(clauses, start, end))]
    ]


def _spans(text: str) -> Iterator[tuple[int, int, float, str]]:
    for m in _SPAN.finditer(text):
        before = text[max(0, m.start() - 24) : m.start()]
        if not _NOT_BEFORE.search(before) and not _NOT_AFTER.match(text, m.end()):
            months = sum(_months(piece) for piece in _PIECE.finditer(m[0]))
            yield m.start(), m.end(), tidy(months), "duration"


def _months(piece: re.Match[str]) -> float:
    amount = number_value(piece[1]) if piece[1] else 1.0
    unit = piece[2].lower()
    return (amount + (0.5 if piece[3] else 0.0)) * (_MONTHS_IN.get(unit[:2]) or _MONTHS_IN[unit[0]])


def _starts(text: str, today: date) -> Iterator[tuple[int, int, float, str]]:
    for m in _SINCE.finditer(text):
        months = _months_since(m, today)
        if months >= 0:
            yield m.start(), m.end(), months, "since"


def _months_since(m: re.Match[str], today: date) -> float:
    if m["recent"]:
        return _RECENT.get(m["recent"].lower(), 0)
    if m["new_year"]:
        return today.month - 1
    if m["year"] or m["spoken"]:
        year = int(m["year"] or spoken_year(" ".join(m["spoken"].split())))
        years = today.year - year
        return 12 * years if years else today.month // 2
    month = 12 if m["month"].lower() == "christmas" else month_number(m["month"]) or 0
    year = int(m["of"]) if m["of"] else today.year - (month > today.month)
    return 12 * (today.year - year) + today.month - month


def _vague(text: str) -> Iterator[tuple[int, int, str, str]]:
    for m in _VAGUE.finditer(text):
        yield m.start(), m.end(), "unknown", "vague_duration"


def _clauses_around(clauses: list[int], start: int, end: int) -> tuple[int, int]:
    return bisect_right(clauses, start) - 1, bisect_right(clauses, end)
