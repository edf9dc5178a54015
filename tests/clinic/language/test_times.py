from datetime import date

import pytest

from clinic.findings import Finding
from clinic.language.dates import spoken_year
from clinic.language.times import find_times, with_times

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("in 2010", "2010"),
        ("quit 10 years ago", "2016"),
        ("a year and a half ago", "2025"),
        ("six months ago", "2026-05"),
        ("a decade ago", "2016"),
        ("last year", "2025"),
        ("last March", "2026-03"),
        ("last December", "2025-12"),
        ("May 2024", "2024-05"),
        ("until 2018", "until 2018"),
        ("since 2001", "since 2001"),
        ("back in '09", "2009"),
        ("in '98", "1998"),
        ("in twenty nineteen", "2019"),
        ("as a kid", "as a kid"),
        ("in my twenties", "in my twenties"),
        ("when I was 19", "when I was 19"),
        ("it may hurt", None),
        ("$2010", None),
    ],
)
def test_time(text: str, said: str | None) -> None:
    assert [time.said for time in find_times(text, TODAY)] == ([said] if said else [])


@pytest.mark.parametrize(
    ("words", "year"),
    [("nineteen ninety four", 1994), ("two thousand and nine", 2009), ("two thousand", 2000)],
)
def test_spoken_year(words: str, year: int) -> None:
    assert spoken_year(words) == year


def _said_of(text: str, *words: str) -> list[str | None]:
    findings = [
        Finding("risk_factors", word, text.index(word), text.index(word) + len(word), word)
        for word in words
    ]
    return [finding.when for finding in with_times(text, findings, TODAY)]


def test_time_in_the_same_clause() -> None:
    text = "lupus in 2010 and scuba in 2015, never hiv"
    assert _said_of(text, "lupus", "scuba", "hiv") == ["2010", "2015", None]


def test_time_in_the_next_clause_where_that_is_about_nothing_else() -> None:
    assert _said_of("smoked for years but stopped in 2015", "smoked") == ["2015"]
    assert _said_of("smoked but in 2015 had lupus", "smoked", "lupus") == [None, "2015"]


def test_no_time_of_another_sentence() -> None:
    assert _said_of("I had lupus. In 2010 I moved.", "lupus") == [None]


def test_what_was_never_done_has_no_time() -> None:
    denied = Finding("risk_factors", "alcohol", 0, 5, "alcohol", negated=True)
    assert with_times("drank in 2010", [denied], TODAY) == [denied]


def test_the_time_of_an_age_or_of_pain_is_no_other() -> None:
    text = "born in 1980, smoker"
    found = [Finding("age", 46, 0, 12, "born"), Finding("risk_factors", "smoking", 14, 20, "x")]
    assert with_times(text, found, TODAY) == found
