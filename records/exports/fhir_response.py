"""A record as a FHIR R4 QuestionnaireResponse: the answers, each with the person's own words, and
the surgeon's summary as its narrative. Called by `records/exports/fhir.py`."""

from collections.abc import Iterator
from dataclasses import asdict
from html import escape
from typing import Any

from clinic.record import Answered, AnswerValue, Consent, Contact, Record
from clinic.record_text import summary
from clinic.record_words import wording
from clinic.staging import Stage
from records.exports import fhir_codes as codes

Item = dict[str, Any]


def fhir_response(record: Record) -> dict[str, Any]:
    return {
        "resourceType": "QuestionnaireResponse",
        "id": record.id,
        "meta": {"versionId": str(record.version)},
        "text": {"status": "generated", "div": _narrative(record)},
        "identifier": {"system": f"{codes.PREFIX}:record", "value": record.id},
        "questionnaire": f"{codes.canonical()}|{record.questionnaire.version}",
        "status": "completed" if record.version == 1 else "amended",
        "authored": record.finished_at.isoformat(),
        "item": list(_items(record)),
    }


def _items(record: Record) -> Iterator[Item]:
    by_link = {codes.link_id(a.slot, a.hip): _item(a) for a in record.answers}
    yield from (by_link[slot] for slot in codes.person_slots() if slot in by_link)
    for hip in codes.HIP_GROUPS:
        links = [codes.link_id(slot, hip) for slot in codes.hip_slots()]
        given = [by_link[link] for link in links if link in by_link]
        if given:
            yield {"linkId": codes.group_id(hip), "text": wording().hip(hip), "item": given}
    if record.consent:
        contact = list(_contact(record.consent, record.contact))
        yield {"linkId": codes.CONTACT, "item": contact}


def _item(answer: Answered) -> Item:
    item: Item = {
        "linkId": codes.link_id(answer.slot, answer.hip),
        "text": wording().labels[answer.slot],
    }
    extensions = [{"url": codes.OWN_WORDS, "valueString": words} for words in answer.words]
    values = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    reasons = [codes.ABSENT[str(value)] for value in values if value in codes.ABSENT]
    extensions += [{"url": codes.ABSENT_REASON, "valueCode": reason} for reason in reasons]
    given = [_answer(answer.slot, value) for value in values if value not in codes.ABSENT]
    return {**item, **_unless_empty(extension=extensions, answer=given)}


def _answer(slot: str, value: AnswerValue) -> dict[str, Any]:
    if isinstance(value, (str, Stage)):
        return {"valueCoding": codes.coding(slot, value)}
    if codes.item_type(slot) == "integer":
        return {"valueInteger": value}
    months = {"value": value, "unit": "months", "system": codes.UNITS_OF_MEASURE, "code": "mo"}
    return {"valueQuantity": months}


def _contact(consent: Consent, contact: Contact | None) -> Iterator[Item]:
    labels = wording().labels
    yield {
        "linkId": codes.CONSENT,
        "text": labels[codes.CONSENT],
        "answer": [{"valueBoolean": consent.given}],
    }
    for name, value in (asdict(contact) if contact else {}).items():
        if value:
            slot = codes.CONTACT_TEXTS[name]
            yield {"linkId": slot, "text": labels[slot], "answer": [{"valueString": value}]}


def _narrative(record: Record) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in summary(record))
    return f'<div xmlns="http://www.w3.org/1999/xhtml">{paragraphs}</div>'


def _unless_empty(**lists: list[Any]) -> dict[str, list[Any]]:
    """FHIR has no empty lists."""
    return {name: values for name, values in lists.items() if values}
