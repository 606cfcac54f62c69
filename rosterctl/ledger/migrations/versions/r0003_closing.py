"""Papers, balances, publications, punch batches, hand-overs, closed periods with their lines and incidents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Eight new tables, columns for papers and for what was worked of overtime; nothing that stood here changes."""
    op.add_column("requests", sa.Column("papers", sa.Text))
    op.create_table(
        "taken",
        sa.Column("request", sa.Text, sa.ForeignKey("requests.id"), primary_key=True),
        sa.Column("date", sa.Text, primary_key=True),
        sa.Column("employee", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
    )
    op.create_index("taken_person", "taken", ["employee", "kind", "date"])
    op.create_table(
        "grants",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("employee", sa.Text, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("settled", sa.Text, nullable=False),
        sa.Column("expires", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("decided_at", sa.Text, nullable=False),
        sa.Column("recorded_by", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text),
        sa.CheckConstraint("settled IN ('carried', 'paid')", name="grants_settled"),
    )
    op.create_index("grants_person", "grants", ["employee", "month"])
    op.add_column("overtime", sa.Column("worked", sa.Integer))
    op.add_column("overtime", sa.Column("time_off", sa.Integer))
    op.add_column("overtime", sa.Column("expires", sa.Text))
    op.create_table(
        "publications",
        sa.Column("month", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("published_at", sa.Text, nullable=False),
        sa.Column("published_by", sa.Text, nullable=False),
        sa.Column("cause", sa.Text, nullable=False),
        sa.Column("accepted", sa.Text),
        sa.CheckConstraint(
            "cause = 'publish' OR cause = 'repair' OR cause = 'edit' OR cause LIKE 'request:%'", name="why"
        ),
    )
    op.create_table(
        "batches",
        sa.Column("file", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("source_sha256", sa.Text, nullable=False),
        sa.Column("punches", sa.Integer, nullable=False),
        sa.Column("imported_at", sa.Text, nullable=False),
    )
    op.create_table(
        "handovers",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("post", sa.Text, nullable=False),
        sa.Column("date", sa.Text, nullable=False),
        sa.Column("due", sa.Integer, nullable=False),
        sa.Column("outgoing", sa.Text, nullable=False),
        sa.Column("incoming", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("outgoing_at", sa.Text),
        sa.Column("incoming_at", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("note", sa.Text),
        sa.Column("evidence", sa.Text),
        sa.Column("manager_at", sa.Text),
        sa.Column("manager_by", sa.Text),
        sa.Column("director_at", sa.Text),
        sa.Column("director_by", sa.Text),
        sa.CheckConstraint("state IN ('begun', 'signed', 'refused')", name="handovers_state"),
    )
    op.create_index("handovers_date", "handovers", ["date", "post"])
    op.create_table(
        "closings",
        sa.Column("month", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("first", sa.Text, nullable=False),
        sa.Column("end", sa.Text, nullable=False),
        sa.Column("as_of", sa.Text, nullable=False),
        sa.Column("closed_by", sa.Text, nullable=False),
        sa.Column("inputs", sa.Text, nullable=False),
        sa.Column("records", sa.Text, nullable=False),
        sa.Column("lines", sa.Text, nullable=False),
        sa.Column("accepted", sa.Text, nullable=False),
        sa.Column("reopened_at", sa.Text),
        sa.Column("reopened_by", sa.Text),
        sa.Column("reason", sa.Text),
        sa.CheckConstraint("state IN ('closed', 'reopened')", name="closings_state"),
    )
    op.create_table(
        "closed_lines",
        sa.Column("month", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("line", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("employee", sa.Text, nullable=False),
        sa.Column("date", sa.Text),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("fen", sa.Integer, nullable=False),
        sa.Column("arithmetic", sa.Text, nullable=False),
        sa.Column("origin", sa.Text),
    )
    op.create_index("closed_lines_person", "closed_lines", ["employee", "month"])
    op.create_table(
        "incidents",
        sa.Column("month", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("employee", sa.Text, nullable=False),
        sa.Column("date", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("verified", sa.Integer, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("minutes", sa.Integer),
        sa.Column("note", sa.Text),
    )
