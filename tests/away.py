"""A database that hangs, for the tests of what goes on meanwhile: SQLite with another process's
lock on it, PostgreSQL frozen. Fixture: `database`, of each kind in turn."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from records.database import open_database
from records.spool import UNSAVED, Spool
from tests.postgres import PostgresServer

LOCKED, FROZEN = "sqlite locked", "postgresql frozen"
PATIENCE_S = 30


@dataclass
class Database:
    """`away` is a block in which it does not answer; `folder` has what waits for it."""

    url: str
    folder: Path
    away: Callable[[], AbstractContextManager[None]]

    def said(self, person: str) -> list[str]:
        """The messages of this person that it has, in order."""
        query = sa.text(
            "SELECT data FROM events WHERE sender_id = :person AND type_name = 'user' ORDER BY id"
        )
        with open_database(self.url).connect() as connection:
            rows = connection.execute(query, {"person": person}).scalars()
            return [json.loads(row)["text"] for row in rows]

    def waiting(self) -> list[Path]:
        return Spool(self.folder / UNSAVED).paths()

    def wait_until_written(self) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while self.waiting():
            assert time.monotonic() < deadline
            time.sleep(0.05)


def database_of(kind: str, folder: Path, server: PostgresServer) -> Database:
    if kind == FROZEN:
        return Database(server.new_database(), folder, server.frozen)
    path = folder / "hipwise.db"
    return Database(f"sqlite:///{path}", folder, partial(locked, path))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """By another process that writes; SQLite lets everybody read meanwhile."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE_S)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        connection.close()


@pytest.fixture(params=[LOCKED, FROZEN])
def database(
    request: pytest.FixtureRequest, tmp_path: Path, postgres_server: PostgresServer
) -> Database:
    return database_of(request.param, tmp_path, postgres_server)
