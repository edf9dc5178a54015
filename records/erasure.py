"""Erases what is kept of a person: the conversation in Rasa's table, the records and the text
messages. The receipt is all that stays, and a STOP, for it must be kept to (records/opt_outs.py).
Called by the keeper (records/keeper.py)."""

import secrets
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa

from records.calls import erase_calls
from records.store import erase_person
from records.tables import EVENTS, events, receipts
from records.texts import erase_texts

RECEIPT_BYTES = 5  # ten signs: short enough to be read out


@dataclass(frozen=True)
class Erased:
    """How many of each: events of conversations, text messages in and out, calls and call-backs;
    `waiting` are files of what the database did not have yet."""

    records: int = 0
    events: int = 0
    texts: int = 0
    calls: int = 0
    waiting: int = 0

    def __bool__(self) -> bool:
        return any(astuple(self))


@dataclass(frozen=True)
class Receipt:
    """Drawn at random; it says that something was erased, not whose it was."""

    id: str
    erased_at: datetime
    erased: Erased = Erased()


def erase_in_database(connection: Any, conversations: Iterable[str]) -> Erased:
    """In the caller's transaction."""
    known = list(conversations)
    return Erased(
        records=erase_person(connection, known),
        events=_erase_events(connection, known),
        texts=erase_texts(connection, known),
        calls=erase_calls(connection, known),
    )


def receipt_for(connection: Any, erased: Erased) -> Receipt:
    """In the transaction that has erased it."""
    receipt = Receipt(secrets.token_hex(RECEIPT_BYTES).upper(), datetime.now(timezone.utc), erased)
    connection.execute(sa.insert(receipts).values(id=receipt.id, erased_at=receipt.erased_at))
    return receipt


def _erase_events(connection: Any, conversations: list[str]) -> int:
    if not has_conversations(connection):
        return 0
    of_person = events.c.sender_id.in_(conversations)
    return int(connection.execute(sa.delete(events).where(of_person)).rowcount)


def has_conversations(connection: Any) -> bool:
    """Rasa makes its table when it first starts."""
    return bool(sa.inspect(connection).has_table(EVENTS))
