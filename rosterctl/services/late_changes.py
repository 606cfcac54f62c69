"""Cells of a published roster that were changed after their shifts had begun (OS7): allowed to some, and always told.

The latest version is the one in force: after the first publication versions come of swaps, repairs and entitled edits
only, and these may speak of shifts that have begun. What such a version changed too late to be worked by is listed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from rosterctl.domain.filed import instant
from rosterctl.domain.ledger import seconds
from rosterctl.domain.period import Period
from rosterctl.domain.roster import PUBLISHED
from rosterctl.domain.roster_columns import RosterColumns
from rosterctl.domain.shifts import Shift
from rosterctl.errors import Place, Problem
from rosterctl.io.rosters.roster_store import RosterFolder

if TYPE_CHECKING:
    from rosterctl.io.rosters.roster_columns import ColumnRoster

Works = dict[tuple[str, int], tuple[str, ...]]


def late_changes(
    folder: RosterFolder, latest: ColumnRoster, number: int, period: Period, root: Path
) -> Iterator[Problem]:
    """A note for each person and date that a later version changed after the earlier of its two shifts had begun.

    When a version was made is what its stamp says. ``latest`` is the version ``number``, which has been read.
    """
    versions = folder.versions()
    if len(versions) < 2:
        return
    rosters = {version: latest if version == number else folder.columns(f"v{version}") for version in versions}
    for before, after in pairwise(versions):
        head = rosters[after].head
        if head.stamp is None:
            continue
        cause = PUBLISHED if head.publication is None else head.publication.cause
        place = Place((folder.path / f"v{after}.json").relative_to(root).as_posix())
        made = seconds(head.stamp.as_of)
        old, new = _works(rosters[before].columns), _works(rosters[after].columns)
        for employee, day in sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key)):
            was, now = old.get((employee, day), ()), new.get((employee, day), ())
            date = dt.date.fromordinal(day)
            begins = _begins(period.shifts, (*was, *now), date, period.zone)
            if begins is not None and made > begins:
                values = {
                    "employee": employee,
                    "date": date,
                    "version": after,
                    "cause": cause,
                    "at": head.stamp.as_of,
                    "was": "+".join(was) or "-",
                    "now": "+".join(now) or "-",
                }
                yield Problem("attend.changed-late", place, values)


def _works(columns: RosterColumns) -> Works:
    found: Works = {}
    rows = zip(columns.employee.tolist(), columns.date.tolist(), columns.shift.tolist(), strict=True)
    for who, day, shift in rows:
        key = columns.employees[who], day
        found[key] = tuple(sorted((*found.get(key, ()), columns.shifts[shift])))
    return found


def _begins(shifts: Mapping[str, Shift], codes: tuple[str, ...], date: dt.date, zone: str) -> int | None:
    starts = [shifts[code].span.start for code in codes if code in shifts]
    return instant(date, min(starts), zone) if starts else None
