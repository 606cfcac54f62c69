"""What the ledger keeps and says about itself: acts, rows set by them, entries of the audit chain, verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from types import MappingProxyType

FILE = "rosterctl.db"
"""The ledger's file in a workspace."""

NOTHING = "0" * 64
"""The hash that the first entry continues."""

Value = str | int | None
"""What a cell of the ledger may hold: numbers are whole, dates and instants are ISO 8601 texts."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to the ledger.

    ``at`` is the instant as its caller states it (ISO 8601 with offset), ``login`` who records it, ``employee`` for
    whom (an id), ``decided_by`` who decided it (an id), ``action`` what (``request.filed``), ``subject`` about what
    (``request:Q17``).
    """

    at: str
    login: str
    action: str
    subject: str
    employee: str | None = None
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class Put:
    """A row that an act sets. ``key`` holds its primary key in the table's order.

    A ``new`` row did not exist before and states every other column; else ``values`` are those that change.
    """

    table: str
    key: tuple[Value, ...]
    values: Mapping[str, Value]
    new: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the chain. ``instant`` is ``at`` in UTC seconds since 1970; hashes are SHA-256 in hexadecimal."""

    seq: int
    at: str
    instant: int
    login: str
    employee: str | None
    decided_by: str | None
    action: str
    subject: str
    payload_hash: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Which entries are wanted: about or decided by this employee, in ``[since, until)`` (UTC seconds), this
    subject; the newest ``limit`` of them, where one is given."""

    employee: str | None = None
    since: int | None = None
    until: int | None = None
    subject: str | None = None
    limit: int | None = None


class Fault(Enum):
    """What happened to a row that does not belong to the chain as it is."""

    EDITED = "edited"
    DELETED = "deleted"
    INSERTED = "inserted"
    REORDERED = "reordered"
    UNEXPECTED = "unexpected"
    """The chain is whole, and ends in another hash than the one that was expected."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """The first row that is wrong: its table, its primary key as text, and the columns that differ, if known."""

    fault: Fault
    table: str
    row: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole ledger found. ``head`` is the last entry's hash as it stands in the ledger.

    ``purged`` counts payloads that were taken out by the rules, ``backdated`` lists entries whose stated instant lies
    before an earlier entry's: no breach of the chain, and worth a look.
    """

    entries: int
    head: str
    flaw: Flaw | None = None
    purged: int = 0
    backdated: tuple[int, ...] = ()
    rows: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """Rows of each table of state, as the chain tells them."""
    proven: int | None = None
    """The entry whose hash was expected: everything up to it is proven. ``None`` without expectation, or unmet."""


def seconds(instant: str) -> int:
    """An ISO 8601 text with its offset, in UTC seconds since 1970. Raises ``ValueError`` for any other text."""
    read = datetime.fromisoformat(instant)
    if read.tzinfo is None:
        raise ValueError(f"{instant} has no offset")
    return int(read.timestamp())
