"""Findings about units, as columns: odd counts (2.3), meals (2.6), birds and doubtful absences (2.8)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rosterctl.attendance.choices import distance
from rosterctl.attendance.events import SHIFT, Flags, Ints
from rosterctl.attendance.matching import Division
from rosterctl.domain.attendance import MatchParams


@dataclass(frozen=True)
class Marks:
    """A row for each unit of a division. Inner events are ``inner_from … inner_until - 1``; ``doubt`` is an event."""

    odd_late: Flags
    odd_early: Flags
    inner_from: Ints
    inner_until: Ints
    early_bird: Flags
    late_bird: Flags
    doubt: dict[int, int]


def make_marks(division: Division, params: MatchParams) -> Marks:
    """All findings of a division."""
    units, roles = division.units, division.roles
    count = np.where(roles.out, 0, division.b - division.a)
    pinned = units.has_pin_start.astype(np.int64) + units.has_pin_end
    odd = ((np.where(roles.merged, 1, count) + pinned) % 2 == 1) & ~roles.absent
    late = roles.has_arrival & ~units.has_pin_start & (roles.arrival - units.start > params.deep)
    early = roles.has_departure & ~units.has_pin_end & (units.end - roles.departure > params.deep)
    inner_from, inner_until = _inner(division)
    early_bird, late_bird = _birds(division, count, params)
    doubt = {
        row: found for row in np.flatnonzero(roles.absent).tolist() if (found := _doubt(division, row, params)) >= 0
    }
    return Marks(odd & late, odd & early, inner_from, inner_until, early_bird, late_bird, doubt)


def _inner(division: Division) -> tuple[Ints, Ints]:
    """Events strictly between the expected start and end that are no boundary (2.6).

    Events merged into one at a boundary are that boundary; a correction that replaces it sets them free again.
    """
    units, roles, events = division.units, division.roles, division.events
    base, key = units.person * SHIFT, events.person * SHIFT
    low = np.searchsorted(key + events.first, base + units.start, side="right")
    high = np.searchsorted(key + events.last, base + units.end, side="left")
    opened = ~units.has_pin_start & (roles.opens_until > roles.opens_from)
    closed = ~units.has_pin_end & (roles.closes_until > roles.closes_from)
    low = np.maximum(low, np.where(opened, roles.opens_until, division.a))
    high = np.minimum(high, np.where(closed, roles.closes_from, division.b))
    cut = roles.merged & ((low > division.a) | (high < division.b))  # one event lies between as a whole or not at all
    none = roles.out | roles.deep | cut
    return np.where(none, division.b, low).astype(np.int64), np.where(none, division.b, np.maximum(low, high))


def _birds(division: Division, count: Ints, params: MatchParams) -> tuple[Flags, Flags]:
    """Came far before the start and again after it; left long after the end, having been there before it (2.8)."""
    events, units = division.events, division.units
    if not len(events):
        none = np.zeros(len(units), np.bool_)
        return none, none
    some = count >= 2
    first = np.where(some, division.a, 0)
    last = np.where(some, division.b - 1, 0)
    start, end = units.start - units.before, units.end + units.after
    following = np.where(some, first + 1, 0)
    early = (start - events.first[first] > params.bird) & (events.first[following] > start)
    late = (events.last[last] - end > params.bird) & (events.last[last - some] < end)
    return some & early, some & late


def _doubt(division: Division, row: int, params: MatchParams) -> int:
    """The event nearest to an absent unit's boundaries that nobody needs, or that sharing would use; -1: none."""
    chains, low, high = division.chains, int(division.chains.low[row]), int(division.chains.high[row])
    if low == high:
        return -1
    chain = int(np.searchsorted(chains.begin, row, side="right")) - 1
    holders = range(int(chains.begin[chain]), int(chains.begin[chain + 1]))
    found = [event for event in range(low, high) if not any(_needs(division, one, event) for one in holders)]
    if params.back_to_back:
        found += [event for event in _shareable(division, row, params) if low <= event < high]
    if not found:
        return -1
    which = np.array(sorted(set(found)), np.int64)
    off = distance(division.units, np.full(len(which), row), division.events, which)
    return int(which[np.argmin(off)])


def _needs(division: Division, row: int, event: int) -> bool:
    """Whether a unit rests on an event: as a boundary that no correction replaced, or as its only proof."""
    roles, units = division.roles, division.units
    if not division.a[row] <= event < division.b[row] or roles.out[row]:
        return False
    opens = roles.opens_from[row] <= event < roles.opens_until[row] and not units.has_pin_start[row]
    closes = roles.closes_from[row] <= event < roles.closes_until[row] and not units.has_pin_end[row]
    return bool(opens or closes or roles.deep[row])


def _shareable(division: Division, row: int, params: MatchParams) -> list[int]:
    """A neighbour's boundary events that an absent unit back to back would take, had it one of its own (2.5)."""
    units, roles, events = division.units, division.roles, division.events
    found = []
    before, after = row - 1, row + 1
    if before >= 0 and units.person[before] == units.person[row] and units.end[before] == units.start[row]:
        event = int(roles.closes_until[before]) - 1
        closes = event >= roles.closes_from[before] and not units.has_pin_end[before] and not roles.absent[before]
        if closes and abs(int(events.first[event] - units.start[row])) < params.empty:
            found.append(event)
    if after < len(units) and units.person[after] == units.person[row] and units.start[after] == units.end[row]:
        event = int(roles.opens_from[after])
        opens = event < roles.opens_until[after] and not units.has_pin_start[after] and not roles.absent[after]
        if opens and abs(int(events.last[event] - units.end[row])) < params.empty:
            found.append(event)
    return found
