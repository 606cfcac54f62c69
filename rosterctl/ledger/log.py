"""Entries of the chain, as somebody looks for them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, or_, select

from rosterctl.domain.ledger import Entry, LogQuery
from rosterctl.ledger.store import Reader
from rosterctl.ledger.tables import ENTRIES


def log(reader: Reader, query: LogQuery) -> tuple[Entry, ...]:
    """The entries that a query wants, in the order of the chain."""
    ask = select(ENTRIES).where(*_conditions(query)).order_by(ENTRIES.c.seq.desc()).limit(query.limit)
    return tuple(reversed(_entries(reader, ask)))


def _conditions(query: LogQuery) -> list[Any]:
    found: list[Any] = []
    if query.employee is not None:
        found.append(or_(ENTRIES.c.employee == query.employee, ENTRIES.c.decided_by == query.employee))
    if query.since is not None:
        found.append(ENTRIES.c.instant >= query.since)
    if query.until is not None:
        found.append(ENTRIES.c.instant < query.until)
    if query.subject is not None:
        found.append(ENTRIES.c.subject == query.subject)
    return found


def _entries(reader: Reader, ask: Select[Any]) -> list[Entry]:
    return [Entry(*row) for row in reader.connection.execute(ask)]
