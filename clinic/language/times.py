"""When a risk factor, an operation or a scan was ("quit drinking 2010", "hip scope two years ago"),
read for `nlu/time_of_findings.py`. A year or month where it can be told, else the own words."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from clinic.findings import Finding
from clinic.language.dates import MONTH, SPOKEN_YEAR, month_number, spoken_year
from clinic.language.extents import Extents
from clinic.language.numbers import AMOUNT, SPELLED, number_value
from clinic.language.vocabulary import any_of, word_lists

_HAS_A_TIME = frozenset({"risk_factors", "prior_hip_surgery", "imaging_done"})
_TELL_ANOTHER_TIME = frozenset({"age", "pain_duration", "phone", "email"})
_MONTHS, _CENTURY = 12, 100
_MOST = 40  # of either; each is compared with each, and nobody tells more
_MONTHS_IN = {"m": 1, "y": 12, "d": 120}

_LISTS = word_lists("times")
_LEAD = rf"(?:\b{any_of(_LISTS['lead_ins'])}[\s-]+){{0,4}}"
_EDGE = rf"(?:\b(?P<edge>{any_of(_LISTS['edges'])})\s+)?"
_YEAR = (
    r"(?:(?P<year>(?:19[3-9]|20[0-4])\d)(?!\d)|['\u2019](?P<short>\d\d)\b|"
    rf"\b(?P<spoken>{SPOKEN_YEAR}))"
)
_RULES = tuple(
    re.compile(rule, re.IGNORECASE)
    for rule in (
        rf"{_EDGE}{_LEAD}(?:\b(?P<month>{MONTH})\.?,?\s+(?:of\s+)?)?(?<![\w.$-]){_YEAR}(?![/%-])",
        rf"\b(?:about\s+|around\s+|over\s+|nearly\s+|almost\s+){{0,4}}(?P<ago>{AMOUNT})\s*(?P<unit>years?|yrs?|months?|mos?|decades?)(?P<half>\s+and\s+a\s+half)?\s+(?:ago|back|before\s+now)\b",
        rf"{_EDGE}{_LEAD}\b(?P<last>last|this\s+past)\s+(?:(?P<month>{MONTH})|(?P<lastyear>year)\b)",
        rf"\b(?P<edge>{any_of(_LISTS['edges'])})\s+{_LEAD}(?P<month>{MONTH})|\b(?:back\s+)?in\s+(?P<month2>{MONTH})",
        rf"\b(?P<words>{any_of(_LISTS['own_words'])}|in\s+(?:my|the)\s+(?:early\s+|mid\s+|late\s+)?(?:{any_of(_LISTS['decades'])}|[1-9]0\s?['\u2019]?s)|"
        rf"{any_of(_LISTS['at_age'])}\s+(?:about\s+|around\s+|only\s+)?(?:\d{{1,2}}|{SPELLED}))\b",
    )
)
_CLAUSE = re.compile(r"[,;]|\b(?:and|but|then|now)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?\n](?!\d)")


@dataclass(frozen=True)
class Time:
    start: int
    end: int
    said: str


def find_times(text: str, today: date) -> list[Time]:
    """Times in the past, none of which share words."""
    found: list[Time] = []
    extents = Extents()
    for rule in _RULES:
        for m in rule.finditer(text):
            if extents.take(*m.span()):
                found.append(Time(m.start(), m.end(), _normalised(m, today)))
    return sorted(found, key=lambda time: time.start)


def with_times(text: str, findings: Sequence[Finding], today: date) -> list[Finding]:
    """Each risk factor, operation and scan with the time that its clause tells, or else the next
    one of the sentence, if that is about nothing else."""
    dated = [f for f in findings if f.kind in _HAS_A_TIME and not f.negated][:_MOST]
    times = _free_times(text, findings, today)[:_MOST] if dated else []
    if not times:
        return list(findings)
    edges = [m.start() for m in _CLAUSE.finditer(text)]
    ends = [m.start() for m in _SENTENCE.finditer(text)]
    told: dict[int, str] = {}
    for finding in dated:
        sentence = [t for t in times if _part(ends, t) == _part(ends, finding)]
        if time := _time_of(finding, sentence, edges, dated):
            told[id(finding)] = time.said
    return [replace(f, when=told[id(f)]) if id(f) in told else f for f in findings]


def _free_times(text: str, findings: Sequence[Finding], today: date) -> list[Time]:
    """Those that tell no age and no length of pain."""
    others = (f for f in findings if f.kind in _TELL_ANOTHER_TIME and not f.uncertain)
    extents = Extents((f.start, f.end) for f in others)
    return [time for time in find_times(text, today) if extents.are_free(time.start, time.end)]


def _time_of(
    finding: Finding, sentence: list[Time], edges: list[int], dated: list[Finding]
) -> Time | None:
    clause = _part(edges, finding)
    here = [time for time in sentence if _part(edges, time) == clause]
    if here:
        return min(here, key=lambda time: abs(time.start - finding.start))
    later = [time for time in sentence if time.start > finding.start]
    between = [f for f in dated if later and finding.end <= f.start <= later[0].end]
    own = (
        later and not between and not any(_part(edges, f) == _part(edges, later[0]) for f in dated)
    )
    return later[0] if own else None


def _part(edges: list[int], place: Finding | Time) -> int:
    return bisect_right(edges, place.end - 1)


def _normalised(m: re.Match[str], today: date) -> str:
    said = {name: words for name, words in m.groupdict().items() if words}
    edge = f"{said['edge'].lower()} " if "edge" in said else ""
    return edge + _moment(said, " ".join(m[0].split()), today)


def _moment(said: dict[str, str], words: str, today: date) -> str:
    month = month_number(said.get("month") or said.get("month2") or "")
    year = _year(said, today)
    if "ago" in said:
        amount = number_value(said["ago"]) + (0.5 if "half" in said else 0)
        return _before(today, amount, said["unit"].lower())
    if month:
        return f"{year or today.year - (month >= today.month)}-{month:02}"
    return str(year) if year else words


def _year(said: dict[str, str], today: date) -> int | None:
    if "lastyear" in said:
        return today.year - 1
    if "short" in said:
        century = today.year - today.year % _CENTURY
        year = century + int(said["short"])
        return year if year <= today.year else year - _CENTURY
    if "spoken" in said:
        return spoken_year(" ".join(said["spoken"].split()))
    return int(said["year"]) if "year" in said else None


def _before(today: date, amount: float, unit: str) -> str:
    """ "10 years ago" is a year, "six months ago" a month."""
    ago = round(amount * _MONTHS_IN[unit[0]])
    year, month = divmod(_MONTHS * today.year + today.month - 1 - ago, _MONTHS)
    return f"{year}-{month + 1:02}" if unit.startswith("m") else str(year)
