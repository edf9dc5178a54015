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
