"""The questions that stand side by side in one message."""

import pytest

from clinic.language.clauses import questions


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("how much is it and does insurance pay?", ["how much is it", "does insurance pay?"]),
        ("Is it safe? Also, will I be asleep?", ["Is it safe?", "will I be asleep?"]),
        ("wat r the risks n wats the price", ["wat r the risks", "wats the price"]),
        ("infection? cancer?", ["infection?", "cancer?"]),
    ],
)
def test_two_questions_are_told_apart(text: str, parts: list[str]) -> None:
    assert questions(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "how much is it",
        "price for the cells and the hospital stay",
        "I have two kids and a mortgage. What does it cost?",
    ],
)
def test_one_question_has_no_parts(text: str) -> None:
    assert questions(text) == []


def test_a_long_list_is_cut_to_its_end() -> None:
    asked = [f"is it number {number}?" for number in range(20)]
    assert questions(" ".join(asked)) == asked[-6:]
