"""Every country's safety replies can be said, and name its numbers."""

from pathlib import Path

import pytest
import yaml

from clinic.emergency_numbers import countries, hash_key, numbers_to_say
from clinic.settings import read_settings

SAFETY = Path(__file__).parents[2] / "data/safety"
NUMBERS = yaml.safe_load((SAFETY / "numbers.yml").read_text(encoding="utf-8"))
REPLIES = yaml.safe_load((SAFETY / "replies.yml").read_text(encoding="utf-8"))["responses"]


def said_in(country: str, name: str) -> list[str]:
    """On the web, by SMS and on the phone."""
    settings = read_settings({"AVN_COUNTRY": country})
    facts = {"clinic_phone": settings.clinic_phone, **numbers_to_say(settings.country)}
    return [variant["text"].format(**facts) for variant in REPLIES[name]]


def test_the_numbers_are_these() -> None:
    """A second time on purpose: no check can know that a figure of them is wrong."""
    assert {
        country: (n["emergency"], n["crisis"], n["poison"]) for country, n in NUMBERS.items()
    } == {
        "US": ("911", "988, the Suicide and Crisis Lifeline", "1-800-222-1222"),
        "CA": (
            "911",
            "988, the Suicide Crisis Helpline",
            "1-844-764-7669, in Quebec 1-800-463-5060",
        ),
        "GB": ("999", "Samaritans on 116 123", None),
        "IE": ("112 or 999", "Samaritans on 116 123", "01 809 2166, from 8 am to 10 pm"),
        "AU": ("000", "Lifeline on 13 11 14", "13 11 26"),
        "NZ": ("111", "1737, by call or text", "0800 764 766"),
        "DE": ("112", "Telefonseelsorge on 0800 111 0 111", None),
        "FR": ("15 or 112", "3114, the suicide prevention line", None),
        "ES": ("112", "the crisis line on 024", "91 562 04 20"),
        "IN": ("112", "Tele-MANAS on 14416", None),
    }


def test_there_are_numbers_for_each_country_and_no_other() -> None:
    assert set(NUMBERS) == set(countries())


@pytest.mark.parametrize("country", countries())
@pytest.mark.parametrize("name", REPLIES)
def test_every_safety_reply_names_the_emergency_number(country: str, name: str) -> None:
    for text in said_in(country, name):
        assert NUMBERS[country]["emergency"] in text


@pytest.mark.parametrize("country", countries())
def test_in_an_emergency_its_number_comes_first(country: str) -> None:
    numbers = NUMBERS[country]
    for text in said_in(country, "utter_emergency"):
        assert text.strip("*").startswith(f"Call {numbers['emergency']} now")
        assert (numbers["poison"] or f"Poison advice: {numbers['emergency']}") in text


@pytest.mark.parametrize("country", countries())
@pytest.mark.parametrize("name", ["utter_crisis", "utter_alarm_reminder_crisis"])
def test_in_a_crisis_its_line_is_named(country: str, name: str) -> None:
    for text in said_in(country, name):
        assert NUMBERS[country]["crisis"] in text


def test_a_poison_line_that_is_closed_at_night_says_so() -> None:
    assert "8 am to 10 pm" in numbers_to_say("IE")["poison_line"]


@pytest.mark.parametrize(("country", "name"), [("US", "pound"), ("CA", "pound"), ("GB", "hash")])
def test_the_key_has_the_name_that_people_there_know(country: str, name: str) -> None:
    assert hash_key(country) == name
