"""Calls: those in which the questions were begun, who wants to be called back, and recordings to
erase."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

INDEXED = {"hipwise_calls": ("caller", "at"), "hipwise_call_backs": ("phone", "at")}


def upgrade() -> None:
    op.create_table(
        "hipwise_calls",
        sa.Column("conversation", sa.String(255), primary_key=True),
        sa.Column("caller", sa.String(64), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "hipwise_call_backs",
        sa.Column("conversation", sa.String(255), primary_key=True),
        sa.Column("phone", sa.String(64)),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("recording", sa.String(64)),
    )
    op.create_table(
        "hipwise_recordings_to_erase",
        sa.Column("recording", sa.String(64), primary_key=True),
    )
    for table, columns in INDEXED.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table in (*INDEXED, "hipwise_recordings_to_erase"):
        op.drop_table(table)
