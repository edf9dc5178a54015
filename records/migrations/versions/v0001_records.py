"""The first tables: records and the receipts of erasures."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INDEXED = ("conversation", "finished_at", "phone", "email")


def upgrade() -> None:
    op.create_table(
        "hipwise_records",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("conversation", sa.String(255), nullable=False),
        sa.Column("finished_at", sa.DateTime, nullable=False),
        sa.Column("phone", sa.String(255)),
        sa.Column("email", sa.String(320)),
        sa.Column("document", sa.JSON, nullable=False),
    )
    for column in INDEXED:
        op.create_index(f"ix_hipwise_records_{column}", "hipwise_records", [column])
    op.create_table(
        "hipwise_receipts",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("erased_at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("hipwise_receipts")
    op.drop_table("hipwise_records")
