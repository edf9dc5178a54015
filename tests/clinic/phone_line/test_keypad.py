"""Pressed keys become words, a request, or nothing."""

import pytest

from clinic.phone_line.keypad import KeyPlace, Pressed, Request, completed, place, pressed


@pytest.mark.parametrize(
    ("where", "digits", "meant"),
    [
        ("hip_side", "1", Pressed("left hip")),
        ("hip_side", "3", Pressed("both hips")),
        ("hip_side", "4", Request.UNKNOWN),
        ("hip_side", "0", Request.PERSON),
        ("hip_side", "*", Request.AGAIN),
        ("hip_side", "#", Request.SKIP),
        ("hip_side", "", Request.UNKNOWN),
        ("hip_side", "12", Request.UNKNOWN),
        ("age", "47#", Pressed("47")),
        ("age", "47", Pressed("47")),
        ("age", "4*", Request.AGAIN),
        ("age", "0#", Request.PERSON),
        ("pain_score", "0#", Pressed("0")),
        ("pain_score", "10", Pressed("10")),
        ("pain_score", "00#", Request.PERSON),
        ("pain_score", "#", Request.SKIP),
        ("imaging_done", "12#", Pressed("X-ray, MRI")),
        ("imaging_done", "1122", Pressed("X-ray, MRI")),
        ("imaging_done", "17#", Request.UNKNOWN),
        ("stage", "1", Pressed("Ficat {}", "stage_number")),
        ("risk_factors", "18#", Pressed("steroids, {}", "risk_factors_more")),
        ("contact_name", "#", Request.SKIP),
        ("contact_name", "5", Request.UNKNOWN),
        ("phone", "4155550199#", Pressed("4155550199")),
        ("no_such_place", "1", Request.UNKNOWN),
    ],
)
def test_what_is_pressed(where: str, digits: str, meant: Pressed | Request) -> None:
    assert pressed(place(where), digits) == meant


def test_an_answer_is_put_together_from_several_places() -> None:
    assert completed("Ficat {}", completed("2{}", "A")) == "Ficat 2A"
    assert completed("{} months", "8") == "8 months"
    assert completed("", "8") == "8"


def test_how_many_keys_are_taken() -> None:
    assert place("hip_side").most_keys == 1
    assert place("age").most_keys == 3
    assert place("phone").most_keys >= 12
    assert place("imaging_done").most_keys >= 6
    assert KeyPlace().most_keys == 1
