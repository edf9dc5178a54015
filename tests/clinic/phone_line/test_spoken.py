"""Whatever is said can be said: no markup, no addresses, numbers digit by digit."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.phone_line.spoken import Digits, Piece, pieces, plain_text, short_numbers_in


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("**Please** call now", "Please call now"),
        ("- one\n- two", "one two"),
        ("See https://example.org/a?b=c for it", "See for it"),
        ("Stage: Ficat 2B; Pain score: 7/10", "Stage: Ficat 2 B. Pain score: 7 out of 10"),
        ("medium, 15 to 30 %", "medium, 15 to 30 percent"),
        ("X-ray, MRI (and CT) of AVN", "X ray, M R I and C T of A V N"),
        ("\u201cI don\u2019t know\u201d", "I don't know"),
    ],
)
def test_it_is_put_as_it_is_said(written: str, said: str) -> None:
    assert plain_text(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Dial 911 now", ["Dial ", Digits(("911",)), " now"]),
        ("it is +14155550199.", ["it is ", Digits(("1", "415", "555", "0199")), "."]),
        ("1-844-764-7669", [Digits(("1", "844", "764", "7669"))]),
        ("Samaritans on 116 123", ["Samaritans on ", Digits(("116", "123"))]),
        ("Age: 110, since 2019, 15 to 30", ["Age: 110, since 2019, 15 to 30"]),
        ("Receipt: A 1 B 2", ["Receipt: A 1 B 2"]),
    ],
)
def test_numbers_to_call_are_said_digit_by_digit(written: str, said: list[Piece]) -> None:
    assert pieces(written, short_numbers_in("911")) == said


@given(st.text(alphabet="ab 19%*_[](){}<>#`~|.,:;/-\n", max_size=80))
def test_nothing_unspeakable_is_left(written: str) -> None:
    said = " ".join(
        " ".join(piece.groups) if isinstance(piece, Digits) else piece for piece in pieces(written)
    )
    assert not re.search(r"[*_#`<>\[\]|~%]", said)
