"""How slots and values are called in FHIR: link ids, code systems, types. Called by the
questionnaire and by the response, so that they agree."""

from typing import Any

from clinic.answer_values import LISTS
from clinic.content.scalars import SYSTEMS
from clinic.hips import PER_HIP, SIDES, Hip
from clinic.questionnaire import questionnaire
from clinic.questions import number_asked
from clinic.record import record_slots
from clinic.record_words import wording
from clinic.staging import UNKNOWN_SYSTEM, Stage, table

PREFIX = "urn:hipwise"
OWN_WORDS = f"{PREFIX}:own-words"
ABSENT_REASON = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
ABSENT = {"unknown": "asked-unknown", "skipped": "asked-declined", "invalid": "error"}
UNITS_OF_MEASURE = "http://unitsofmeasure.org"

STAGE = "stage"
CONTACT = "contact"
CONSENT = "consent"
CONTACT_TEXTS = {"name": "contact_name", "phone": "phone", "email": "email", "time": "contact_time"}
HIP_GROUPS: tuple[Hip, ...] = (*SIDES, None)


def canonical() -> str:
    return f"{PREFIX}:questionnaire:{questionnaire().id}"


def person_slots() -> list[str]:
    return [slot for slot in record_slots() if slot not in PER_HIP]


def hip_slots() -> list[str]:
    return [slot for slot in record_slots() if slot in PER_HIP]


def group_id(hip: Hip) -> str:
    return f"hip_{hip or 'unknown'}"


def link_id(slot: str, hip: Hip = None) -> str:
    return f"{group_id(hip)}.{slot}" if slot in PER_HIP else slot


def item_type(slot: str) -> str:
    number = number_asked(slot)
    if number is None:
        return "choice"
    return "quantity" if number.unit == "months" else "integer"


def repeats(slot: str) -> bool:
    return slot in LISTS


def coding(slot: str, value: str | Stage) -> dict[str, str]:
    code = f"{value.system}-{value.stage}" if isinstance(value, Stage) else value
    return {
        "system": f"{PREFIX}:{slot}",
        "code": code,
        "display": wording().answer(slot, value),
    }


def options(slot: str) -> list[dict[str, Any]]:
    """What may be answered; "I don't know" is no answer but a reason for having none."""
    values = _stages() if slot == STAGE else list(wording().values[slot])
    return [{"valueCoding": coding(slot, value)} for value in values]


def _stages() -> list[Stage]:
    known = [
        (name, stage) for row in table() for name in SYSTEMS for stage in row.stages.get(name, ())
    ]
    bare = dict.fromkeys((UNKNOWN_SYSTEM, stage) for _, stage in known)
    return [Stage(name, stage) for name, stage in (*known, *bare)]
