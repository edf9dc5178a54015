"""Erases what is older than the clinic wants to keep it: records and their conversations after one
limit, conversations without consent after a shorter one. Called by the keeper once a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from clinic.settings import Settings
from records.calls import erase_calls_older_than
from records.erasure import Erased, has_conversations
from records.store import erase_older_than
from records.tables import events, records
from records.texts import erase_texts_older_than


@dataclass(frozen=True)
class Limits:
    """In days."""

    records: int
    conversations: int

    @classmethod
    def from_settings(cls, settings: Settings) -> "Limits":
        return cls(settings.retention_days, settings.conversation_retention_days)

    def oldest_record(self, now: datetime) -> datetime:
        return now - timedelta(days=self.records)

    def oldest_conversation(self, now: datetime) -> datetime:
        """Of somebody who did not agree to be kept."""
        return now - timedelta(days=min(self.conversations, self.records))


def erase_expired(connection: Any, limits: Limits, now: datetime) -> Erased:
    """In the caller's transaction. A conversation that goes on loses its old part."""
    erased = erase_older_than(connection, limits.oldest_record(now))
    erase_calls_older_than(
        connection, begun=limits.oldest_conversation(now), call_back=limits.oldest_record(now)
    )
    erase_texts_older_than(connection, limits.oldest_conversation(now))
    if not has_conversations(connection):
        return Erased(erased, 0)
    consented = sa.select(records.c.conversation)
    expired = sa.or_(
        events.c.timestamp < limits.oldest_record(now).timestamp(),
        sa.and_(
            events.c.timestamp < limits.oldest_conversation(now).timestamp(),
            events.c.sender_id.not_in(consented),
        ),
    )
    return Erased(erased, int(connection.execute(sa.delete(events).where(expired)).rowcount))
