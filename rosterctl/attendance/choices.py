"""Which runs of events a unit of a chain may have: the condition of 2.2, and what sharing asks for (2.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rosterctl.attendance.columns import Chains, UnitColumns
from rosterctl.attendance.events import Events, Ints
from rosterctl.attendance.roles import Roles, resolve
from rosterctl.domain.arrays import ranges
from rosterctl.domain.attendance import MatchParams

BLOCK = 1 << 18
"""Rows worked on at a time."""


@dataclass(frozen=True)
class Choices:
    """Admissible runs of some chains' units: rows ``begin[i] … begin[i + 1] - 1`` are those of unit ``units[i]``.

    The first row of each unit is the empty run (a = b = 0, which stands for any place). ``share`` says which
    sharing the run allows, as bits: none, its last event with the next unit, its first with the one before, both.
    """

    units: Ints
    begin: Ints
    a: Ints
    b: Ints
    share: Ints
    roles: Roles


ALONE, TO_NEXT, FROM_BEFORE, BOTH = 1, 2, 4, 8


def distance(units: UnitColumns, rows: Ints, events: Events, which: Ints) -> Ints:
    """From events to the nearer boundary of units: to a start from the first instant, to an end from the last."""
    to_start = np.abs(events.first[which] - units.start[rows])
    nearer: Ints = np.minimum(to_start, np.abs(events.last[which] - units.end[rows]))
    return nearer


def blocks(chains: Chains, wanted: Ints) -> Iterator[Ints]:
    """The wanted chains in groups of about BLOCK runs."""
    width = chains.high - chains.low
    runs = np.append(0, np.cumsum(width * (width + 1) // 2 + 1))
    size = runs[chains.begin[wanted + 1]] - runs[chains.begin[wanted]]
    group = np.cumsum(size) // BLOCK
    for cut in np.split(wanted, np.flatnonzero(np.diff(group)) + 1):
        if len(cut):
            yield cut


def make_choices(units: UnitColumns, events: Events, chains: Chains, wanted: Ints, params: MatchParams) -> Choices:
    """All admissible runs of all units of the wanted chains."""
    _, rows = ranges(chains.begin[wanted], chains.begin[wanted + 1])
    low, high = chains.low[rows], chains.high[rows]
    # every event in reach of every unit, and whether another unit is strictly nearer (2.2)
    pair_row, pair_event = ranges(low, high)
    off = distance(units, rows[pair_row], events, pair_event)
    least = np.full(len(events), np.iinfo(np.int64).max)
    np.minimum.at(least, pair_event, off)
    nearest = np.append(0, np.cumsum(off == least[pair_event]))
    place = np.append(0, np.cumsum(high - low))[:-1] - low  # pair number = place[row] + event
    # every run [a, b) of the events in reach
    by_pair, a = pair_row, pair_event
    of_pair, last = ranges(a, high[by_pair])
    row, a, b = by_pair[of_pair], a[of_pair], last + 1

    pinned = (units.has_pin_start | units.has_pin_end)[rows][row]
    from_a, until_b = place[row] + a, place[row] + b

    def own(first: int, last: int) -> Ints:
        """Runs that stay admissible when the first or the last event is another's too: an own event is needed."""
        begin, end = from_a + first, until_b - last
        return pinned | (nearest[np.maximum(end, begin)] > nearest[begin])  # type: ignore[no-any-return]

    roles = resolve(units.take(rows[row]), events, a, b, params)
    unit_rows = rows[row]
    follows, leads = _touching(units, chains, params)
    gives = follows[unit_rows] & ~units.has_pin_end[unit_rows] & (roles.closes_until == b) & roles.has_departure
    gives &= roles.closes_until > roles.closes_from
    takes = leads[unit_rows] & ~units.has_pin_start[unit_rows] & (roles.opens_from == a)
    takes &= roles.opens_until > roles.opens_from
    share = own(0, 0) * ALONE + (gives & own(0, 1)) * TO_NEXT + (takes & own(1, 0)) * FROM_BEFORE
    share = share + (gives & takes & own(1, 1) & (b - a > 1)) * BOTH
    keep = share > 0
    return _with_empty(units, events, rows, row[keep], a[keep], b[keep], share[keep], params)


def _touching(units: UnitColumns, chains: Chains, params: MatchParams) -> tuple[Ints, Ints]:
    """Units whose expected end is the next one's start, and those whose start is the one before's end (2.5)."""
    if not params.back_to_back or len(units) < 2:
        none = np.zeros(len(units), np.bool_)
        return none, none  # type: ignore[return-value]
    touch = (units.end[:-1] == units.start[1:]) & (units.person[:-1] == units.person[1:])
    return np.append(touch, False), np.append(False, touch)


def _with_empty(
    units: UnitColumns, events: Events, rows: Ints, row: Ints, a: Ints, b: Ints, share: Ints, params: MatchParams
) -> Choices:
    """The kept runs with one empty run in front of each unit's, and their roles."""
    count = len(rows)
    row = np.concatenate([np.arange(count, dtype=np.int64), row])
    zero = np.zeros(count, np.int64)
    a, b = np.concatenate([zero, a]), np.concatenate([zero, b])
    share = np.concatenate([zero + ALONE, share])
    order = np.argsort(row, kind="stable")
    row, a, b, share = row[order], a[order], b[order], share[order]
    begin = np.searchsorted(row, np.arange(count + 1)).astype(np.int64)
    return Choices(rows, begin, a, b, share, resolve(units.take(rows[row]), events, a, b, params))
