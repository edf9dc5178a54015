"""Keeps records in the database, each written once and never changed. Called by the keeper
(records/keeper.py) and by `tools.records`."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from clinic.record import ConsentMissing, Record
from records.document import as_document, from_document
from records.tables import records


class RecordStore:
    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def save(self, record: Record) -> Record:
        """The record as it is kept. One that comes again is kept once, and one of the same run
        that says something else becomes its next version. Raises ConsentMissing, or
        SQLAlchemyError when the database does not take it."""
        if not record.may_be_kept:
            raise ConsentMissing
        try:
            return self._save(record)
        except sa.exc.IntegrityError:  # another process has just written this version
            return self._save(record)

    def get(self, record_id: str, version: int | None = None) -> Record | None:
        """The latest version unless one is named; `record_id` may be its beginning, if that is of
        one record only."""
        with self._engine.connect() as connection:
            found = _versions(connection, records.c.id.startswith(record_id, autoescape=True))
        if len({record.id for record in found}) > 1:
            return None
        matching = [record for record in found if version in (None, record.version)]
        return matching[-1] if matching else None

    def latest(self) -> list[Record]:
        """The latest version of every record, the newest first."""
        with self._engine.connect() as connection:
            by_id = {record.id: record for record in _versions(connection, sa.true())}
        return sorted(by_id.values(), key=lambda record: record.finished_at, reverse=True)

    def conversations_of(self, person: str) -> list[str]:
        """The conversations whose records carry this phone number or e-mail address."""
        has_address = sa.func.lower(records.c.email) == person.lower()
        named = (records.c.phone == person) | has_address
        query = sa.select(records.c.conversation).where(named).distinct()
        with self._engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def _save(self, record: Record) -> Record:
        with self._engine.begin() as connection:
            stored = _versions(connection, records.c.id == record.id)
            kept = _already_kept(record, stored)
            if kept is None:
                last = stored[-1].version if stored else 0
                kept = replace(record, version=max(record.version, last + 1))
                connection.execute(sa.insert(records).values(_row(kept)))
        return kept


def erase_person(connection: Any, conversations: Iterable[str]) -> int:
    """The number of records erased, in the caller's transaction."""
    of_person = records.c.conversation.in_(list(conversations))
    return int(connection.execute(sa.delete(records).where(of_person)).rowcount)


def erase_older_than(connection: Any, time: datetime) -> int:
    return int(connection.execute(sa.delete(records).where(records.c.finished_at < time)).rowcount)


def _versions(connection: Any, condition: Any) -> list[Record]:
    query = sa.select(records.c.document).where(condition).order_by(records.c.id, records.c.version)
    return [from_document(document) for document in connection.execute(query).scalars()]


def _already_kept(record: Record, stored: list[Record]) -> Record | None:
    """A retry of any version; or the latest said again, at whatever time."""
    for earlier in stored:
        if replace(record, version=earlier.version) == earlier:
            return earlier
    latest = stored[-1] if stored else record
    said_again = replace(record, version=latest.version, finished_at=latest.finished_at)
    return latest if stored and said_again == latest else None


def _row(record: Record) -> dict[str, Any]:
    return {
        "id": record.id,
        "version": record.version,
        "conversation": record.conversation,
        "finished_at": record.finished_at,
        "phone": record.contact.phone if record.contact else None,
        "email": record.contact.email if record.contact else None,
        "document": as_document(record),
    }
