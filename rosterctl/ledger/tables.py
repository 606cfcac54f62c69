"""The tables, as the newest revision has them (``migrations/versions`` says how they came to be).

Columns are texts and whole numbers only, so that a row reads the same from SQLite, from PostgreSQL and from a payload
of the chain. ``STATE`` lists the tables that acts set rows of; each is told again from the chain when it is verified.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text

HEAD = "0003"
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
    Column("papers", Text),
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
    Column("worked", Integer),
    Column("time_off", Integer),
    Column("expires", Text),
    Index("overtime_person", "employee", "date"),
)
"""The minutes of each overtime request on each calendar date, cut at local midnight; ``worked`` is what attendance
measured of them once the date was judged, and then takes their place: what caps are counted by. ``time_off`` are the
minutes off that they earned instead of pay, to be taken until ``expires``."""

TAKEN = Table(
    "taken",
    META,
    Column("request", Text, ForeignKey("requests.id"), primary_key=True),
    Column("date", Text, primary_key=True),
    Column("employee", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Index("taken_person", "employee", "kind", "date"),
)
"""What each approved leave takes on each date, as judged when it was approved: what balances are counted by."""

GRANTS = Table(
    "grants",
    META,
    Column("id", Text, primary_key=True),
    Column("employee", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("settled", Text, nullable=False),
    Column("expires", Text),
    Column("reason", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", Text, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("evidence", Text),
    CheckConstraint("settled IN ('carried', 'paid')", name="grants_settled"),
    Index("grants_person", "employee", "month"),
)
"""Rest days that the work of a month made impossible (H3), settled by a decision: carried over, or paid."""

PUBLICATIONS = Table(
    "publications",
    META,
    Column("month", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("sha256", Text, nullable=False),
    Column("published_at", Text, nullable=False),
    Column("published_by", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("accepted", Text),
    CheckConstraint("cause = 'publish' OR cause = 'repair' OR cause = 'edit' OR cause LIKE 'request:%'", name="why"),
)
"""The published versions of each month's roster: the hash of the file's bytes, and what made a new one. ``accepted``
is the reason to publish in spite of hard findings."""

BATCHES = Table(
    "batches",
    META,
    Column("file", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("source_sha256", Text, nullable=False),
    Column("punches", Integer, nullable=False),
    Column("imported_at", Text, nullable=False),
)
"""The immutable Parquet files of ``punches/``, with the hash of their bytes and that of the file they came from."""

HANDOVERS = Table(
    "handovers",
    META,
    Column("id", Text, primary_key=True),
    Column("post", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("due", Integer, nullable=False),
    Column("outgoing", Text, nullable=False),
    Column("incoming", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("outgoing_at", Text),
    Column("incoming_at", Text),
    Column("reason", Text),
    Column("note", Text),
    Column("evidence", Text),
    Column("manager_at", Text),
    Column("manager_by", Text),
    Column("director_at", Text),
    Column("director_by", Text),
    CheckConstraint("state IN ('begun', 'signed', 'refused')", name="handovers_state"),
    Index("handovers_date", "date", "post"),
)
"""Hand-overs of posts (D5, G4). ``date`` and ``due`` (minutes after its midnight) are when the outgoing duty ends by
the roster; duty ends at the later of the two signatures. A manager and the director each review them daily."""

CLOSINGS = Table(
    "closings",
    META,
    Column("month", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", Text, nullable=False),
    Column("first", Text, nullable=False),
    Column("end", Text, nullable=False),
    Column("as_of", Text, nullable=False),
    Column("closed_by", Text, nullable=False),
    Column("inputs", Text, nullable=False),
    Column("records", Text, nullable=False),
    Column("lines", Text, nullable=False),
    Column("accepted", Text, nullable=False),
    Column("reopened_at", Text),
    Column("reopened_by", Text),
    Column("reason", Text),
    CheckConstraint("state IN ('closed', 'reopened')", name="closings_state"),
)
"""Closed periods. ``inputs`` is a JSON object, file → SHA-256; ``records`` and ``lines`` are SHA-256 over the judged
records and the pay lines; ``accepted`` a JSON list of what was open and accepted."""

CLOSED_LINES = Table(
    "closed_lines",
    META,
    Column("month", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("employee", Text, nullable=False),
    Column("date", Text),
    Column("rule", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("fen", Integer, nullable=False),
    Column("arithmetic", Text, nullable=False),
    Column("origin", Text),
    Index("closed_lines_person", "employee", "month"),
)
"""The pay lines of closed periods, amounts in fen: what later retro lines are the difference from. ``origin`` says
what a retro line is about: month, date (or ``-``), rule and key."""

INCIDENTS = Table(
    "incidents",
    META,
    Column("month", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, primary_key=True),
    Column("employee", Text, nullable=False),
    Column("date", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("verified", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    Column("minutes", Integer),
    Column("note", Text),
)
"""The incidents that a closing has counted, as they stood."""

STATE: tuple[Table, ...] = (
    REQUESTS,
    STEPS,
    OVERTIME,
    TAKEN,
    GRANTS,
    PUBLICATIONS,
    BATCHES,
    HANDOVERS,
    CLOSINGS,
    CLOSED_LINES,
    INCIDENTS,
)


def state_table(name: str) -> Table:
    """The table of state of that name; raises ``KeyError`` when there is none."""
    for table in STATE:
        if table.name == name:
            return table
    raise KeyError(name)
