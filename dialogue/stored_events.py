"""Writes events to the table of Rasa's SQL tracker store. Called by
dialogue/bounded_tracker_store.py, in a thread."""

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event, SessionStarted

from records.database import POSTGRESQL
from records.unsaved import Row, Rows

_table = SQLTrackerStore.SQLEvent.__table__
_of_person = _table.c.sender_id == sa.bindparam("person")
_ANY = sa.select(_table.c.id).where(_of_person).limit(1)
_THIS = _ANY.where(_table.c.data == sa.bindparam("event"))


def row_of(event: Event) -> Row:
    data = event.as_dict()
    intent = data.get("parse_data", {}).get("intent", {}).get("name")
    return Row(event.type_name, data.get("timestamp"), intent, data.get("name"), json.dumps(data))


def write(engine: Any, person: str, rows: Rows) -> None:
    with engine.begin() as connection:
        _alone_with(connection, person)
        _insert(connection, person, rows)


def write_once(engine: Any, person: str, rows: Rows) -> None:
    """Of a turn that may have been written: what the server said of it was not heard."""
    with engine.begin() as connection:
        _alone_with(connection, person)
        if connection.execute(_THIS, {"person": person, "event": rows[-1].data}).first():
            return
        if connection.execute(_ANY, {"person": person}).first():
            rows = without_start(rows)
        _insert(connection, person, rows)


def without_start(rows: Rows) -> list[Row]:
    """Somebody who could not be looked up was taken for new; a session that starts in the middle of
    a conversation would lose what was said before."""
    return [row for row in rows if row.type_name != SessionStarted.type_name]


def _insert(connection: Any, person: str, rows: Rows) -> None:
    if rows:
        values = [{"sender_id": person, **row._asdict()} for row in rows]
        connection.execute(sa.insert(_table), values)


def _alone_with(connection: Any, person: str) -> None:
    """A PostgreSQL server that comes to itself may still carry out what it was told before, beside
    what it is told now. (SQLite has one that writes.)"""
    if connection.dialect.name == POSTGRESQL:
        digest = hashlib.blake2b(person.encode(), digest_size=8).digest()
        number = int.from_bytes(digest, "big", signed=True)
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))
