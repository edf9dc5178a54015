"""The project's own tables, and the one of Rasa's that holds conversations. Called by the store,
erasure and retention; records/migrations/ creates ours."""

from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa


class UtcTime(sa.types.TypeDecorator):
    """A time with its zone in Python, UTC in every database."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        return value and value.astimezone(timezone.utc).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        return value and value.replace(tzinfo=timezone.utc)


metadata = sa.MetaData()

records = sa.Table(
    "hipwise_records",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True),
    sa.Column("conversation", sa.String(255), nullable=False, index=True),
    sa.Column("finished_at", UtcTime, nullable=False, index=True),
    sa.Column("phone", sa.String(255), index=True),
    sa.Column("email", sa.String(320), index=True),
    sa.Column("document", sa.JSON, nullable=False),
)

# The audit log of erasures: nothing in it leads to a person.
receipts = sa.Table(
    "hipwise_receipts",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("erased_at", UtcTime, nullable=False),
)

# Rasa's, which makes it; only these two columns are read here.
EVENTS = "events"
events = sa.table(EVENTS, sa.column("sender_id"), sa.column("timestamp"))

# A call in which the questions were begun. `caller` hides the number that it came from
# (channels/numbers.py), by which a later call can go on with them.
calls = sa.Table(
    "hipwise_calls",
    metadata,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("caller", sa.String(64), nullable=False, index=True),
    sa.Column("at", UtcTime, nullable=False, index=True),
)

# Who wants to be called back, and has agreed to be recorded. `recording` is the provider's id.
call_backs = sa.Table(
    "hipwise_call_backs",
    metadata,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("phone", sa.String(64), index=True),
    sa.Column("at", UtcTime, nullable=False, index=True),
    sa.Column("recording", sa.String(64)),
)

# Recordings that the provider still has of a person who was erased here; nothing else is known.
recordings_to_erase = sa.Table(
    "hipwise_recordings_to_erase",
    metadata,
    sa.Column("recording", sa.String(64), primary_key=True),
)
