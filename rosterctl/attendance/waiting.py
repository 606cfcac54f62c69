"""What is not settled yet: open units (1.3), pending corrections (1.3, 3.7), dates without data (2.9)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping

import numpy as np

from rosterctl.attendance.events import Flags, Ints
from rosterctl.attendance.matches import Matches
from rosterctl.attendance.wall import Wall
from rosterctl.domain.attendance import Unit

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


def no_data(
    matches: Matches,
    groups: Mapping[str, Ints],
    group_of: Callable[[Unit], str],
    people: int = 2,
) -> frozenset[tuple[str, dt.date]]:
    """Roster dates on which a site or device has no raw punch inside any reach of its units (2.9).

    ``groups`` holds the instants of each site's raw punches, whoever made them; ``group_of`` says which one a unit
    punches at. Dates with fewer than ``people`` people rostered there stay what they are.
    """
    units: dict[tuple[str, dt.date], list[Unit]] = defaultdict(list)
    for unit in matches.matched.all_units:
        if unit.takes_punches:
            units[group_of(unit), unit.date].append(unit)
    sorted_groups = {name: np.sort(instants) for name, instants in groups.items()}
    nothing = np.zeros(0, np.int64)
    found = []
    for (group, date), there in units.items():
        if len({unit.employee for unit in there}) < people:
            continue
        instants = sorted_groups.get(group, nothing)
        low = np.searchsorted(instants, [unit.reach_start for unit in there], side="left")
        high = np.searchsorted(instants, [unit.reach_end for unit in there], side="right")
        if not (high > low).any():
            found.append((group, date))
    return frozenset(found)
