"""The JSON export: described by its schema, whatever was answered, and readable again."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from clinic.content.prescreen import RESULTS
from clinic.record import Record, record_slots
from records.document import from_document
from records.exports.json_export import as_json
from tests.records.people import anybodys_records, record

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "docs/record.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_knows_every_slot_and_result() -> None:
    kinds = SCHEMA["$defs"]
    assert kinds["answer"]["properties"]["slot"]["enum"] == list(record_slots())
    result = kinds["hip_standing"]["properties"]["results"]["items"]["properties"]["id"]
    assert result["enum"] == list(RESULTS)


@settings(deadline=None, max_examples=60)
@given(anybodys_records())
def test_any_record_is_valid_and_comes_back_unchanged(anybodys: Record) -> None:
    document = json.loads(as_json(anybodys).encode())
    VALIDATOR.validate(document)
    assert from_document(document) == anybodys


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 0},
        {"finished_at": "2026-11-23T10:00:00+01:00"},
        {"consent": None},
        {"hips": []},
        {"surprise": True},
    ],
)
def test_the_schema_refuses_what_is_no_record(wrong: dict[str, Any]) -> None:
    document = json.loads(as_json(record()))
    assert not VALIDATOR.is_valid({**document, **wrong})
