"""Which rows of the ledger are old enough to go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import Table, select

from rosterctl.ledger.purge import Row
from rosterctl.ledger.store import Reader
from rosterctl.ledger.tables import (
    BATCHES,
    CLOSED_LINES,
    CLOSINGS,
    HANDOVERS,
    INCIDENTS,
    OVERTIME,
    PUBLICATIONS,
    REQUESTS,
    STEPS,
)


def due_rows(reader: Reader, cutoff: date, batches: frozenset[str]) -> Iterator[Row]:
    """The rows about dates before ``cutoff`` only: requests that had ended a day before (a window may reach past
    midnight) with their steps and overtime, hand-overs, periods that were over with all that they closed, the
    rosters of such periods' months, and the punch batches of these names."""
    old = select(REQUESTS.c.id).where(REQUESTS.c.last < (cutoff - timedelta(days=1)).isoformat())
    requests = set(reader.connection.scalars(old))
    months = set(reader.connection.scalars(select(CLOSINGS.c.month).where(CLOSINGS.c.end <= cutoff.isoformat())))
    for table, column, wanted in (
        (REQUESTS, "id", requests),
        (STEPS, "request", requests),
        (OVERTIME, "request", requests),
        (CLOSINGS, "month", months),
        (CLOSED_LINES, "month", months),
        (INCIDENTS, "month", months),
        (BATCHES, "file", batches),
    ):
        yield from (row for row, value in _rows(reader, table, column) if value in wanted)
    limit = f"{cutoff:%Y-%m}"
    yield from (row for row, month in _rows(reader, PUBLICATIONS, "month") if month < limit)
    yield from (row for row, on in _rows(reader, HANDOVERS, "date") if on < (cutoff - timedelta(days=1)).isoformat())


def _rows(reader: Reader, table: Table, column: str) -> Iterator[tuple[Row, str]]:
    names = [one.name for one in table.primary_key.columns]
    for row in reader.connection.execute(select(*table.primary_key.columns, table.c[column].label("value_asked"))):
        yield (table.name, tuple(row._mapping[name] for name in names)), row.value_asked
