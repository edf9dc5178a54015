"""The FHIR export: valid R4 whatever was answered, and response and questionnaire fit together."""

import json
from collections.abc import Iterator
from typing import Any

import fhir.resources
from hypothesis import given, settings

from clinic.record import Contact, Record
from records.exports.fhir import as_fhir, bundle
from records.exports.fhir_codes import ABSENT_REASON, OWN_WORDS
from records.exports.fhir_questionnaire import fhir_questionnaire
from tests.records.people import ANSWERS, NO, anybodys_records, record

ANSWERED_AS = {
    "integer": "valueInteger",
    "quantity": "valueQuantity",
    "choice": "valueCoding",
    "boolean": "valueBoolean",
    "string": "valueString",
}


def items(resource: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in resource.get("item", []):
        yield item
        yield from items(item)


def response(of: Record) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_fhir(of))["entry"][1]["resource"]
    return found


def item(of: Record, link: str) -> dict[str, Any]:
    return next(each for each in items(response(of)) if each["linkId"] == link)


def test_the_models_are_those_of_r4() -> None:
    assert fhir.resources.__fhir_version__ == "4.0.1"


def test_questions_have_ids_of_their_own() -> None:
    links = [each["linkId"] for each in items(fhir_questionnaire())]
    assert len(links) == len(set(links))


@settings(deadline=None, max_examples=60)
@given(anybodys_records())
def test_any_record_is_valid_and_answers_its_questionnaire(anybodys: Record) -> None:
    """`bundle` checks against the R4 models, which cannot tell whether answers fit questions."""
    questions, answers = (entry["resource"] for entry in bundle(anybodys)["entry"])
    by_link = {each["linkId"]: each for each in items(questions)}
    for each in items(answers):
        question = by_link[each["linkId"]]
        given = each.get("answer", [])
        assert len(given) <= 1 or question["repeats"]
        assert all(set(answer) == {ANSWERED_AS[question["type"]]} for answer in given)
        if question["type"] == "choice":
            assert all(answer in question["answerOption"] for answer in given)


def test_every_answer_is_in_it_with_the_persons_own_words() -> None:
    links = {each["linkId"] for each in items(response(record()))}
    per_hip = {"stage", "lesion_size", "prior_hip_surgery"}
    expected = {f"hip_left.{slot}" if slot in per_hip else slot for slot in ANSWERS}
    assert expected <= links
    factors = item(record(), "risk_factors")
    assert factors["extension"] == [{"url": OWN_WORDS, "valueString": "prednisone for my lupus"}]
    assert [answer["valueCoding"]["code"] for answer in factors["answer"]] == ["steroids", "lupus"]


def test_numbers_have_their_units() -> None:
    assert item(record(), "age")["answer"] == [{"valueInteger": 42}]
    months = item(record(), "pain_duration")["answer"][0]["valueQuantity"]
    assert (months["value"], months["code"]) == (8.5, "mo")


def test_not_knowing_and_not_saying_are_told_apart() -> None:
    built = record(answers={**ANSWERS, "age": "skipped"})
    reasons = {"age": "asked-declined", "hip_left.lesion_size": "asked-unknown"}
    for link, reason in reasons.items():
        found = item(built, link)
        assert found["extension"] == [{"url": ABSENT_REASON, "valueCode": reason}]
        assert "answer" not in found


def test_contact_details_only_with_consent() -> None:
    assert item(record(), "phone")["answer"] == [{"valueString": "+14155550199"}]
    links = {each["linkId"] for each in items(response(record(consent=NO, contact=None)))}
    assert "consent" in links
    assert "phone" not in links


def test_a_correction_is_an_amended_response() -> None:
    first, second = response(record()), response(record(version=2))
    assert (first["status"], second["status"]) == ("completed", "amended")
    assert first["id"] == second["id"]


def test_the_narrative_is_the_summary_and_safe() -> None:
    built = record(contact=Contact(name="<b>Ana</b> & co"))
    assert "&lt;b&gt;Ana&lt;/b&gt; &amp; co" in response(built)["text"]["div"]
