"""What is not settled yet: open units (1.3)."""

from __future__ import annotations

import numpy as np

from rosterctl.attendance.events import Flags
from rosterctl.attendance.matches import Matches


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
