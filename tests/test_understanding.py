"""How well the trained model understands phrases that it was not trained on. The floors stand a
little below what was measured (README.md), so that a change that makes it worse is noticed."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.parse import Parsed, Parser

PHRASES = Path(__file__).parent / "phrases"
ALARMS = ("emergency", "urgent", "crisis")


def phrases(name: str) -> dict[str, list[dict[str, Any]]]:
    content: dict[str, Any] = yaml.safe_load((PHRASES / f"{name}.yml").read_text(encoding="utf-8"))
    return content


def parsed(parser: Parser, name: str) -> dict[str, list[Parsed]]:
    async def parse_all(texts: list[str]) -> list[Parsed]:
        return [await parser.parse(text) for text in texts]

    return {
        group: asyncio.run(parse_all([phrase["text"] for phrase in members]))
        for group, members in phrases(name).items()
    }


@pytest.fixture(scope="module")
def knowledge(parser: Parser) -> dict[str, list[Parsed]]:
    return parsed(parser, "knowledge")


@pytest.fixture(scope="module")
def intents(parser: Parser) -> dict[str, list[Parsed]]:
    return parsed(parser, "intents")


@pytest.fixture(scope="module")
def safety(parser: Parser) -> dict[str, list[Parsed]]:
    return parsed(parser, "safety_unseen")


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def test_most_questions_find_their_topic(knowledge: dict[str, list[Parsed]]) -> None:
    first = [
        result["intent"] == "ask" and result["topics"][0][0] == topic
        for topic, results in knowledge.items()
        for result in results
    ]
    assert share(first) >= 0.92


def test_almost_all_find_it_among_three(knowledge: dict[str, list[Parsed]]) -> None:
    among_three = [
        topic in [name for name, _ in result["topics"][:3]]
        for topic, results in knowledge.items()
        for result in results
    ]
    assert share(among_three) >= 0.98


def test_no_topic_is_hard_to_find(knowledge: dict[str, list[Parsed]]) -> None:
    for topic, results in knowledge.items():
        assert share([result["topics"][0][0] == topic for result in results]) >= 0.75, topic


def test_most_other_messages_are_understood(intents: dict[str, list[Parsed]]) -> None:
    not_ours = ("out_of_scope", "nlu_fallback")
    understood = [
        result["intent"] == intent or (intent == not_ours[0] and result["intent"] in not_ours)
        for intent, results in intents.items()
        for result in results
    ]
    assert share(understood) >= 0.88


def test_every_emergency_alarms(safety: dict[str, list[Parsed]]) -> None:
    assert share([result["red_flag"] is not None for result in safety["emergency"]]) >= 0.99
    assert share([result["red_flag"] == "emergency" for result in safety["emergency"]]) >= 0.95


def test_urgent_symptoms_and_crises_alarm(safety: dict[str, list[Parsed]]) -> None:
    assert share([result["red_flag"] is not None for result in safety["urgent"]]) >= 0.97
    assert share([result["red_flag"] is not None for result in safety["crisis"]]) >= 0.93


def test_look_alikes_seldom_alarm(safety: dict[str, list[Parsed]]) -> None:
    assert share([result["red_flag"] is not None for result in safety["none"]]) <= 0.10


def test_ordinary_messages_hardly_ever_alarm(
    knowledge: dict[str, list[Parsed]], intents: dict[str, list[Parsed]]
) -> None:
    results = [
        result for group in (knowledge, intents) for many in group.values() for result in many
    ]
    assert share([result["red_flag"] is not None for result in results]) <= 0.006
