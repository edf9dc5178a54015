"""Whole calls, word for word: tests/transcripts/voice/ holds what each caller says, presses or
leaves unsaid, and which replies are heard; the phone network between is tests/phone.py."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from clinic.phone_line.spoken import Digits, pieces, short_numbers_in
from tests.content import all_replies, filled
from tests.phone import Phone
from tools.assistant import Assistant

FOLDER = Path(__file__).parent / "transcripts" / "voice"
PLACE = re.compile(r"\{\w+\}")
ANY = "anything"  # stands for a place while the text is put as it is said
SHORT_NUMBERS = short_numbers_in("911 988")


def transcripts() -> list[Any]:
    return [
        pytest.param(call["calls"], id=f"{path.stem}: {call['title']}")
        for path in sorted(FOLDER.glob("*.yml"))
        for call in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("calls", transcripts())
def test_it_is_heard_word_for_word(assistant: Assistant, calls: list[dict[str, Any]]) -> None:
    for call in calls:
        phone = Phone(assistant, call.get("number", "+14155550123"))
        phone.dial()
        for turn in call["turns"]:
            do(phone, turn)
            compare(phone, turn)
        assert phone.is_over is call.get("ends", False), phone.verbs
        phone.hang_up()


def do(phone: Phone, turn: dict[str, Any]) -> None:
    if "say" in turn:
        phone.say(turn["say"], turn.get("confidence", 0.93))
    elif "press" in turn:
        phone.press(turn["press"])
    elif "record" in turn:
        phone.record(turn["record"])
    elif turn.get("silence"):
        phone.be_silent()


def compare(phone: Phone, turn: dict[str, Any]) -> None:
    expected = [Expected(reply) for reply in turn["hear"]]
    unlike = [
        (heard, reply.name)
        for heard, reply in zip(phone.said, expected, strict=False)
        if not reply.is_said_by(heard)
    ]
    assert (unlike, len(phone.said)) == ([], len(expected)), f"{turn}: {phone.said}"


class Expected:
    """One reply by its name; `at` is the question's number, `has` a part of what fills it."""

    def __init__(self, reply: str | dict[str, dict[str, str]]) -> None:
        named = {reply: {}} if isinstance(reply, str) else reply
        ((self.name, self.places),) = named.items()

    def is_said_by(self, heard: str) -> bool:
        has = self.places.get("has", "")
        return has in heard and any(re.fullmatch(text, heard) for text in self._texts())

    def _texts(self) -> Iterator[str]:
        for variant in all_replies()[self.name]:
            if variant.get("channel") == "voice":
                said = as_said(self._progress() + filled(variant["text"]))
                yield re.escape(said).replace(ANY, ".+")

    def _progress(self) -> str:
        if "at" not in self.places:
            return ""
        at, of = self.places["at"].split("/")
        (progress,) = [
            reply["text"]
            for reply in all_replies()["utter_progress"]
            if reply.get("channel") == "voice"
        ]
        return f"{progress.replace('{at}', at).replace('{of}', of)} "


def as_said(text: str) -> str:
    said = pieces(PLACE.sub(ANY, text), SHORT_NUMBERS)
    return "".join(" ".join(p.groups) if isinstance(p, Digits) else p for p in said)
