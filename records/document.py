"""A record as plain JSON values and back (docs/record.schema.json). Called by the store, the outbox
and the JSON export."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from clinic.record import (
    Answered,
    Consent,
    Contact,
    HipStanding,
    QuestionnaireUsed,
    RaisedAlarm,
    Record,
    Systems,
)
from clinic.results import Result
from clinic.staging import Stage

Document = Mapping[str, Any]


def as_document(record: Record) -> dict[str, Any]:
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def from_document(document: Document) -> Record:
    consent, contact = document["consent"], document["contact"]
    given = {
        "questionnaire": QuestionnaireUsed(**document["questionnaire"]),
        "started_at": _time(document["started_at"]),
        "finished_at": _time(document["finished_at"]),
        "hips": tuple(map(_standing, document["hips"])),
        "alarms": tuple(RaisedAlarm(**{**a, "at": _time(a["at"])}) for a in document["alarms"]),
        "answers": tuple(map(_answered, document["answers"])),
        "consent": Consent(**{**consent, "at": _time(consent["at"])}) if consent else None,
        "contact": Contact(**contact) if contact else None,
    }
    return Record(**{**document, **given})


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime) else value


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _standing(document: Document) -> HipStanding:
    stage, systems = document["stage"], document["systems"]
    return HipStanding(
        document["hip"],
        Stage(**stage) if stage else None,
        Systems(**systems) if systems else None,
        tuple(Result(each["id"], tuple(each["reasons"])) for each in document["results"]),
    )


def _answered(document: Document) -> Answered:
    value = document["value"]
    if isinstance(value, Mapping):
        value = Stage(**value)
    elif isinstance(value, list):
        value = tuple(value)
    return Answered(document["slot"], document["hip"], value, tuple(document["words"]))
