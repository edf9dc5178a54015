"""Picks from a list that was offered."""

import pytest

from clinic.language.choices import find_choices


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2),
        ("Two.", 2),
        ("the second one", 2),
        ("number three please", 3),
        ("um I mean the first", 1),
        ("3rd", 3),
        ("the last one", 3),
        ("0", 0),
        ("neither", 0),
        ("none of these", 0),
    ],
)
def test_a_pick_says_which(text: str, number: int) -> None:
    assert [finding.value for finding in find_choices(text)] == [number]


@pytest.mark.parametrize(
    "text", ["", "stage 2", "2 years", "both hips", "the second hip hurts too", "12", "first aid"]
)
def test_other_words_pick_nothing(text: str) -> None:
    assert find_choices(text) == []
