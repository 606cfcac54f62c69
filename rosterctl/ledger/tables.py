"""The tables, as the newest revision has them (``migrations/versions`` says how they came to be).

Columns are texts and whole numbers only, so that a row reads the same from SQLite, from PostgreSQL and from a payload
of the chain. ``STATE`` lists the tables that acts set rows of; each is told again from the chain when it is verified.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text

HEAD = "0002"
"""The revision that this program writes."""

META = MetaData()

ENTRIES = Table(
    "entries",
    META,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("instant", Integer, nullable=False),
    Column("login", Text, nullable=False),
    Column("employee", Text),
    Column("decided_by", Text),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("payload_hash", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index("entries_instant", "instant"),
    Index("entries_subject", "subject"),
)

PAYLOADS = Table(
    "payloads",
    META,
    Column("seq", Integer, ForeignKey("entries.seq"), primary_key=True, autoincrement=False),
    Column("salt", Text, nullable=False),
    Column("body", Text, nullable=False),
)

LAST = Table(
    "last",
    META,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    CheckConstraint("id = 1", name="last_is_one_row"),
)
"""One row: where the chain ends. On PostgreSQL a writer would lock it (``SELECT … FOR UPDATE``) to be alone."""

REQUESTS = Table(
    "requests",
    META,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("employee", Text, nullable=False),
    Column("first", Text, nullable=False),
    Column("last", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("from_minute", Integer),
    Column("to_minute", Integer),
    Column("leave_kind", Text),
    Column("reason", Text),
    Column("partner", Text),
    Column("side", Text),
    Column("segment", Integer, nullable=False),
    Column("time", Integer),
    Column("compensation", Text, nullable=False),
    Column("emergency", Integer, nullable=False),
    Column("over_cap", Text),
    Column("evidence", Text),
    Column("needs", Text, nullable=False),
    Column("done", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("filed_at", Text, nullable=False),
    Column("filed_by", Text, nullable=False),
    Column("expires", Text),
    Column("decided_at", Text),
    Column("decided_by", Text),
    Column("idem", Text, unique=True),
    Column("fingerprint", Text, nullable=False),
    CheckConstraint("state IN ('filed', 'approved', 'rejected', 'withdrawn', 'expired')", name="requests_state"),
    Index("requests_person", "employee", "kind", "first"),
    Index("requests_state", "state", "first"),
    Index("requests_date", "first"),
)
"""``needs`` are the steps that were due when it was filed, ``done`` how many of them are. ``idem`` is the key under
which it may be filed again without being filed twice, ``fingerprint`` the hash of what was asked for."""

STEPS = Table(
    "steps",
    META,
    Column("request", Text, ForeignKey("requests.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("need", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("reason", Text),
    Column("evidence", Text),
    Column("over_cap", Text),
    CheckConstraint("verdict IN ('approved', 'rejected')", name="steps_verdict"),
)
"""What was decided, step by step; ``recorded_by`` is the login of whoever wrote it down."""

OVERTIME = Table(
    "overtime",
    META,
    Column("request", Text, ForeignKey("requests.id"), primary_key=True),
    Column("date", Text, primary_key=True),
    Column("employee", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Index("overtime_person", "employee", "date"),
)
"""The minutes of each overtime request on each calendar date, cut at local midnight: what caps are counted by."""

STATE: tuple[Table, ...] = (REQUESTS, STEPS, OVERTIME)


def state_table(name: str) -> Table:
    """The table of state of that name; raises ``KeyError`` when there is none."""
    for table in STATE:
        if table.name == name:
            return table
    raise KeyError(name)
