"""What is not settled yet: open units (1.3), pending corrections (1.3, 3.7), dates without data (2.9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from rosterctl.attendance.events import Flags, Ints
from rosterctl.attendance.matches import Matches
from rosterctl.attendance.table import TableColumns, UnitTable
from rosterctl.attendance.wall import Wall

CORRECTION_DAYS = 3
CORRECTIONS_A_MONTH = 5


def open_units(matches: Matches, as_of: int) -> Flags:
    """Which units are open (1.3), in the order of the units.

    A unit is open up to the last second of its reach, and while one is whose reach overlaps its own; that passes
    on along a chain, so a chain is open until its last reach has ended.
    """
    division = matches.matched.division
    found = np.zeros(len(matches), np.bool_)
    if len(division.units):
        chains = division.chains.begin
        last = np.maximum.reduceat(division.units.reach_end, chains[:-1])
        found[matches.matched.rows] = np.repeat(as_of <= last, np.diff(chains))
    return found


def correction_deadline(date: dt.date, wall: Wall, days: int = CORRECTION_DAYS) -> int:
    """The first second at which a roster date's corrections are too late (3.7): 24:00 of the third day after."""
    return wall.at(date + dt.timedelta(days=days + 1), 0)


def pending(
    as_of: int, deadline: int, *, used: int, undecided: bool = False, limit: int | None = CORRECTIONS_A_MONTH
) -> bool:
    """Whether a missing punch may still be corrected, or a correction filed in time awaits its decision (1.3).

    ``used`` counts the corrections of the roster date's month, pending and approved; ``None`` is no limit.
    """
    return undecided or (as_of < deadline and (limit is None or used < limit))


def no_data(units: UnitTable, group: Ints, punched: Sequence[Ints], people: int = 2) -> Flags:
    """Units on roster dates on which a site or device has no raw punch inside any reach of its units (2.9).

    ``group`` numbers the site or device that each unit punches at, -1 where none is known; ``punched[g]`` are the
    instants of the raw punches of group ``g``, whoever made them, in any order. Dates with fewer than ``people``
    people rostered there stay what they are.
    """
    at = units.columns
    rows = np.flatnonzero(at.takes & (group >= 0)).astype(np.int64)
    found = np.zeros(len(at), np.bool_)
    if not len(rows):
        return found
    low = int(at.date[rows].min())
    days = int(at.date[rows].max()) - low + 1
    cell = group[rows] * days + at.date[rows] - low
    count = len(punched) * days
    seen = np.unique(cell * len(units.names.people) + at.employee[rows]) // len(units.names.people)
    some = np.bincount(seen, minlength=count) >= people
    some[cell[_reached(at, rows, group, punched)]] = False
    found[rows] = some[cell]
    return found


def _reached(at: TableColumns, rows: Ints, group: Ints, punched: Sequence[Ints]) -> Flags:
    """Which of the rows have a punch of their group inside their reach."""
    found = np.zeros(len(rows), np.bool_)
    for number, instants in enumerate(punched):
        mine = np.flatnonzero(group[rows] == number)
        which, sorted_ = rows[mine], np.sort(instants)
        low = np.searchsorted(sorted_, at.reach_start[which], side="left")
        found[mine] = np.searchsorted(sorted_, at.reach_end[which], side="right") > low
    return found
