"""Ages in years ("I'm 42", "forty-two yo", "born in 1980"), read for `nlu/quantities.py`. A bare
"42" is only a number; it becomes an age when the age is asked."""

import re
from collections.abc import Iterator
from datetime import date

from clinic.findings import Finding
from clinic.language.dates import MONTH, SPOKEN_YEAR, date_in, month_number, spoken_year
from clinic.language.extents import Extents
from clinic.language.numbers import SPELLED, number_value
from clinic.language.vocabulary import any_of, word_lists

_AGE = rf"(?P<age>\d{{1,3}}|{SPELLED})"
_KIN = any_of(word_lists("people")["kin"])
# "I'm 5 months in", "I'm 6 out of 10", "I'm 180 pounds", "I'm 2 years post-op" are no ages.
_NOT_A_COUNT = (
    r"(?![\w%/:]|[.,]\d|-\w|\s*(?:%|percent\b|out\b|weeks?\b|wks?\b|months?\b|mos?\b|mths?\b|days?\b|"
    r"hours?\b|minutes?\b|lbs?\b|pounds?\b|kgs?\b|kilos?\b|cm\b|feet\b|foot\b|ft\b|['\u2019]\s*\d|[\s-]?something|inches|miles?\b|"
    r"stones?\b|mgs?\b|times\b|percent|of\b|and\s+a\s+half\s+(?:weeks?|months?)|"
    r"(?:years?|yrs?)\b(?!\s*(?:old|young|of\s+age)|\s*(?:[.,;!?)]|$|and\b|with\b|male|female|man|woman))))"
)
_ABOUT = r"(?:(?:about|around|almost|nearly|just|only|now|currently|already|like|over)\s+){0,4}"
_YEARS_OLD = (
    r"[\s-]*(?:(?:years?|yrs?|yr|y)[\s-]*(?:old|of\s+age|young)\b|y[/.\s]?o\b\.?|yrs?old\b)"
)
_THING = r"(?!\s*(?:mri|scan|x-?ray|report|injury|fracture|hip|implant|prosthesis|accident))"

_OWN = (
    ("years_old", rf"\b{_AGE}{_YEARS_OLD}{_THING}"),
    (
        "i_am",
        rf"\b(?:i\s*['\u2019]?\s*a?m|i\s*['\u2019]?\s*(?:ll|will)\s+be|i\s+(?:just\s+)?turned|turned|turning|turn)\s+{_ABOUT}{_AGE}{_NOT_A_COUNT}",
    ),
    ("age_is", rf"\b(?:my\s+)?aged?\s*(?:is|was|:|=|-)?\s*{_ABOUT}{_AGE}{_NOT_A_COUNT}"),
    (
        "name_and_age",
        r"\b(?:i\s*['\u2019]?\s*a?m|name\s*['\u2019]?\s*i?s|this\s+is)\s+[a-z]+(?:\s+[a-z]+)?\s*,\s*"
        r"(?P<age>[1-9]\d)(?=\s*[,.;]\s|\s+and\b|\s*$)",
    ),
    (
        "sex_and_age",
        r"\b(?:fe)?male\s*,?\s*(?:of\s+|aged?\s+)?(?P<age>[1-9]\d)\b(?![/%])|\b(?P<age2>[1-9]\d)\s*,?\s*(?:fe)?male\b",
    ),
    ("birthday", rf"\b(?:my|the)\s+{_AGE}(?:st|nd|rd|th)\s+birthday\b"),
    # Small letters may be minutes or metres, save where the message opens with them.
    ("sex_and_age", r"^\W*(?P<age>[1-9]\d)\s?[mf]\b"),
    (
        "sex_and_age",
        r"(?<![\w.])\(?(?:(?P<age>[1-9]\d)\s?/?\s?(?-i:[MF])|(?-i:[MF])\s?(?P<age2>[1-9]\d))\b(?!\s*/)",
    ),
)
_OTHER = (
    (
        "kin_age",
        rf"\b{_KIN}(?:\s*['\u2019]?\s*s|\s+is|\s+turned|\s*,)\s+{_ABOUT}{_AGE}{_NOT_A_COUNT}",
    ),
)
_RULES = tuple(
    (cue, person, re.compile(rule, re.IGNORECASE))
    for person, rules in (("other", _OTHER), ("self", _OWN))
    for cue, rule in rules
)
# "when I was 19", "at age 12", "since I'm 30": then, not now.
_THEN = re.compile(
    r"(?:\b(?:was|were|at|since|until|till|before|after|from|when|by)\s+(?:(?:i|he|she)\s+(?:was|were|"
    r"turned)\s+)?(?:about\s+|the\s+|around\s+|only\s+|just\s+)*$)|\b(?:when|since|until|till)\s+(?:i|he|she)\s*$",
    re.IGNORECASE,
)
_DECADE = re.compile(
    r"\b(?:[2-9]0|twenty|thirty|forty|fifty|sixty|seventy|eighty)[\s-]?something\b|"
    r"\b(?:early|mid|middle|late|in\s+my|my)[\s-]*(?:early|mid|late)?[\s-]*"
    r"(?:[2-9]0['\u2019]?s|twenties|thirties|fou?rties|fifties|sixties|seventies|eighties|nineties)\b",
    re.IGNORECASE,
)
_BORN = re.compile(
    rf"\b(?:born|dob|d\.o\.b\.?|date\s+of\s+birth|birth\s?(?:day|date|year)|year\s+of\s+birth)[\s:]*(?:(?:is|was|in|on|the|of|year)\s+){{0,6}}"
    rf"(?:(?P<date>\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}})|"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{MONTH})\.?\s*(?:\d{{1,2}}(?:st|nd|rd|th)?\b)?,?\s*(?:of\s+)?)?"
    rf"(?P<year>(?:19|20)\d\d|['\u2019]?\d\d\b|{SPOKEN_YEAR}))",
    re.IGNORECASE,
)
_ONLY_A_BIRTH = re.compile(
    r"\s*(?:in\s+|year\s+)?((?P<date>\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4})|"
    rf"(?:(?P<month>{MONTH})\.?,?\s+)?(?P<year>(?:19|20)\d\d|{SPOKEN_YEAR}))\s*[.!]?\s*$",
    re.IGNORECASE,
)


def find_ages(text: str, today: date) -> list[Finding]:
    """Ages that are said to be ages; "in my forties" is `unknown`, for when the age is asked."""
    candidates = (*_births(text, today), *_stated(text), *_decades(text))
    extents = Extents()
    found = [age for age in candidates if extents.take(age.start, age.end)]
    return sorted(found, key=lambda f: f.start)


def _stated(text: str) -> Iterator[Finding]:
    for cue, person, rule in _RULES:
        for m in rule.finditer(text):
            words = m["age"] or m["age2"]
            if not _THEN.search(text[max(0, m.start() - 40) : m.start()]):
                whose = "other" if person == "other" or _kin_before(text, m.start()) else "self"
                yield Finding(
                    "age", int(number_value(words)), m.start(), m.end(), cue, person=whose
                )


def _kin_before(text: str, start: int) -> bool:
    """ "My mother is 70 years old": whose the age is stands before it."""
    return bool(
        re.search(rf"\b{_KIN}\b[^.,;!?]{{0,12}}$", text[max(0, start - 30) : start], re.IGNORECASE)
    )


def _births(text: str, today: date) -> Iterator[Finding]:
    for m in _BORN.finditer(text):
        if m["date"]:
            age = _age_on(today, date_in(m["date"], today))
        else:
            age = _age_in(today, _full_year(m["year"], today), month_number(m["month"] or ""))
        if age is not None:
            yield Finding("age", age, m.start(), m.end(), "born")
    if only := _ONLY_A_BIRTH.match(text):
        if only["date"]:
            age = _age_on(today, date_in(only["date"], today))
        else:
            age = _age_in(today, _full_year(only["year"], today), month_number(only["month"] or ""))
        if age is not None:
            yield Finding("age", age, only.start(1), only.end(1), "birthday", uncertain=True)


def _decades(text: str) -> Iterator[Finding]:
    for m in _DECADE.finditer(text):
        yield Finding("age", "unknown", m.start(), m.end(), "decade", uncertain=True)


def _full_year(year: str, today: date) -> int:
    if len(year) == len("1980") and year.isdigit():
        return int(year)
    if year[0].isalpha():
        return spoken_year(" ".join(year.split()))
    short = int(year.strip("'\u2019"))
    return 2000 + short if 2000 + short <= today.year else 1900 + short


def _age_in(today: date, year: int, month: int | None) -> int:
    return today.year - year - (month is not None and month > today.month)


def _age_on(today: date, born: date | None) -> int | None:
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
