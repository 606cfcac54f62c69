"""Requests, the steps of their decisions, and the overtime that counts towards caps."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three tables; nothing that stood in the ledger changes."""
    op.create_table(
        "requests",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("employee", sa.Text, nullable=False),
        sa.Column("first", sa.Text, nullable=False),
        sa.Column("last", sa.Text, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("from_minute", sa.Integer),
        sa.Column("to_minute", sa.Integer),
        sa.Column("leave_kind", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("partner", sa.Text),
        sa.Column("side", sa.Text),
        sa.Column("segment", sa.Integer, nullable=False),
        sa.Column("time", sa.Integer),
        sa.Column("compensation", sa.Text, nullable=False),
        sa.Column("emergency", sa.Integer, nullable=False),
        sa.Column("over_cap", sa.Text),
        sa.Column("evidence", sa.Text),
        sa.Column("needs", sa.Text, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("filed_at", sa.Text, nullable=False),
        sa.Column("filed_by", sa.Text, nullable=False),
        sa.Column("expires", sa.Text),
        sa.Column("decided_at", sa.Text),
        sa.Column("decided_by", sa.Text),
        sa.Column("idem", sa.Text, unique=True),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.CheckConstraint(
            "state IN ('filed', 'approved', 'rejected', 'withdrawn', 'expired')", name="requests_state"
        ),
    )
    op.create_index("requests_person", "requests", ["employee", "kind", "first"])
    op.create_index("requests_state", "requests", ["state", "first"])
    op.create_index("requests_date", "requests", ["first"])
    op.create_table(
        "steps",
        sa.Column("request", sa.Text, sa.ForeignKey("requests.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("need", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("decided_at", sa.Text, nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("evidence", sa.Text),
        sa.Column("over_cap", sa.Text),
        sa.CheckConstraint("verdict IN ('approved', 'rejected')", name="steps_verdict"),
    )
    op.create_table(
        "overtime",
        sa.Column("request", sa.Text, sa.ForeignKey("requests.id"), primary_key=True),
        sa.Column("date", sa.Text, primary_key=True),
        sa.Column("employee", sa.Text, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
    )
    op.create_index("overtime_person", "overtime", ["employee", "date"])
