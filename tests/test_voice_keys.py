"""What the keys stand for is understood as it is meant: at every question, every key is an answer
to that question and no digression."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from clinic.answer_values import LISTS
from clinic.contact import read_contact
from clinic.findings import Finding
from clinic.message import Message
from clinic.phone_line.keypad import BLANK, KeyPlace, completed, place
from clinic.prescreen import Run, hear
from clinic.questionnaire import CONFIRMATION, questionnaire
from clinic.standing import FRESH, Standing
from tools.parse import Parser

CHECKED = Standing(CONFIRMATION)
BEFORE: dict[str, Any] = {
    "diagnosis_confirmed": "yes",
    "age": 47,
    "hip_side": "left",
    "imaging_done": ["mri"],
    "stage": "unknown",
}
ANSWERS = {
    "diagnosis_confirmed": ["yes", "no", "unsure"],
    "hip_side": ["left", "right", "both", "unknown"],
    "imaging_done": [*([scan] for scan in LISTS["imaging_done"]), ["none"]],
    "collapse": ["yes", "no", "unknown"],
    "arthritis": ["yes", "no", "unknown"],
    "lesion_size": ["small", "medium", "large", "unknown"],
    "mobility": ["unaided", "cane", "crutches", "walker", "wheelchair"],
    "prior_hip_surgery": [*([operation] for operation in LISTS["prior_hip_surgery"]), ["none"]],
    "contraindications": [*([each] for each in LISTS["contraindications"]), ["none"]],
    "risk_factors": [
        *([factor] for factor in ("steroids", "alcohol", "smoking", "sickle_cell", "lupus")),
        *([factor] for factor in ("trauma", "blood_clotting", "gaucher", "diving", "radiation")),
        ["hiv"],
        ["none"],
        ["none"],
    ],
}


def test_every_question_has_keys() -> None:
    for question in (*questionnaire().order, CONFIRMATION):
        assert place(question).keys or place(question).number, question


@pytest.mark.parametrize("question", ANSWERS)
def test_keys_answer_their_question(parser: Parser, question: str) -> None:
    said = sorted(words_of(question), key=list(words_of(question)).index)
    assert [answer(parser, question, words) for words in said] == ANSWERS[question]


@pytest.mark.parametrize("system", ["Ficat", "ARCO", "Steinberg", "stage"])
@pytest.mark.parametrize(("number", "letter"), [("2", ""), ("3", ""), ("4", ""), ("1", "")])
def test_stages(parser: Parser, system: str, number: str, letter: str) -> None:
    named = {"stage": "unknown"}.get(system, system.lower())
    found = answer(parser, "stage", f"{system} {number}{letter}")
    assert found == {"system": named, "stage": number}


@pytest.mark.parametrize(
    ("words", "system", "stage"),
    [("Ficat 2A", "ficat", "2a"), ("ARCO 3B", "arco", "3b"), ("Steinberg 4C", "steinberg", "4c")],
)
def test_stages_with_a_letter(parser: Parser, words: str, system: str, stage: str) -> None:
    assert answer(parser, "stage", words) == {"system": system, "stage": stage}


@pytest.mark.parametrize(
    ("words", "months"), [("8 months", 8), ("2 years", 24), ("1 months", 1), ("no pain", 0)]
)
def test_durations(parser: Parser, words: str, months: float) -> None:
    assert answer(parser, "pain_duration", words) == months


@pytest.mark.parametrize(
    ("question", "keyed"), [("age", "47"), ("pain_score", "0"), ("pain_score", "10")]
)
def test_numbers(parser: Parser, question: str, keyed: str) -> None:
    assert answer(parser, question, keyed) == int(keyed)


@pytest.mark.parametrize("words", [key.words for key in place("contact_time").keys.values()])
def test_times(parser: Parser, words: str) -> None:
    parsed = message(parser, words)
    assert read_contact("contact_time", words, parsed.findings)["contact_time"] == words


@pytest.mark.parametrize("keyed", ["4155550199", "14155550199"])
def test_numbers_to_call(parser: Parser, keyed: str) -> None:
    assert read_contact("phone", keyed, message(parser, keyed).findings)["phone"] == "+14155550199"


@pytest.mark.parametrize("words", [key.words for key in place("change_which").keys.values()])
def test_what_is_to_be_changed(parser: Parser, words: str) -> None:
    assert message(parser, words, CHECKED).intent == "change_answer"


@pytest.mark.parametrize(
    ("where", "standing", "intents"),
    [
        ("menu", FRESH, ["start_screening", "resume_screening"]),
        ("alarm", Standing(alarm=True), ["goodbye", "safe_now"]),
        ("answers_confirmed", CHECKED, ["affirm", "change_answer"]),
    ],
)
def test_requests(parser: Parser, where: str, standing: Standing, intents: list[str]) -> None:
    said = [key.words for key in place(where).keys.values()]
    assert [message(parser, words, standing).intent for words in said] == intents


def words_of(name: str) -> Iterator[str]:
    """All that can be keyed at a place, followed to its end."""
    return _words(place(name))


def _words(where: KeyPlace) -> Iterator[str]:
    for key in where.keys.values():
        if key.then:
            yield from (completed(key.words, words) for words in words_of(key.then))
        else:
            assert BLANK not in key.words
            yield key.words


def answer(parser: Parser, question: str, words: str) -> Any:
    answers = {k: v for k, v in BEFORE.items() if k != question}
    turn = hear(Run(answers, question), [message(parser, words, Standing(question))])
    assert not turn.is_digression, words
    return turn.changes.get(question)


def message(parser: Parser, words: str, standing: Standing = FRESH) -> Message:
    parsed = asyncio.run(parser.understood(words, standing))
    findings = [
        Finding.from_entity(entity)
        for entity in parsed["entities"]
        if entity.get("extractor") == "FindingExtractor"
    ]
    intent = parsed["intent"]
    return Message("1", words, 0.0, intent["name"], intent["confidence"], None, findings)
