"""Months that were rostered and are over, and whose pay was never closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from rosterctl.domain.balances import months_after
from rosterctl.domain.calendar import Calendar
from rosterctl.domain.ledger import FILE as LEDGER
from rosterctl.services.folders import roster_folder

KEPT = 24
"""Months for which wage records are kept (Wage Payment Provisions 6)."""
PAID = 1
"""Months after the end of a period by which its wages are paid."""


def unrecorded(root: Path, period_start: int, on: dt.date) -> tuple[str, ...]:
    """``YYYY-MM``, ascending, seen from a date. The ledger is opened only where a month could be missing."""
    due = tuple(_due(root, Calendar(period_start=period_start), on))
    if not due or not (root / LEDGER).exists():
        return due
    from rosterctl.ledger.closings import closings
    from rosterctl.ledger.store import open_ledger

    with open_ledger(root / LEDGER, create=False) as ledger, ledger.read() as reader:
        closed = {closing.month for closing in closings(reader)}
    return tuple(month for month in due if month not in closed)


def _due(root: Path, calendar: Calendar, on: dt.date) -> Iterator[str]:
    for folder in sorted((root / "rosters").glob("????-??")):
        if not roster_folder(root, folder.name).versions():
            continue
        end = calendar.period(folder.name)[1]
        if months_after(end, PAID) <= on < months_after(end, KEPT):
            yield folder.name
