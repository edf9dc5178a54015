"""Erases what is kept of text messages, with the rest of what is kept of a person. Opt-outs stay
(records/opt_outs.py). Called by erasure and retention."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from records.tables import texters, texts_in, texts_out

_TIMES = {
    texts_in: texts_in.c.received_at,
    texts_out: texts_out.c.queued_at,
    texters: texters.c.changed_at,
}


def erase_texts(connection: Any, conversations: Iterable[str]) -> None:
    """In the caller's transaction. A person may be named by the number too."""
    known = list(conversations)
    for table in _TIMES:
        connection.execute(sa.delete(table).where(table.c.conversation.in_(known)))
    for table in (texts_in, texts_out):
        connection.execute(sa.delete(table).where(table.c.address.in_(known)))


def erase_texts_older_than(connection: Any, time: datetime) -> None:
    for table, at in _TIMES.items():
        connection.execute(sa.delete(table).where(at < time))
