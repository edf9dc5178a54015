"""Text messages: who wants none, those that came, those that wait, and where each conversation
stands."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

INDEXED = {
    "hipwise_texts_in": ("conversation", "address", "received_at"),
    "hipwise_texts_out": ("conversation", "address", "queued_at"),
    "hipwise_texters": ("changed_at",),
}


def upgrade() -> None:
    op.create_table(
        "hipwise_opt_outs",
        sa.Column("address", sa.String(64), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "hipwise_texts_in",
        sa.Column("sid", sa.String(64), primary_key=True),
        sa.Column("conversation", sa.String(255), nullable=False),
        sa.Column("address", sa.String(64)),
        sa.Column("sender", sa.String(64)),
        sa.Column("text", sa.Text),
        sa.Column("has_attachment", sa.Boolean, nullable=False),
        sa.Column("received_at", sa.DateTime, nullable=False),
        sa.Column("reply", sa.JSON),
    )
    op.create_table(
        "hipwise_texts_out",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("conversation", sa.String(255)),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("sender", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("queued_at", sa.DateTime, nullable=False),
        sa.Column("due_at", sa.DateTime, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
        sa.Column("tried_at", sa.DateTime),
    )
    op.create_table(
        "hipwise_texters",
        sa.Column("conversation", sa.String(255), primary_key=True),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("pages", sa.JSON, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("choices", sa.JSON, nullable=False),
    )
    for table, columns in INDEXED.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table in ("hipwise_opt_outs", *INDEXED):
        op.drop_table(table)
