"""The record as JSON for other software; docs/record.schema.json describes it. Called by
`tools.records`."""

import json

from clinic.record import Record
from records.document import as_document


def as_json(record: Record) -> str:
    return json.dumps(as_document(record), indent=2, ensure_ascii=False) + "\n"
