"""Events that are in no unit, as columns (2.1, 2.4), and those made while on leave (1.1)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rosterctl.attendance.events import SHIFT, Ints
from rosterctl.attendance.matching import Matched
from rosterctl.domain.arrays import covered, depth, ranges
from rosterctl.domain.attendance import Stray

REASONS = tuple(Stray)
"""The reasons behind the numbers in :class:`Strays`."""


@dataclass(frozen=True)
class Strays:
    """A row for each, by person and time: the number of the event, why, and the unit (of all units) or -1.

    The unit is the one that 2.4 took it out of, or the one on leave around it.
    """

    event: Ints
    why: Ints
    unit: Ints


def make_strays(matched: Matched) -> Strays:
    """Events out of every reach, taken out by 2.4, left out for want of order, or made while on leave (1.1)."""
    division = matched.division
    events, chains, out = division.events, division.chains, division.roles.out
    count = len(events)
    held = covered(division.a[~out], division.b[~out], count) > 0
    taken = np.full(count, -1, np.int64)
    gone = np.flatnonzero(out).astype(np.int64)
    row, event = ranges(division.a[gone], division.b[gone])
    taken[event] = matched.rows[gone[row]]
    free = np.flatnonzero(~held).astype(np.int64)
    in_reach = depth(chains.low, chains.high, free) > 0
    taken, on_leave = taken[free], _on_leave(matched)[free]
    reached = np.where(in_reach, REASONS.index(Stray.OUT_OF_ORDER), REASONS.index(Stray.OUT_OF_REACH))
    why = np.where(on_leave >= 0, REASONS.index(Stray.ON_LEAVE), reached)
    why = np.where(taken >= 0, REASONS.index(Stray.TAKEN_OUT), why)
    return Strays(free, why, np.where(taken >= 0, taken, on_leave))


def _on_leave(matched: Matched) -> Ints:
    """The unit that takes no punches in whose reach each event is, the nearest by scheduled times; -1: none."""
    events, at = matched.division.events, matched.all_units.columns
    found = np.full(len(events), -1, np.int64)
    rows = np.flatnonzero(~at.takes).astype(np.int64)
    if not len(rows):
        return found
    base, key = matched.numbers[at.employee[rows]] * SHIFT, events.person * SHIFT + events.first
    low = np.searchsorted(key, base + at.reach_start[rows]).astype(np.int64)
    high = np.searchsorted(key, base + at.reach_end[rows], "right").astype(np.int64)
    which, event = ranges(low, np.maximum(low, high))
    row, first = rows[which], events.first[event]
    off = np.maximum(np.maximum(at.start[row] - first, first - at.end[row]), 0)
    order = np.lexsort((row, at.start[row], off, event))[::-1]  # the nearest of each event is written last
    found[event[order]] = row[order]
    return found
