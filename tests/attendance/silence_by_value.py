"""Dates without data (2.9), one unit at a time: a second reading of ``attendance/silence.py``."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping

import numpy as np

from rosterctl.attendance.events import Ints
from rosterctl.attendance.matches import Matches
from rosterctl.domain.attendance import Unit


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
