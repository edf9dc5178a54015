"""Reads tests/phrases/ and has a model read each phrase."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from clinic.standing import FRESH, Standing, places_of
from tools.parse import Parsed, Parser

PHRASES = Path(__file__).resolve().parents[2] / "tests" / "phrases"
ASK = "ask"
# The alarms by tier and what only sounds like one.
SAFETY = (
    "safety_unseen",
    "safety_blind",
    "safety_blind_two",
    "safety_blind_three",
    "safety_blind_four",
)
# Said to whatever is not in our field, or cannot be understood at all.
REJECTIONS = frozenset({"out_of_scope", "language_other", "nlu_fallback", "unreadable"})


@dataclass(frozen=True)
class Read:
    """A phrase, what is meant by it (an intent, or a topic where `intent` is ask), and what the
    model made of it."""

    text: str
    intent: str
    topic: str | None
    register: str
    parsed: Parsed

    @property
    def meaning(self) -> str:
        return self.topic or self.intent

    @property
    def understood_as(self) -> str:
        return self.topics[0] if self.parsed["intent"] == ASK else str(self.parsed["intent"])

    @property
    def topics(self) -> list[str]:
        """The likeliest first."""
        return [name for name, _ in self.parsed["topics"]]

    @property
    def is_right(self) -> bool:
        if self.intent in REJECTIONS:
            return self.parsed["intent"] in REJECTIONS
        return self.understood_as == self.meaning

    @property
    def is_rejected(self) -> bool:
        return self.parsed["intent"] in REJECTIONS


def load(name: str) -> Any:
    return yaml.safe_load((PHRASES / f"{name}.yml").read_text(encoding="utf-8"))


def read_questions(parser: Parser) -> list[Read]:
    """The questions about a topic (knowledge.yml)."""
    grouped = load("knowledge").items()
    return _read(parser, ((ASK, topic, phrase) for topic, group in grouped for phrase in group))


def read_messages(parser: Parser) -> list[Read]:
    """Everything else that people say (intents.yml)."""
    grouped = load("intents").items()
    return _read(parser, ((intent, None, phrase) for intent, group in grouped for phrase in group))


def read_alarms(parser: Parser) -> dict[str, list[Parsed]]:
    """By tier; `none` are look-alikes."""
    grouped: dict[str, list[str]] = {}
    for name in SAFETY:
        for tier, group in load(name).items():
            grouped.setdefault(tier, []).extend(phrase["text"] for phrase in group)
    fresh = {tier: [(text, FRESH) for text in texts] for tier, texts in grouped.items()}
    return {tier: _parse_all(parser, said) for tier, said in fresh.items()}


def _read(parser: Parser, phrases: Iterable[tuple[str, str | None, dict[str, Any]]]) -> list[Read]:
    listed = list(phrases)
    parsed = _parse_all(
        parser, [(phrase["text"], _said_at(intent)) for intent, _, phrase in listed]
    )
    return [
        Read(phrase["text"], intent, topic, phrase.get("register", ""), made)
        for (intent, topic, phrase), made in zip(listed, parsed, strict=True)
    ]


def _said_at(intent: str) -> Standing:
    """A place of the conversation at which it can be meant."""
    places = places_of(intent)
    return Standing(
        question="pain_score" if "question" in places else None,
        alarm="alarm" in places,
        answers="answers" in places,
    )


def _parse_all(parser: Parser, said: list[tuple[str, Standing]]) -> list[Parsed]:
    async def parse_all() -> list[Parsed]:
        return [await parser.parse(text, standing) for text, standing in said]

    return asyncio.run(parse_all())
