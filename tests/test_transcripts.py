"""Whole conversations, word for word, on each channel by its name: tests/transcripts/ holds what
each kind of person says and which replies are heard; the words are those of the content."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.caller import Switchboard
from tests.content import all_replies, filled
from tools.assistant import Assistant

FOLDER = Path(__file__).parent / "transcripts"
CHANNELS = ("website", "sms", "voice")
PLACE = re.compile(r"\\\{(\w+)\\\}")
# Stages are spelled out for the ear.
SPELLED_OUT = ("ficat", "arco", "steinberg")


def transcripts() -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{path.stem}: {transcript['title']}", transcript)
        for path in sorted(FOLDER.glob("*.yml"))
        for transcript in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.fixture(scope="module")
def switchboard(assistant: Assistant, model: Path) -> Switchboard:
    return Switchboard(assistant, model)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(("title", "transcript"), transcripts())
def test_it_is_heard_word_for_word(
    switchboard: Switchboard, title: str, transcript: dict[str, Any], channel: str
) -> None:
    caller = switchboard.caller(channel)
    for turn in transcript["turns"]:
        heard = caller.hear(turn["say"])
        expected = [Expected(reply, channel) for reply in turn["hear"]]
        unlike = [(h, e.name) for h, e in zip(heard, expected, strict=False) if not e.is_said_by(h)]
        assert (unlike, len(heard)) == ([], len(expected)), f"{title}: {turn['say']}: {heard}"


class Expected:
    """One reply of a transcript: its name, or its name with what fills its places."""

    def __init__(self, reply: str | dict[str, dict[str, Any]], channel: str) -> None:
        named = {reply: {}} if isinstance(reply, str) else reply
        ((self.name, places),) = named.items()
        self.channel = channel
        self.number = places.get("at")
        self.places = {k: self._place(v) for k, v in places.items() if not self._is_spelled(k)}

    def is_said_by(self, heard: str) -> bool:
        """By one of the reply's variants, for they depend on what was said before."""
        return any(re.fullmatch(text, heard) for text in self._texts())

    def _texts(self) -> Iterator[str]:
        before = self._progress()
        for text in variants(self.name, self.channel):
            escaped = re.escape(before + filled(text))
            yield PLACE.sub(lambda place: self.places.get(place[1], ".+"), escaped)

    def _progress(self) -> str:
        if not self.number:
            return ""
        at, of = self.number.split("/")
        (text,) = variants("utter_progress", self.channel)
        between = "\n\n" if self.channel == "website" else " "
        return text.strip().replace("{at}", at).replace("{of}", of) + between

    def _place(self, value: str | list[str]) -> str:
        if isinstance(value, str):
            return re.escape(value)
        lines = [f"- {line}" for line in value] if self.channel == "website" else value
        return re.escape(("\n" if self.channel == "website" else "; ").join(lines))

    def _is_spelled(self, place: str) -> bool:
        return self.channel == "voice" and place in SPELLED_OUT


def variants(name: str, channel: str) -> list[str]:
    wanted = None if channel == "website" else channel
    return [reply["text"] for reply in all_replies()[name] if reply.get("channel") == wanted]
