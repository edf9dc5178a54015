"""Buttons as numbered choices, and what a number picks."""

import pytest

from clinic.texting.numbered import Choice, numbered, picked
from clinic.texting.pages import fits_text_message

SIDES = [Choice("Left", "left hip"), Choice("Right", "right hip"), Choice("Both", "both hips")]
UNSURE = Choice("I don't know", "I don't know")


def text_of(text: str, choices: list[Choice]) -> str:
    return numbered(text, choices, fits_text_message).text


def test_choices_that_the_text_spells_get_their_numbers_there() -> None:
    said = numbered("Which hip is it: left, right or both?", SIDES, fits_text_message)
    assert said.text == "Which hip is it: 1 left, 2 right or 3 both?"
    assert said.payloads == ("left hip", "right hip", "both hips")


@pytest.mark.parametrize(
    ("text", "choices", "said"),
    [
        (
            'Your left hip is on your left. Reply LEFT, RIGHT, BOTH or "I don\'t know".',
            [*SIDES, UNSURE],
            'Your left hip is on your left. Reply 1 LEFT, 2 RIGHT, 3 BOTH or 4 "I don\'t know".',
        ),
        (
            "Which fits? YES: a doctor says so. NO: no doctor has. NOT SURE: you cannot tell.",
            [Choice("Yes", "yes"), Choice("No", "no"), Choice("Not sure", "not sure")],
            "Which fits? 1 YES: a doctor says so. 2 NO: no doctor has. "
            "3 NOT SURE: you cannot tell.",
        ),
        (
            "Reply INFECTION or CANCER. Or NONE.",
            [
                Choice("Infection", "an infection"),
                Choice("Cancer", "cancer"),
                Choice("None of these", "none of these"),
            ],
            "Reply 1 INFECTION or 2 CANCER. Or 3 NONE.",
        ),
    ],
)
def test_they_are_the_ones_that_belong_together(
    text: str, choices: list[Choice], said: str
) -> None:
    assert text_of(text, choices) == said


def test_choices_that_the_text_does_not_name_stand_behind_it() -> None:
    topics = [Choice("Cost", "how much is it"), Choice("Risks", "what are the risks")]
    assert text_of("An answer.", topics) == "An answer.\n1 Cost  2 Risks"


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Are you sure? Reply YES or NO.", [Choice("Yes", "yes"), Choice("No", "no")]),
        ("SKIP is fine.", [Choice("Skip", "skip")]),
        ("Name all, or NONE.", [Choice("None of these", "none of these"), UNSURE]),
        ("Did you mean: 1 Cost, 2 Risks?", [Choice("Cost", "cost"), Choice("Risks", "risks")]),
        ("x" * 300, [Choice("Cost", "cost")]),
        ("Anything.", []),
    ],
)
def test_numbers_that_would_not_help_are_left_out(text: str, choices: list[Choice]) -> None:
    said = numbered(text, choices, fits_text_message)
    assert (said.text, said.payloads) == (text, ())


@pytest.mark.parametrize(
    "text",
    ["2", "2.", " 2 ", "two", "Two!", "the second one", "second", "number 2", "#2", "option 2"],
)
def test_a_pick(text: str) -> None:
    assert picked(text, ("a", "b", "c", "d")) == "b"


@pytest.mark.parametrize(("text", "pick"), [("4", "d"), ("four", "d"), ("the last one", "d")])
def test_a_pick_beyond_three(text: str, pick: str) -> None:
    assert picked(text, ("a", "b", "c", "d")) == pick


@pytest.mark.parametrize("text", ["1 and 3", "1, 3", "1 3", "3 & 1", "1,3."])
def test_several_picks(text: str) -> None:
    assert picked(text, ("a", "b", "c")) in ("a and c", "c and a")


@pytest.mark.parametrize("text", ["5", "0", "none", "2 years", "left", "1 and 9", "", "47", "12"])
def test_no_pick(text: str) -> None:
    assert picked(text, ("a", "b", "c")) is None


def test_without_choices_nothing_is_picked() -> None:
    assert picked("2", ()) is None
