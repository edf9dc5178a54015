"""The pre-screen's questions as a FHIR R4 Questionnaire. Called by `records/exports/fhir.py`."""

from typing import Any

from clinic.hips import Hip
from clinic.questionnaire import questionnaire
from clinic.record_words import wording
from records.exports import fhir_codes as codes
from records.exports.sentences import question


def fhir_questionnaire() -> dict[str, Any]:
    used = questionnaire()
    return {
        "resourceType": "Questionnaire",
        "url": codes.canonical(),
        "name": "".join(word.capitalize() for word in used.id.split("_")),
        "title": wording().title,
        "version": str(used.version),
        "status": "active",
        "subjectType": ["Patient"],
        "item": [
            *(_item(slot) for slot in codes.person_slots()),
            *(_hip_group(hip) for hip in codes.HIP_GROUPS),
            _contact_group(),
        ],
    }


def _item(slot: str, hip: Hip = None) -> dict[str, Any]:
    item = {
        "linkId": codes.link_id(slot, hip),
        "text": question(slot) or wording().labels[slot],
        "type": codes.item_type(slot),
    }
    if item["type"] != "choice":
        return item
    return {**item, "repeats": codes.repeats(slot), "answerOption": codes.options(slot)}


def _hip_group(hip: Hip) -> dict[str, Any]:
    return {
        "linkId": codes.group_id(hip),
        "text": wording().hip(hip),
        "type": "group",
        "item": [_item(slot, hip) for slot in codes.hip_slots()],
    }


def _contact_group() -> dict[str, Any]:
    labels = wording().labels
    texts = [
        {"linkId": slot, "text": question(slot) or labels[slot], "type": "string"}
        for slot in codes.CONTACT_TEXTS.values()
    ]
    consent = {"linkId": codes.CONSENT, "text": labels[codes.CONSENT], "type": "boolean"}
    return {"linkId": codes.CONTACT, "type": "group", "item": [consent, *texts]}
