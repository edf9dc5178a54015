"""Shows how sentences are understood, by the code that serves patients and the newest model.

Reads JSON lines `{"text", "question"?, "channel"?}` from a file or standard input and writes one
JSON line each: `{"text", "intent", "confidence", "topics", "red_flag", "slots"}`; `question` is
the pre-screen slot being asked, `slots` are normalised as in the pre-screen contract.

Usage: python -m tools.parse [FILE]
"""

import asyncio
import json
import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from clinic.findings import Finding
from clinic.interpretation import read_answers
from clinic.settings import read_settings
from clinic.typed import as_words
from tools.environment import rasa_environment, silence_warnings
from tools.train import newest_model

TOPICS = 5
TOPIC = "ask/"
Parsed = dict[str, Any]


class Parser:
    """The trained model, loaded once."""

    def __init__(self, model: Path) -> None:
        os.environ.update(rasa_environment(read_settings()))
        silence_warnings()
        # Imported late: it takes seconds, and TensorFlow reads the environment when it loads.
        from rasa.core.agent import Agent  # noqa: PLC0415
        from rasa.utils.log_utils import configure_structlog  # noqa: PLC0415

        # Unconfigured, Rasa's log goes to standard output, patients' words and all.
        configure_structlog(logging.ERROR)
        self._agent = Agent.load(model)

    async def parse(self, text: str, question: str | None = None) -> Parsed:
        return {"text": text, **_summary(await self.understood(text), question)}

    async def understood(self, text: str) -> Parsed:
        """All that the pipeline finds. A leading slash is text here as it is on the website, not a
        command."""
        parsed: Parsed = await self._agent.parse_message(as_words(text))
        return parsed


def _summary(parsed: Parsed, question: str | None) -> Parsed:
    intent = parsed["intent"]
    entities = parsed["entities"]
    findings = [
        Finding.from_entity(entity)
        for entity in entities
        if entity.get("extractor") == "FindingExtractor"
    ]
    flags = [entity["value"] for entity in entities if entity["entity"] == "red_flag"]
    return {
        "intent": intent["name"],
        "confidence": round(intent["confidence"], 4),
        "topics": _topics(parsed),
        "red_flag": flags[0] if flags else None,
        "slots": read_answers(findings, question),
    }


def _topics(parsed: Parsed) -> list[list[Any]]:
    selected = parsed.get("response_selector", {})
    # The stock selector keeps all retrieval intents together under its own name.
    ranking = selected.get("ask", selected.get("default", {})).get("ranking", [])
    return [
        [entry["intent_response_key"].removeprefix(TOPIC), round(entry["confidence"], 4)]
        for entry in ranking[:TOPICS]
    ]


async def parse_lines(lines: Iterable[str], parser: Parser) -> None:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            asked = json.loads(line)
            text, question = asked["text"], asked.get("question")
        except (ValueError, KeyError, TypeError, AttributeError):
            sys.exit(f'parse: line {number} is not JSON with a "text"')
        parsed = await parser.parse(text, question)
        print(json.dumps(parsed, ensure_ascii=False), flush=True)


def main() -> None:
    parser = Parser(newest_model())
    if sys.argv[1:]:
        lines: Iterable[str] = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    else:
        lines = sys.stdin
    asyncio.run(parse_lines(lines, parser))


if __name__ == "__main__":
    main()
