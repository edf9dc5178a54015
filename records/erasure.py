"""Erases what is kept of a person: the conversation in Rasa's table, the records and the text
messages. The receipt is all that stays, and a STOP, for it must be kept to (records/opt_outs.py).
Called by the keeper (records/keeper.py)."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa

from records.calls import erase_calls
from records.store import erase_person
from records.tables import EVENTS, events, receipts
from records.texts import erase_texts

RECEIPT_BYTES = 5  # ten signs: short enough to be read out


@dataclass(frozen=True)
class Receipt:
    """Drawn at random; it says that something was erased, not whose it was."""

    id: str
    erased_at: datetime


def erase_in_database(connection: Any, conversations: Iterable[str]) -> Receipt:
    """In the caller's transaction: everything is erased and the receipt written, or nothing."""
    known = list(conversations)
    erase_person(connection, known)
    erase_calls(connection, known)
    erase_texts(connection, known)
    if has_conversations(connection):
        connection.execute(sa.delete(events).where(events.c.sender_id.in_(known)))
    receipt = Receipt(secrets.token_hex(RECEIPT_BYTES).upper(), datetime.now(timezone.utc))
    connection.execute(sa.insert(receipts).values(id=receipt.id, erased_at=receipt.erased_at))
    return receipt


def has_conversations(connection: Any) -> bool:
    """Rasa makes its table when it first starts."""
    return bool(sa.inspect(connection).has_table(EVENTS))
