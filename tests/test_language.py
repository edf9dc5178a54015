"""What the spaCy pipeline reads from whole messages, with the question that was open; no model is
trained for this."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
import yaml
from spacy.language import Language

from clinic.interpretation import read_answers
from nlu.pipeline import build

_PHRASES = [
    phrase
    for name in ("slots", "slots_more")
    for phrase in yaml.safe_load(
        (Path(__file__).parent / "phrases" / f"{name}.yml").read_text(encoding="utf-8")
    )
]
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
    assert found | {"stage_group": ""} == {
        "hip_side": "left  hip",
        "stage": "ficat  2b",
        "stage_group": "",
    }


@pytest.mark.parametrize(
    ("text", "value", "when"),
    [
        ("quit drinking 2010", "alcohol", "2010"),
        ("hip scope in 2019", "arthroscopy", "2019"),
        ("MRI last March", "mri", "2026-03"),
        ("used to drink heavily", "alcohol", None),
        ("pain since 2022, took prednisone", "steroids", None),
    ],
)
def test_time_of_what_was(nlp: Language, text: str, value: str, when: str | None) -> None:
    entities = [finding.as_entity() for finding in nlp(text)._.findings]
    assert [(e["value"], e["when"]) for e in entities if e["value"] == value] == [(value, when)]


def test_digits_of_a_phone_number_are_nothing_else(nlp: Language) -> None:
    text = "call me on 415 555 0199, or double five five 0 1 2 3, ext 42"
    kinds = {finding.kind for finding in nlp(text)._.findings}
    assert kinds == {"phone"}


def test_region_of_phone_numbers_is_a_setting(nlp: Language) -> None:
    nlp_gb = spacy.blank("en")
    nlp_gb.add_pipe("phone_numbers", config={"region": "GB"})
    assert [f.value for f in nlp_gb("call 020 7946 0958")._.findings] == ["+442079460958"]
    assert read_answers(nlp("call 020 7946 0958")._.findings, "phone") == {"phone": "invalid"}


def test_message_without_words(nlp: Language) -> None:
    assert nlp("")._.findings == nlp(" \n ")._.findings == nlp("👍")._.findings == []


@pytest.mark.parametrize(
    "piece",
    [
        "stage ",
        "1 and a half ",
        "no, ",
        "\n",
        "born ",
        "left right ",
        "five ",
        "a@",
        "+",
        "+a",
        "in 2010 mri ",
    ],
)
def test_long_message_is_read_in_time(nlp: Language, piece: str) -> None:
    started = time.perf_counter()
    nlp((piece * 10_000)[:10_000])
    assert time.perf_counter() - started < 5
