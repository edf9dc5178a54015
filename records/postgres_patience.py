"""A PostgreSQL server that hangs answers neither with yes nor with no, and its own limits hang with
it; psycopg2 would wait for ever. Used by records/database.py."""

import select
import time
from typing import Any

import psycopg2
from psycopg2 import extensions

PATIENCE_S = 2
_EVENTS = {extensions.POLL_READ: select.POLLIN, extensions.POLL_WRITE: select.POLLOUT}


class PatientConnection(extensions.connection):
    """`patience_s` is how long it waits for the answer to one statement, the connecting
    included."""

    patience_s: float = PATIENCE_S


def wait_with_patience() -> None:
    """psycopg2 has one way of waiting for the whole process; connections of another kind wait as
    they always did."""
    extensions.set_wait_callback(_wait)


def _wait(connection: Any) -> None:
    """Raises OperationalError; psycopg2 then closes the connection."""
    patience_s = getattr(connection, "patience_s", None)
    deadline = None if patience_s is None else time.monotonic() + patience_s
    while (state := connection.poll()) != extensions.POLL_OK:
        left = None if deadline is None else max(deadline - time.monotonic(), 0)
        if not _is_ready(connection.fileno(), _EVENTS[state], left):
            raise psycopg2.OperationalError("the server does not answer: timeout")


def _is_ready(handle: int, event: int, seconds: float | None) -> bool:
    poller = select.poll()
    poller.register(handle, event)
    return bool(poller.poll(None if seconds is None else seconds * 1000))
