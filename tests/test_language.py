"""What the spaCy pipeline reads from whole messages, with the question that was open; no model is
trained for this."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from spacy.language import Language

from clinic.interpretation import read_answers
from nlu.pipeline import build

_PHRASES = yaml.safe_load(
    (Path(__file__).parent / "phrases" / "slots.yml").read_text(encoding="utf-8")
)
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build(TODAY)


@pytest.mark.parametrize("phrase", _PHRASES, ids=lambda phrase: phrase["text"][:60])
def test_phrase(nlp: Language, phrase: dict[str, Any]) -> None:
    findings = nlp(phrase["text"])._.findings
    assert read_answers(findings, phrase.get("question")) == phrase["slots"]


def test_offsets_point_at_the_words(nlp: Language) -> None:
    text = "Hello\n\nleft  hip, ficat  2b"
    found = {finding.kind: text[finding.start : finding.end] for finding in nlp(text)._.findings}
    assert found == {"hip_side": "left  hip", "stage": "ficat  2b"}


def test_message_without_words(nlp: Language) -> None:
    assert nlp("")._.findings == nlp(" \n ")._.findings == nlp("👍")._.findings == []


@pytest.mark.parametrize("piece", ["stage ", "1 and a half ", "no, ", "\n", "born ", "left right "])
def test_long_message_is_read_in_time(nlp: Language, piece: str) -> None:
    started = time.perf_counter()
    nlp((piece * 10_000)[:10_000])
    assert time.perf_counter() - started < 5
