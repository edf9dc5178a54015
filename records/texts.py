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


def erase_texts(connection: Any, conversations: Iterable[str]) -> int:
    """How many messages, in the caller's transaction. A person may be named by the number too."""
    known = list(conversations)
    erased = 0
    for table in (texts_in, texts_out):
        of_person = table.c.conversation.in_(known) | table.c.address.in_(known)
        erased += connection.execute(sa.delete(table).where(of_person)).rowcount
    connection.execute(sa.delete(texters).where(texters.c.conversation.in_(known)))
    return erased


def erase_texts_older_than(connection: Any, time: datetime) -> None:
    for table, at in _TIMES.items():
        connection.execute(sa.delete(table).where(at < time))
