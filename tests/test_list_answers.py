"""Whatever is tapped in a list of the pre-screen is read back exactly: each choice, each with the
next one, and all of them, as the page sends them (widget/choice_pad.js)."""

from collections.abc import Iterator
from itertools import pairwise

import pytest

from clinic.answer_values import LISTS
from clinic.question_wording import FULL
from clinic.record_words import wording
from tests.content import replies
from tests.visitor import Visitor

SCANS = "imaging_done"
# Answers all that is asked but the lists.
STORY = (
    "yes. I am 47, it is my left hip, ficat 2a, small lesion, 8 months of pain, "
    "pain 7 out of 10, I walk with a cane"
)
# What each choice stands for, where its words are not those of the value.
MEANT = {
    "X-ray": "xray",
    "heavy drinking": "alcohol",
    "hip injury": "trauma",
    "clotting disorder": "blood_clotting",
    "Gaucher disease": "gaucher",
    "sickle cell disease": "sickle_cell",
    "screws": "fracture_fixation",
    "keyhole surgery": "arthroscopy",
    "stem cell treatment": "stem_cell",
    "another operation": "other",
    "an infection": "active_infection",
    "cancer": "active_cancer",
    "blood thinners": "anticoagulants",
    "a bleeding disorder": "bleeding_disorder",
}


def choices(slot: str) -> dict[str, str]:
    """What is said for each value of the list."""
    offered = replies()[f"{FULL}{slot}"]["metadata"]["answer"]["choices"]
    said = [choice["says"] for choice in offered if not choice.get("alone")]
    return {MEANT.get(words, words.lower().replace(" ", "_")): words for words in said}


def chosen(slot: str) -> Iterator[tuple[str, ...]]:
    values = LISTS[slot]
    yield from ((value,) for value in values)
    yield from pairwise(values)
    yield values


def read_back(visitor: Visitor, slot: str, said: str) -> str:
    """The line of the answers that are read back before the result."""
    answers = {**dict.fromkeys(LISTS, "none of these"), slot: said}
    told = STORY if slot == SCANS else f"{STORY}, I had an x-ray"
    asked = [name for name in LISTS if slot == SCANS or name != SCANS]
    visitor.token = visitor.client.post("/sessions").json()["session"]  # somebody new
    for words in ("start the questions", told, *(answers[name] for name in asked)):
        visitor.say(words)
    lines: list[str] = visitor.latest[-1]["text"].splitlines()
    label = wording().labels[slot]
    return next((line for line in lines if line.startswith(f"- {label}:")), "\n".join(lines))


@pytest.mark.parametrize("slot", LISTS)
def test_every_value_can_be_chosen(slot: str) -> None:
    assert sorted(choices(slot)) == sorted(LISTS[slot])


@pytest.mark.parametrize("slot", LISTS)
def test_what_was_chosen_is_read_back_exactly(visitor: Visitor, slot: str) -> None:
    words, said = wording(), choices(slot)
    for values in chosen(slot):
        *others, last = [said[value] for value in values]
        sentence = f"{', '.join(others)} and {last}" if others else last
        expected = f"- {words.labels[slot]}: {words.answer(slot, values)}"
        assert read_back(visitor, slot, sentence) == expected, sentence


@pytest.mark.parametrize("slot", LISTS)
@pytest.mark.parametrize(("alone", "value"), [(0, "none"), (1, "unknown")])
def test_none_and_not_known(visitor: Visitor, slot: str, alone: int, value: str) -> None:
    offered = replies()[f"{FULL}{slot}"]["metadata"]["answer"]["choices"]
    said = [choice["says"] for choice in offered if choice.get("alone")][alone]
    words = wording()
    expected = f"- {words.labels[slot]}: {words.answer(slot, (value,))}"
    assert read_back(visitor, slot, said) == expected
