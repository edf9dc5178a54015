"""Where a call stands goes through an address and comes back; nonsense in one is no fault."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.phone_line.place import ATS, Place, read_place

PLACES = st.builds(
    Place,
    turn=st.integers(0, 500),
    rung=st.integers(0, 4),
    at=st.sampled_from(ATS),
    keys=st.sampled_from(["", "stage_number"]),
    tries=st.integers(0, 2),
    by_keys=st.booleans(),
)


@given(PLACES)
def test_it_comes_back_as_it_went(place: Place) -> None:
    assert read_place(dict(parse_qsl(place.query()))) == place


@pytest.mark.parametrize(
    "query", [{"turn": "-1"}, {"turn": "²"}, {"turn": "x"}, {"at": "nowhere"}, {"rung": ""}]
)
def test_nonsense_counts_as_not_said(query: dict[str, str]) -> None:
    assert read_place(query) == Place()


def test_the_next_turn_starts_the_ladder_again() -> None:
    place = Place(turn=4, rung=2, at="check", tries=1, by_keys=True)
    assert place.next() == Place(turn=5, by_keys=True)
    assert place.again(3) == Place(turn=5, rung=3, at="check", tries=1, by_keys=True)
