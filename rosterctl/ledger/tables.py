"""The tables, as the newest revision has them (``migrations/versions`` says how they came to be).

Columns are texts and whole numbers only, so that a row reads the same from SQLite, from PostgreSQL and from a payload
of the chain. ``STATE`` lists the tables that acts set rows of; each is told again from the chain when it is verified.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text

HEAD = "0001"
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

STATE: tuple[Table, ...] = ()


def state_table(name: str) -> Table:
    """The table of state of that name; raises ``KeyError`` when there is none."""
    for table in STATE:
        if table.name == name:
            return table
    raise KeyError(name)
