"""The same words mean different things at different places of a conversation."""

import asyncio

import pytest

from clinic.standing import FRESH, Standing
from tools.parse import Parser

ASKED = Standing(question="pain_score")


@pytest.mark.parametrize(
    ("said", "standing", "meant"),
    [
        ("skip this one", ASKED, "skip"),
        ("why do you need to know that", ASKED, "ask_reason"),
        ("go back a step", ASKED, "go_back"),
        ("it's over, I'm fine now", Standing(alarm=True), "safe_now"),
        ("I want to change one of my answers", Standing(answers=True), "change_answer"),
    ],
)
def test_said_at_its_place_and_elsewhere(
    parser: Parser, said: str, standing: Standing, meant: str
) -> None:
    assert asyncio.run(parser.parse(said, standing))["intent"] == meant
    assert asyncio.run(parser.parse(said, FRESH))["intent"] != meant
