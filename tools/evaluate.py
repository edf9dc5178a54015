"""Prints how well the trained model understands the phrases under tests/phrases/, which it was not
trained on.

Usage: python -m tools.evaluate (`make evaluate`).
"""

import asyncio
from typing import Any

import yaml

from tools.parse import Parsed, Parser
from tools.train import PROJECT, up_to_date_model

PHRASES = PROJECT / "tests" / "phrases"
NOT_OURS = ("out_of_scope", "nlu_fallback")
Groups = dict[str, list[tuple[dict[str, Any], Parsed]]]


def main() -> None:
    parser = Parser(up_to_date_model())
    knowledge, intents, safety = (
        parse_phrases(parser, name) for name in ("knowledge", "intents", "safety_unseen")
    )
    show("topic first", [finds_topic(topic, parsed) for topic, _, parsed in flat(knowledge)])
    show("topic in three", [topic_in_three(topic, parsed) for topic, _, parsed in flat(knowledge)])
    for register in ("short", "story", "sms", "speech"):
        hits = [
            finds_topic(topic, parsed)
            for topic, phrase, parsed in flat(knowledge)
            if phrase["register"] == register
        ]
        show(f"  topic first, {register}", hits)
    show("other intents", [finds_intent(intent, parsed) for intent, _, parsed in flat(intents)])
    for group in safety:
        show(f"alarm: {group}", [alarms(parsed) for _, parsed in safety[group]])
    ordinary = [*flat(knowledge), *flat(intents)]
    show("alarm: all other phrases", [alarms(parsed) for _, _, parsed in ordinary])


def parse_phrases(parser: Parser, name: str) -> Groups:
    """Each phrase of tests/phrases/<name>.yml with what the model makes of it, by group."""
    content = yaml.safe_load((PHRASES / f"{name}.yml").read_text(encoding="utf-8"))

    async def parse_all() -> Groups:
        groups: Groups = {}
        for group, members in content.items():
            groups[group] = []
            for phrase in members:
                groups[group].append((phrase, await parser.parse(phrase["text"])))
        return groups

    return asyncio.run(parse_all())


def flat(groups: Groups) -> list[tuple[str, dict[str, Any], Parsed]]:
    return [(name, *member) for name, members in groups.items() for member in members]


def finds_topic(topic: str, parsed: Parsed) -> bool:
    return bool(parsed["intent"] == "ask" and parsed["topics"][0][0] == topic)


def topic_in_three(topic: str, parsed: Parsed) -> bool:
    return topic in [name for name, _ in parsed["topics"][:3]]


def finds_intent(intent: str, parsed: Parsed) -> bool:
    accepted = NOT_OURS if intent in NOT_OURS else (intent,)
    return parsed["intent"] in accepted


def alarms(parsed: Parsed) -> bool:
    return parsed["red_flag"] is not None


def show(name: str, hits: list[bool]) -> None:
    print(f"{name:28}{sum(hits):5} of {len(hits):4}  {sum(hits) / len(hits):6.1%}")


if __name__ == "__main__":
    main()
