"""What the tests of records share: a keeper on a real database of its own. PostgreSQL as well where
AVN_TEST_DATABASE_URL names an empty one."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from records.database import open_database
from records.keeper import RecordKeeper
from records.outbox import Outbox
from records.tables import metadata
from records.unsaved import Unsaved

RASA_EVENTS = """
    CREATE TABLE events (
        id INTEGER PRIMARY KEY, sender_id VARCHAR(255) NOT NULL, type_name VARCHAR(255) NOT NULL,
        timestamp FLOAT, intent_name VARCHAR(255), action_name VARCHAR(255), data TEXT
    )
"""
TABLES = ("events", "hipwise_schema", *metadata.tables)


OTHER_DATABASE = os.environ.get("AVN_TEST_DATABASE_URL")
SQLITE = "sqlite"


@pytest.fixture(params=[SQLITE, *([OTHER_DATABASE] if OTHER_DATABASE else [])])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    on_file = f"sqlite:///{tmp_path / 'test.db'}"
    opened = open_database(on_file if request.param == SQLITE else request.param)
    yield opened
    with opened.begin() as connection:
        for table in TABLES:
            connection.execute(sa.text(f"DROP TABLE IF EXISTS {table}"))
    opened.dispose()


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox")


@pytest.fixture
def unsaved(tmp_path: Path) -> Unsaved:
    return Unsaved(tmp_path / "unsaved")


@pytest.fixture
def keeper(engine: Any, outbox: Outbox, unsaved: Unsaved) -> RecordKeeper:
    return RecordKeeper(engine, outbox, unsaved)


@contextmanager
def reading(database: Path) -> Iterator[None]:
    """As a backup does: what it began to read stays as it was until it ends."""
    backup = sqlite3.connect(database, isolation_level=None)
    backup.execute("BEGIN")
    backup.execute("SELECT count(*) FROM sqlite_master").fetchall()
    try:
        yield
    finally:
        backup.close()


class Conversations:
    """Rasa's table of events, as far as it concerns us."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._run(RASA_EVENTS)

    def say(self, sender: str, text: str, at: float = 0.0) -> None:
        self._run(
            "INSERT INTO events (id, sender_id, type_name, timestamp, data)"
            " SELECT coalesce(max(id), 0) + 1, :sender, 'user', :at, :text FROM events",
            sender=sender,
            at=at,
            text=text,
        )

    def texts(self) -> list[str]:
        with self._engine.connect() as connection:
            rows = connection.execute(sa.text("SELECT data FROM events ORDER BY id"))
            return list(rows.scalars())

    def _run(self, statement: str, **values: object) -> None:
        with self._engine.begin() as connection:
            connection.execute(sa.text(statement), values)


@pytest.fixture
def conversations(engine: Any) -> Conversations:
    return Conversations(engine)
