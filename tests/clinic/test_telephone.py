"""Telephone numbers as the content and the settings write them."""

import pytest

from clinic.telephone import address, numbers_in


@pytest.mark.parametrize(
    ("phrase", "numbers"),
    [
        ("911", ["911"]),
        ("112 or 999", ["112", "999"]),
        ("Samaritans on 116 123", ["116 123"]),
        ("01 809 2166, from 8 am to 10 pm", ["01 809 2166"]),
        ("1-844-764-7669, in Quebec 1-800-463-5060", ["1-844-764-7669", "1-800-463-5060"]),
        ("+1 (415) 555-0100", ["+1 (415) 555-0100"]),
        ("the clinic's main number", []),
    ],
)
def test_numbers_are_found(phrase: str, numbers: list[str]) -> None:
    assert numbers_in(phrase) == numbers


def test_a_phone_dials_the_digits() -> None:
    assert address("+1 (415) 555-0100") == "tel:+14155550100"
