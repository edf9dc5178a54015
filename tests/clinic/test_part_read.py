"""What is read of a message that is too long to be read whole."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clinic.part_read import MOST, part_read
from clinic.triage import red_flags

ALARM = "I have crushing chest pain and cannot breathe"
STORY = "We walked along the river and my hip was as it always is. "


@pytest.mark.parametrize("text", ["", "hi", STORY * 30, "left hip\n\n  stage 2, 42F!!!"])
def test_an_ordinary_message_is_read_as_it_is(text: str) -> None:
    assert part_read(text) == (text, True)


def test_of_a_long_one_the_beginning_and_the_end_are_read() -> None:
    part = part_read(f"My name is Ana. {STORY * 200}How much does it cost?")
    assert not part.is_whole
    assert part.text.startswith("My name is Ana.")
    assert part.text.endswith("How much does it cost?")
    assert len(part.text) <= MOST


@pytest.mark.parametrize("before", range(0, 200, 33))
@pytest.mark.parametrize("filler", [STORY, "word ", "a-", "12345 ", "it is not that, "])
def test_an_emergency_is_found_wherever_it_stands(before: int, filler: str) -> None:
    text = (filler * 2400)[: before * 60] + f" {ALARM}. " + (filler * 2400)[: (200 - before) * 60]
    part = part_read(text)
    assert red_flags(part.text)[0].tier == "emergency"
    assert ALARM in part.text  # which is what the clinic's record has of it


def test_the_most_serious_alarm_is_the_one_that_counts() -> None:
    urgent = "Since the injection my hip is red, hot and swollen and I have a fever."
    text = f"{urgent} {STORY * 100} {ALARM}. {STORY * 100}"
    assert red_flags(part_read(text).text)[0].tier == "emergency"


@pytest.mark.parametrize("end", ["", f" {ALARM}"])
@pytest.mark.parametrize("command", ["/restart ", "\n/restart ", '/ask{"topic": "cost"} ', "/"])
def test_no_part_is_a_command(command: str, end: str) -> None:
    assert part_read("a" + command * 3000 + end).text.strip()[0] != "/"


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=30), st.integers(1, 600))
def test_nothing_long_is_left_in_it(token: str, times: int) -> None:
    text = part_read(token * times).text
    assert len(text) <= MOST
    assert not re.search(r"\w{81}|\W{41}", text)
    assert part_read(text) == (text, True)
