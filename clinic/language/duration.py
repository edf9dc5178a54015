"""How long it has hurt, in months ("6 wks", "a year and a half", "since March"), read for
`nlu/quantities.py`. Without a word of pain near it, a time answers only when that is asked."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from functools import cache

from clinic.findings import Finding
from clinic.language.dates import MONTH, SPOKEN_YEAR, month_number, spoken_year
from clinic.language.numbers import AMOUNT, NUMBER, number_value, tidy
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
_FRACTION = re.compile(
    rf"\b(?P<part>{any_of(_LISTS['fractions'])})\s+(?:of\s+)?an?\s+(?P<unit>year|decade)\b"
    r"|^\W*(?:about\s+)?(?P<quarter>a\s+quarter)\W*$",
    re.IGNORECASE,
)
_MISHEARD = rf"(?:{any_of(_LISTS['misheard'])})"
_ODD = rf"\s+and\s+{any_of(_LISTS['a_bit_more'])}"
_PART = rf"(?:(?:{AMOUNT}|{_MISHEARD})\s*-?\s*{_UNIT}\b{_HALF}?|year(?:{_HALF}|{_ODD})|{_SHORT})"
_NOT_AN_AGE = r"(?![\s-]*(?:old|of\s+age|young)\b)"
_SPAN = re.compile(
    rf"(?<![\w.,/$-])(?:{_PART}(?:\s*(?:,|and)?\s*{_PART})?|year\s+and\s+{_PART})(?!\w){_NOT_AN_AGE}",
    re.IGNORECASE,
)
_PIECE = re.compile(
    rf"(?:({AMOUNT}|{_MISHEARD})\s*-?\s*)?({_UNIT}|(?<=\d)[dwmy]|(?<=\d\s)[dwmy])\b({_HALF})?",
    re.IGNORECASE,
)
# Future and repeated: "in 3 weeks", "every 6 months", "twice a week".
_NOT_BEFORE = re.compile(
    rf"(?:\b{any_of(_LISTS['not_before'])}|\d\s*x)\s*$",
    re.IGNORECASE,  # "2 x 3 weeks"
)
_NOT_AFTER = re.compile(rf"\s*{any_of(_LISTS['not_after'])}\b", re.IGNORECASE)
_WHEN = (
    r"(?:(?:in|around|about|early|late|mid|the|of|last|this|before|beginning|end|start|first|since)[\s-]+){0,6}"
    rf"(?:(?P<event>{any_of(_LISTS['events'])})|(?P<occasion>{any_of(_LISTS['occasions'])})"
    rf"|(?P<month>{MONTH})\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?,?\s*(?:of\s+)?(?P<of>(?:19|20)\d\d)?"
    r"|(?P<year>(?:19|20)\d\d)"
    rf"|(?P<spoken>{SPOKEN_YEAR})|(?P<new_year>(?:beginning|start)\s+of\s+(?:the|this)\s+year)"
    r"|(?P<recent>yesterday|today|last\s+night|(?<=last\s)(?:week|month|year)))\b"
    r"(?P<before>\s+last\b|,?\s+(?:of\s+)?last\s+year\b)?"
)
_SINCE = re.compile(rf"\b{any_of(_LISTS['starts'])}\s+{_WHEN}", re.IGNORECASE)
_ONLY_A_TIME = re.compile(rf"\W*(?:it\s+|back\s+|was\s+){{0,3}}{_WHEN}\W*", re.IGNORECASE)
# "A year in January", "it'll be two years this March": so many less the months until then.
_COMPLETE = re.compile(
    rf"\s+(?:(?:in|this|next|come|by)\s+){{1,2}}(?P<month>{MONTH})(?!\s*\d)", re.IGNORECASE
)
_BIRTH = re.compile(rf"\b{any_of(_LISTS['births'])}\b", re.IGNORECASE)
_CHILDS_AGE = re.compile(
    rf"\b(?:he|she|they|who|baby|kid|son|daughter|child|youngest|oldest|eldest|twins)\s*(?:['\u2019]?s|is|are|['\u2019]?re)?\s+"
    rf"(?:(?:now|is|just|about|turning|almost|nearly)\s+){{0,2}}(?P<amount>{NUMBER})(?!\w)(?:[\s-]*(?P<unit>{_UNIT}))?",
    re.IGNORECASE,
)
_AGE_THEN = re.compile(
    rf"\b(?:when|since|from\s+when)\s+i\s+(?:was|turned)\s+(?:about\s+|around\s+)?(?P<when>{NUMBER})(?!\w)"
    rf"|\bi\s+was\s+(?:about\s+|around\s+)?(?P<was>{NUMBER})\s+when\b",
    re.IGNORECASE,
)
_AGE_NOW = re.compile(
    rf"\b(?:i\s*['\u2019]?\s*a?m|now)\s+(?:now\s+)?(?P<now>{NUMBER})(?!\w)|\b(?P<now2>{NUMBER})\s+now\b",
    re.IGNORECASE,
)
_NEAR = 14  # characters between a duration and the one that corrects it ("3 yrs, wait, 4 yrs")
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
        for start, end, months, cue in (
            *_spans(text, today),
            *_starts(text, today),
            *_by_ages(text),
            *_vague(text),
        )
        for about_pain in [speaks_of_pain(*_clauses_around(clauses, start, end))]
    ]


def _spans(text: str, today: date) -> Iterator[tuple[int, int, float, str]]:
    for m in _FRACTION.finditer(text):
        share = _LISTS["fractions"][" ".join((m["part"] or m["quarter"]).lower().split())]
        yield (
            m.start(),
            m.end(),
            tidy(share * _months_in((m["unit"] or "year").lower())),
            "duration",
        )
    earlier = -_NEAR
    for m in _SPAN.finditer(text):
        before = text[max(0, m.start() - 24) : m.start()]
        corrects = m.start() - earlier < _NEAR
        earlier = m.end()
        if (corrects or not _NOT_BEFORE.search(before)) and not _NOT_AFTER.match(text, m.end()):
            months = sum(_months(piece) for piece in _PIECE.finditer(m[0]))
            complete = _COMPLETE.match(text, m.end())
            left = (month_number(complete["month"] or "") or 0) - today.month if complete else 0
            yield m.start(), m.end(), max(0, tidy(months - left % 12)), "duration"


def _by_ages(text: str) -> Iterator[tuple[int, int, float, str]]:
    """ "Since my son was born, he's 2"; "since I was 30, I'm 34"."""
    born, child = _BIRTH.search(text), _CHILDS_AGE.search(text)
    if born and child:
        months = number_value(child["amount"].lower()) * _months_in((child["unit"] or "y").lower())
        yield born.start(), born.end(), tidy(months), "age_of_child"
    then = _AGE_THEN.search(text)
    now = then and _AGE_NOW.search(text, then.end())
    if then and now:
        years = number_value(now["now"] or now["now2"]) - number_value(then["when"] or then["was"])
        if years >= 0:
            yield then.start(), then.end(), tidy(12 * years), "ages"


def in_its_unit(words: str, amount: float) -> float:
    """As many of the unit that a duration was told in ("two months, no, four")."""
    units = [piece[2].lower() for piece in _PIECE.finditer(words)]
    return tidy(amount * _months_in(units[-1])) if units else amount


def _months(piece: re.Match[str]) -> float:
    amount = number_value(piece[1]) if piece[1] else 1.0
    return (amount + (0.5 if piece[3] else 0.0)) * _months_in(piece[2].lower())


def _months_in(unit: str) -> float:
    months: float = _MONTHS_IN.get(unit[:2]) or _MONTHS_IN[unit[0]]
    return months


def _starts(text: str, today: date) -> Iterator[tuple[int, int, float, str]]:
    alone = _ONLY_A_TIME.fullmatch(text)
    for m in [alone] if alone else _SINCE.finditer(text):
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
    if m["event"]:
        year, month = map(int, _LISTS["events"][" ".join(m["event"].lower().split())])
        return 12 * (today.year - year) + today.month - month
    return _since_day(m, today)


def _since_day(m: re.Match[str], today: date) -> int:
    """The latest such day or month; "last November" in November is that of the year before."""
    last = bool(re.search(r"\blast\b", m[0], re.IGNORECASE))
    if m["month"]:
        month = month_number(m["month"]) or 0
        ahead = month > today.month or (last and month >= today.month - 1)
    else:
        month, day = map(int, _LISTS["occasions"][" ".join(m["occasion"].lower().split())])
        ahead = (month, day) > (today.month, today.day)
    told = int(m["of"]) if m["month"] and m["of"] else None
    year = told or today.year - (ahead or m["before"] is not None)
    return 12 * (today.year - year) + today.month - month


def _vague(text: str) -> Iterator[tuple[int, int, str, str]]:
    for m in _VAGUE.finditer(text):
        yield m.start(), m.end(), "unknown", "vague_duration"


def _clauses_around(clauses: list[int], start: int, end: int) -> tuple[int, int]:
    return bisect_right(clauses, start) - 1, bisect_right(clauses, end)
