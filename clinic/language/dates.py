"""Months and written dates, for ages ("born 3/12/1980") and durations ("since March 2024")."""

import re
from datetime import date

from clinic.language.numbers import SPELLED, number_value

_MONTHS = (
    ("january", "jan"),
    ("february", "feb", "febuary"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_LAST_DAY, _CENTURY = 31, 100
_NUMBER_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
MONTH = "(?:" + "|".join(sorted(_NUMBER_OF, key=len, reverse=True)) + r")\b"

_NO_YEAR = r"(?!(?:one|two|three|four|five|six|seven|eight|nine)\b)"  # of "twenty two"
SPOKEN_YEAR = (
    rf"(?:(?:nineteen|twenty)\s+{_NO_YEAR}{SPELLED}\b|"
    rf"two\s+thousand(?:\s+(?:and\s+)?{SPELLED}\b)?)"
)


def spoken_year(words: str) -> int:
    """ "Nineteen ninety four", "two thousand and nine"."""
    century, _, rest = words.lower().partition(" ")
    if rest.startswith("thousand"):
        rest = rest.removeprefix("thousand").strip().removeprefix("and").strip()
        return 2000 + (int(number_value(rest)) if rest else 0)
    return _CENTURY * int(number_value(century)) + int(number_value(rest))


def month_number(name: str) -> int | None:
    return _NUMBER_OF.get(name.lower())


def date_in(written: str, today: date) -> date | None:
    """A date in figures, year first or last. With day and month in doubt it is month/day, as in
    the United States; a birthday is wrong by less than a year either way."""
    first, second, third = (int(part) for part in re.split(r"[/.-]", written))
    if first > _LAST_DAY:
        year, month, day = first, second, third
    else:
        year, month, day = third, first, second
    if month > len(_MONTHS):
        month, day = day, month
    if year < _CENTURY:
        year += 2000 if 2000 + year <= today.year else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None
