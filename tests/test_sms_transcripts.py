"""Whole conversations by text message, word for word as they arrive on the phone:
tests/transcripts/sms/ holds what is said and what comes back through the real webhook."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from clinic.texting.gsm7 import segments
from tests.test_sms_privacy import conversation_of
from tests.texter import Texter
from tools.assistant import Assistant

FOLDER = Path(__file__).parent / "transcripts" / "sms"


def transcripts() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(FOLDER.glob("*.yml")):
        for transcript in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield f"{path.stem}: {transcript['title']}", transcript


@pytest.mark.parametrize(("title", "transcript"), transcripts())
def test_it_arrives_word_for_word(
    assistant: Assistant, title: str, transcript: dict[str, Any]
) -> None:
    texter = Texter(assistant, on_whatsapp=transcript.get("whatsapp", False))
    for turn in transcript["turns"]:
        said = turn["say"] * turn.get("times", 1)
        heard = texter.text(said, NumMedia=str(turn.get("pictures", 0)))
        assert heard == turn["hear"], f"{title}: {turn['say'][:60]}"
        if not transcript.get("whatsapp"):
            assert all(segments(message) <= 2 for message in heard)
    if "record" in transcript:
        assert record_of(assistant, texter) == transcript["record"]


def record_of(assistant: Assistant, texter: Texter) -> dict[str, Any]:
    """What the transcript tells of the record that the clinic has."""
    query = "SELECT document FROM hipwise_records WHERE conversation = ? ORDER BY version DESC"
    conversation = conversation_of(assistant, texter.number)
    with closing(sqlite3.connect(assistant.data_dir / "hipwise.db", timeout=30)) as database:
        record = json.loads(database.execute(query, [conversation]).fetchone()[0])
    answers = {answer["slot"]: answer["value"] for answer in record["answers"]}
    return {
        "channel": record["channel"],
        "results": [result["id"] for hip in record["hips"] for result in hip["results"]],
        "contact": {key: value for key, value in record["contact"].items() if value},
        "answers": answers,
    }
