"""Text messages that wait to be sent, in the database, so that a restart loses none. Called by
channels/outbound.py."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from records.tables import opt_outs, texts_out


@dataclass(frozen=True)
class Waiting:
    """`tried_at` is set where nobody knows whether the last try was heard."""

    id: int
    address: str
    sender: str
    text: str
    queued_at: datetime
    tries: int
    tried_at: datetime | None


# Of each person the text that comes next.
_FIRST = sa.select(sa.func.min(texts_out.c.id)).group_by(texts_out.c.address)
_FIELDS = [texts_out.c[name] for name in Waiting.__dataclass_fields__]


@dataclass(frozen=True)
class Address:
    """Whom texts go to and the number that they come from; `conversation` is what erases them."""

    to: str
    sender: str
    conversation: str | None = None


class TextQueue:
    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def put(self, address: Address, texts: Sequence[str], now: datetime) -> bool:
        """False where the person wants none."""
        with self._engine.begin() as connection:
            return put_texts(connection, address, texts, now)

    def heads(self, now: datetime, busy: Collection[str]) -> list[Waiting]:
        """The next of each person, where it is due and they are not `busy`."""
        query = sa.select(*_FIELDS).where(
            texts_out.c.id.in_(_FIRST),
            texts_out.c.due_at <= now,
            texts_out.c.address.not_in(list(busy)),
        )
        with self._engine.connect() as connection:
            return [Waiting(*row) for row in connection.execute(query.order_by(texts_out.c.id))]

    def is_waiting(self, address: str) -> bool:
        query = sa.select(texts_out.c.id).where(texts_out.c.address == address).limit(1)
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None

    def next_due(self) -> datetime | None:
        query = sa.select(sa.func.min(texts_out.c.due_at)).where(texts_out.c.id.in_(_FIRST))
        with self._engine.connect() as connection:
            due: datetime | None = connection.execute(query).scalar()
            return due

    def begin(self, waiting: Waiting, now: datetime) -> bool:
        """Marks a try. False where the person has said STOP, or is forgotten, in the meantime."""
        with self._engine.begin() as connection:
            is_out = sa.select(opt_outs.c.address).where(opt_outs.c.address == waiting.address)
            marked = connection.execute(
                sa.update(texts_out)
                .where(texts_out.c.id == waiting.id, ~is_out.exists())
                .values(tried_at=now, tries=waiting.tries + 1)
            )
            return bool(marked.rowcount)

    def put_off(self, waiting: Waiting, until: datetime, is_unclear: bool) -> None:
        later: dict[str, Any] = {"due_at": until}
        if not is_unclear:
            later["tried_at"] = None
        with self._engine.begin() as connection:
            connection.execute(
                sa.update(texts_out).where(texts_out.c.id == waiting.id).values(later)
            )

    def remove(self, waiting: Waiting) -> None:
        with self._engine.begin() as connection:
            connection.execute(sa.delete(texts_out).where(texts_out.c.id == waiting.id))


def put_texts(connection: Any, address: Address, texts: Sequence[str], now: datetime) -> bool:
    """In the caller's transaction."""
    is_out = sa.select(opt_outs.c.address).where(opt_outs.c.address == address.to)
    if connection.execute(is_out).first() is not None:
        return False
    rows = [
        {
            "conversation": address.conversation,
            "address": address.to,
            "sender": address.sender,
            "text": text,
            "queued_at": now,
            "due_at": now,
        }
        for text in texts
    ]
    if rows:
        connection.execute(sa.insert(texts_out), rows)
    return True
