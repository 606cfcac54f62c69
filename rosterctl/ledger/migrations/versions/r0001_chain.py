"""The audit chain: entries, their payloads, and where the chain ends."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The tables of an empty ledger."""
    op.create_table(
        "entries",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("instant", sa.Integer, nullable=False),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("employee", sa.Text),
        sa.Column("decided_by", sa.Text),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("payload_hash", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
    )
    op.create_index("entries_instant", "entries", ["instant"])
    op.create_index("entries_subject", "entries", ["subject"])
    op.create_table(
        "payloads",
        sa.Column("seq", sa.Integer, sa.ForeignKey("entries.seq"), primary_key=True, autoincrement=False),
        sa.Column("salt", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    last = op.create_table(
        "last",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.CheckConstraint("id = 1", name="last_is_one_row"),
    )
    op.bulk_insert(last, [{"id": 1, "seq": 0, "hash": "0" * 64}])
