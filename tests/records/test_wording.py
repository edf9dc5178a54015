"""Everything that a record can hold has a word for the clinic, and the page its sentences."""

import pytest

from clinic.advice import advice
from clinic.answer_values import LISTS, RANGES, RANKED
from clinic.content.prescreen import RESULTS
from clinic.record import record_slots
from clinic.record_words import wording
from clinic.triage import TIERS
from records.exports.fhir_codes import CONTACT_TEXTS, STAGE
from records.exports.sentences import sentence

NUMBERS = set(RANGES)
DRAWN = {*wording().before_hips[0], *(slot for line in wording().after_hips for slot in line)}
BY_HIP = {"stage", "collapse", "collapse_before", "arthritis"}  # said with each hip's result


def test_every_slot_result_and_alarm_has_a_word() -> None:
    words = wording()
    assert {*record_slots(), "consent", *CONTACT_TEXTS.values()} == set(words.labels)
    assert set(words.results) == set(RESULTS)
    assert set(words.tiers) == set(TIERS)
    assert set(words.numbers) == NUMBERS - {"pain_duration"}


def test_every_value_has_a_word() -> None:
    values = {slot: set(words) for slot, words in wording().values.items()}
    assert set(values) == set(record_slots()) - NUMBERS - {STAGE}
    for slot, listed in LISTS.items():
        assert values[slot] == {*listed, "none"}
    for slot, ranked in RANKED.items():
        assert values[slot] == set(ranked)


@pytest.mark.parametrize(
    ("months", "words"),
    [(0, "no pain"), (0.23, "1 week"), (0.69, "3 weeks"), (1, "1 month"), (2.5, "2.5 months")],
)
def test_how_long_it_has_hurt_is_said_in_plain_words(months: float, words: str) -> None:
    assert wording().answer("pain_duration", months) == words


def test_every_answer_stands_in_the_summary() -> None:
    assert set(record_slots()) == DRAWN | BY_HIP


def test_the_sentences_on_paper_are_written_and_complete() -> None:
    who = {*advice().specialist.values()}
    also = {*advice().also.values()}
    asked = {question for each in advice().questions.values() for question in each}
    replies = [
        *(f"utter_result_{result}" for result in RESULTS),
        *(f"utter_specialist_{each}" for each in who),
        *(f"utter_specialist_also_{each}" for each in also),
        *(f"utter_question_{each}" for each in (*asked, advice().personal_question)),
        *("utter_bring", "utter_questions_intro", "utter_not_a_diagnosis"),
    ]
    assert [reply for reply in replies if "{" in sentence(reply)] == []
