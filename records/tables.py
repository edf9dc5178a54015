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

# Who wants no more text messages: by number, since that is what must not be texted. "Forget me"
# leaves these, or the person would be texted again.
opt_outs = sa.Table(
    "hipwise_opt_outs",
    metadata,
    sa.Column("address", sa.String(64), primary_key=True),
    sa.Column("at", UtcTime, nullable=False),
)

# A text message that came, written down before it is answered. Its words and its number stay until
# it is answered; the answer stays, so that a webhook that comes again gets the same one.
texts_in = sa.Table(
    "hipwise_texts_in",
    metadata,
    sa.Column("sid", sa.String(64), primary_key=True),
    sa.Column("conversation", sa.String(255), nullable=False, index=True),
    sa.Column("address", sa.String(64), index=True),
    sa.Column("sender", sa.String(64)),
    sa.Column("text", sa.Text),
    sa.Column("has_attachment", sa.Boolean, nullable=False),
    sa.Column("received_at", UtcTime, nullable=False, index=True),
    sa.Column("reply", sa.JSON),
)

# Text messages that wait to be sent; `tried_at` while nobody knows what became of the last try.
texts_out = sa.Table(
    "hipwise_texts_out",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("conversation", sa.String(255), index=True),
    sa.Column("address", sa.String(64), nullable=False, index=True),
    sa.Column("sender", sa.String(64), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("queued_at", UtcTime, nullable=False, index=True),
    sa.Column("due_at", UtcTime, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("tried_at", UtcTime),
)

# Where a conversation by text stands: the pages still to be read, the question that comes behind
# them, and what a number picks.
texters = sa.Table(
    "hipwise_texters",
    metadata,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("changed_at", UtcTime, nullable=False, index=True),
    sa.Column("pages", sa.JSON, nullable=False),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("choices", sa.JSON, nullable=False),
)
