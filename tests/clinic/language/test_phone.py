import time

import pytest

from clinic.language.phone import INVALID, dialled, digits_in, find_phones


@pytest.mark.parametrize(
    ("text", "region", "value"),
    [
        ("415-555-0199", "US", "+14155550199"),
        ("(415) 555 0199", "US", "+14155550199"),
        ("call me on 415.555.0199 ext 12", "US", "+14155550199"),
        ("four one five five five five oh one nine nine", "US", "+14155550199"),
        ("area code 415, triple five, oh one double nine", "US", "+14155550199"),
        ("415 555 ate one nine nine", "US", "+14155558199"),
        ("eight hundred five five five oh one nine nine", "US", "+18005550199"),
        ("+44 (0)20 7946 0958", "US", "+442079460958"),
        ("0044 20 7946 0958", "US", "+442079460958"),
        ("020 7946 0958", "GB", "+442079460958"),
    ],
)
def test_number_that_can_be_dialled(text: str, region: str, value: str) -> None:
    assert [(found.value, found.uncertain) for found in find_phones(text, region)] == [
        (value, False)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "555 0199",
        "my number is 12345",
        "five five five oh one two three four",
        "it's 555 0199 thanks",
    ],
)
def test_number_that_cannot_be_dialled(text: str) -> None:
    assert [(found.value, found.uncertain) for found in find_phones(text, "US")] == [
        (INVALID, True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I'm 42, 7/10, since 2019, 6 wks",
        "born 04-17-1979",
        "1979-04-17",
        "call me at 3 30 in the afternoon",
        "2019 to 2021",
        "2019, 2021",
        "two to three four five years",
    ],
)
def test_other_numbers(text: str) -> None:
    assert find_phones(text, "US") == []


def test_extension_belongs_to_the_number() -> None:
    text = "415 555 0199 extension 12"
    assert [text[found.start : found.end] for found in find_phones(text, "US")] == [text]


@pytest.mark.parametrize(
    ("words", "digits"), [("double five oh one", "5501"), ("triple 7", "777"), ("fifty two", "52")]
)
def test_digits(words: str, digits: str) -> None:
    assert digits_in(words) == digits


def test_what_is_typed_with_its_country_is_checked_for_its_length() -> None:
    assert dialled("+44 7700 900123", "US") == "+447700900123"
    assert dialled("+44 7700 90", "US") == INVALID


@pytest.mark.parametrize("piece", ["5 ", "five ", "double ", "1 to ", "+", "um 5 "])
def test_long_text_is_read_in_time(piece: str) -> None:
    started = time.perf_counter()
    find_phones((piece * 10_000)[:10_000], "US")
    assert time.perf_counter() - started < 2
