"""The tables of calls. Called by records/calls.py and records/recordings.py; records/migrations/
creates them."""

import sqlalchemy as sa

from records.tables import UtcTime, metadata

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
