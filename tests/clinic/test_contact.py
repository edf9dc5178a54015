"""The offer of contact: what is asked next, and what an answer means."""

import pytest

from clinic.contact import is_yes, next_contact_question, read_contact
from clinic.findings import Finding
from clinic.language.contact import name_in

PHONE = Finding("phone", "+14155550199", 5, 17, "phone_number")
YES, NO = (Finding("reply", reply, 0, 3, "reply") for reply in ("yes", "no"))


def test_consent_comes_first_and_without_it_nothing_is_asked() -> None:
    assert next_contact_question({}) == "consent"
    assert next_contact_question({"consent": False}) is None


def test_either_address_suffices() -> None:
    named = {"consent": True, "contact_name": "skipped"}
    assert next_contact_question(named) == "phone"
    assert next_contact_question({**named, "email": "a@example.org"}) == "contact_time"
    assert next_contact_question({**named, "phone": "invalid"}) == "email"
    assert next_contact_question({**named, "phone": "skipped", "email": "skipped"}) is None


@pytest.mark.parametrize("text", ["yes?", "yes but who reads it", "yes, why do you need it"])
def test_a_question_is_no_yes(text: str) -> None:
    assert not is_yes(text, [YES])


def test_a_yes_that_is_taken_back_is_none() -> None:
    assert not is_yes("yes. no, wait", [YES, NO])


def test_details_are_read_with_the_yes_and_not_before_it() -> None:
    assert read_contact("consent", "yes, 415 555 0199", [YES, PHONE]) == {
        "consent": True,
        "phone": "+14155550199",
    }
    assert read_contact("consent", "call 415 555 0199", [PHONE]) == {}
    assert read_contact("consent", "no, 415 555 0199", [NO, PHONE]) == {"consent": False}


def test_a_name_and_a_number_in_one_message() -> None:
    read = read_contact("contact_name", "Ana, 415 555 0199", [PHONE])
    assert read == {"contact_name": "Ana", "phone": "+14155550199"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Gómez", "Ana Gómez"),
        ("hi, my name is Peter Smith.", "Peter Smith"),
        ("it\u2019s Grace", "Grace"),
        ("Will Costa", "Will Costa"),
        ("12345", None),
    ],
)
def test_a_name(text: str, name: str | None) -> None:
    assert name_in(text) == name
