from datetime import date

import pytest

from clinic.language.age import find_ages
from clinic.language.duration import find_durations
from clinic.language.lesion_size import find_lesion_sizes
from clinic.language.numbers import find_numbers, number_value
from clinic.language.pain_score import find_pain_scores

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("forty-two", 42),
        ("one hundred and two", 102),
        ("2½", 2.5),
        ("two and a half", 2.5),
        ("a couple of", 2),
        ("3-4", 3.5),
        ("2,5", 2.5),
    ],
)
def test_number(words: str, value: float) -> None:
    assert number_value(words) == value


@pytest.mark.parametrize("text", ["5 foot 9", "180 lbs", "60mg", "5'10"])
def test_measures_count_nothing(text: str) -> None:
    assert find_numbers(text) == []


def test_about_a_number() -> None:
    assert [found.value for found in find_numbers("5ish")] == [5]


def test_the_left_one_counts_nothing() -> None:
    assert find_numbers("the left one") == []


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("I am a 42 year old man", 42),
        ("67 y/o", 67),
        ("42M", 42),
        ("born March 3 1980", 46),
        ("born December 3 1980", 45),
        ("dob 12/25/80", 45),
        ("im 42 w avn", 42),
        ("I'll be 60 in march", 60),
        ("my 50th birthday", 50),
        ("hi, I'm Ann, 47, and my hip hurts", 47),
        ("47f, left hip", 47),
        ("52/F", 52),
        ("male 34 years", 34),
        ("born in nineteen seventy four", 52),
        ("june 1968", 58),
    ],
)
def test_age(text: str, age: int) -> None:
    assert [(found.value, found.person) for found in find_ages(text, TODAY)] == [(age, "self")]


@pytest.mark.parametrize(
    "text",
    [
        "I'm 5 foot 9",
        "walked 45m",
        "I'm 5 months in",
        "I'm 6 out of 10",
        "when I was 19",
        "at age 12",
    ],
)
def test_no_age(text: str) -> None:
    assert find_ages(text, TODAY) == []


def test_age_of_somebody_else() -> None:
    assert [found.person for found in find_ages("my dad, 70", TODAY)] == ["other"]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2 years and 3 months", 27),
        ("2.5 yrs", 30),
        ("18mo", 18),
        ("8m", 8),
        ("since march 2024", 32),
        ("started in June 2025", 17),
        ("year and half", 18),
        ("year and 3 months", 15),
        ("a decade", 120),
        ("a fortnight", 0.5),
        ("since the start of the year", 10),
        ("since twenty nineteen", 84),
        ("started hurting in may 2025", 18),
        ("hip pain x 9 months", 9),
    ],
)
def test_duration(text: str, months: float) -> None:
    assert [found.value for found in find_durations(text, TODAY)] == [months]


@pytest.mark.parametrize(
    "text", ["42 years old", "in 3 weeks", "every 6 months", "2 x 6 weeks", "3 times a week"]
)
def test_no_duration(text: str) -> None:
    assert find_durations(text, TODAY) == []


def test_a_unit_alone_is_vague() -> None:
    assert [found.value for found in find_durations("months", TODAY)] == ["unknown"]


def test_duration_is_of_the_pain_only_near_a_word_of_pain() -> None:
    found = find_durations("on prednisone for 6 months, pain for 2 years", TODAY)
    assert [(f.value, f.uncertain) for f in found] == [(6, True), (24, False)]


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("on a scale of 1 to 10 it's a 6", 6),
        ("pain score: 5", 5),
        ("it hurts like a 9", 9),
        ("ten out of ten", 10),
        ("ate out of ten", 8),
        ("pain's a solid nine", 9),
    ],
)
def test_pain_score(text: str, score: int) -> None:
    assert [found.value for found in find_pain_scores(text)] == [score]


@pytest.mark.parametrize("text", ["pain for 3 years", "painkillers 3 times", "3/10/2024"])
def test_no_pain_score(text: str) -> None:
    assert find_pain_scores(text) == []


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("less than 15% of the head", "small"),
        ("15% of the head", "medium"),
        ("30% of the head", "medium"),
        ("over 30% of the head", "large"),
        ("kerboul angle 190", "small"),
        ("kerboul angle 239", "medium"),
        ("kerboul angle 240", "large"),
    ],
)
def test_lesion_size_at_the_edges_of_its_bands(text: str, size: str) -> None:
    assert [found.value for found in find_lesion_sizes(text)] == [size]
