"""Findings about units, as columns: odd counts (2.3), meals (2.6), birds and doubtful absences (2.8)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rosterctl.attendance.choices import distance
from rosterctl.attendance.events import SHIFT, Flags, Ints
from rosterctl.attendance.matching import Division
from rosterctl.domain.arrays import covered, ranges
from rosterctl.domain.attendance import MatchParams


@dataclass(frozen=True)
class Marks:
    """A row for each unit of a division. Inner events are ``inner_from … inner_until - 1``.

    ``started`` is the first event of the person after the expected start, ``ended`` the first not before its end,
    whosever they are. ``doubt`` is the event that makes an absence doubtful, -1 where none does.
    """

    odd_late: Flags
    odd_early: Flags
    started: Ints
    ended: Ints
    inner_from: Ints
    inner_until: Ints
    odd_meals: Flags
    early_bird: Flags
    late_bird: Flags
    doubt: Ints


def make_marks(division: Division, params: MatchParams) -> Marks:
    """All findings of a division."""
    units, roles, events = division.units, division.roles, division.events
    count = np.where(roles.out, 0, division.b - division.a)
    pinned = units.has_pin_start.astype(np.int64) + units.has_pin_end
    odd = ((np.where(roles.merged, 1, count) + pinned) % 2 == 1) & ~roles.absent
    late = roles.has_arrival & ~units.has_pin_start & (roles.arrival - units.start > params.deep)
    early = roles.has_departure & ~units.has_pin_end & (units.end - roles.departure > params.deep)
    base, key = units.person * SHIFT, events.person * SHIFT
    key += events.first
    started = np.searchsorted(key, base + units.start, side="right").astype(np.int64)
    key += events.last - events.first
    ended = np.searchsorted(key, base + units.end, side="left").astype(np.int64)
    inner_from, inner_until = _inner(division, started, ended)
    inside = inner_until - inner_from
    odd_meals = (inside > 0) & (roles.merged | (inside % 2 == 1))
    early_bird, late_bird = _birds(division, count, params)
    doubt = _doubts(division, params)
    return Marks(
        odd & late, odd & early, started, ended, inner_from, inner_until, odd_meals, early_bird, late_bird, doubt
    )


def _inner(division: Division, started: Ints, ended: Ints) -> tuple[Ints, Ints]:
    """Events strictly between the expected start and end that are no boundary (2.6).

    Events merged into one at a boundary are that boundary; a correction that replaces it sets them free again.
    """
    units, roles = division.units, division.roles
    opened = ~units.has_pin_start & (roles.opens_until > roles.opens_from)
    closed = ~units.has_pin_end & (roles.closes_until > roles.closes_from)
    low = np.maximum(started, np.where(opened, roles.opens_until, division.a))
    high = np.minimum(ended, np.where(closed, roles.closes_from, division.b))
    cut = roles.merged & ((low > division.a) | (high < division.b))  # one event lies between as a whole or not at all
    none = roles.out | roles.deep | cut
    return np.where(none, division.b, low), np.where(none, division.b, np.maximum(low, high))


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


def _doubts(division: Division, params: MatchParams) -> Ints:
    """For each absent unit the event nearest to its boundaries that nobody needs, or that sharing would use."""
    units, chains = division.units, division.chains
    found = np.full(len(units), -1, np.int64)
    absent = np.flatnonzero(division.roles.absent & (chains.high > chains.low)).astype(np.int64)
    if not len(absent):
        return found
    which, event = ranges(chains.low[absent], chains.high[absent])
    free = ~_needed(division, absent)[event]
    row, event = absent[which][free], event[free]
    if params.back_to_back:
        for more_rows, more in (_closing(division, absent, params), _opening(division, absent, params)):
            inside = (chains.low[more_rows] <= more) & (more < chains.high[more_rows])
            row, event = np.append(row, more_rows[inside]), np.append(event, more[inside])
    order = np.lexsort((event, distance(units, row, division.events, event), row))[::-1]
    found[row[order]] = event[order]  # of each row the nearest is written last
    return found


def _needed(division: Division, absent: Ints) -> Flags:
    """Events on which a unit rests: as a boundary that no correction replaced, or as its only proof.

    Only the chains of absent units are looked at: no other unit has events in their reach.
    """
    units, roles, begin = division.units, division.roles, division.chains.begin
    chain = np.unique(np.searchsorted(begin, absent, side="right") - 1)
    _, rows = ranges(begin[chain], begin[chain + 1])
    opens, closes, deep = rows[~units.has_pin_start[rows]], rows[~units.has_pin_end[rows]], rows[roles.deep[rows]]
    low = np.concatenate([roles.opens_from[opens], roles.closes_from[closes], division.a[deep]])
    high = np.concatenate([roles.opens_until[opens], roles.closes_until[closes], division.b[deep]])
    needed: Flags = covered(low, high, len(division.events)) > 0
    return needed


def _closing(division: Division, absent: Ints, params: MatchParams) -> tuple[Ints, Ints]:
    """Absent units back to back behind another, and its departure's event, which they would take with one of their
    own (2.5)."""
    units, roles = division.units, division.roles
    after = absent[absent > 0]
    before = after - 1
    meets = (units.person[before] == units.person[after]) & (units.end[before] == units.start[after])
    closes = (roles.closes_until[before] > roles.closes_from[before]) & ~units.has_pin_end[before]
    kept = meets & closes & ~roles.absent[before]
    after, event = after[kept], roles.closes_until[before[kept]] - 1
    near = np.abs(division.events.first[event] - units.start[after]) < params.empty
    return after[near], event[near]


def _opening(division: Division, absent: Ints, params: MatchParams) -> tuple[Ints, Ints]:
    """The same for absent units before another one, and the event of its arrival."""
    units, roles = division.units, division.roles
    before = absent[absent < len(units) - 1]
    after = before + 1
    meets = (units.person[before] == units.person[after]) & (units.end[before] == units.start[after])
    opens = (roles.opens_until[after] > roles.opens_from[after]) & ~units.has_pin_start[after]
    kept = meets & opens & ~roles.absent[after]
    before, event = before[kept], roles.opens_from[after[kept]]
    near = np.abs(division.events.last[event] - units.end[before]) < params.empty
    return before[near], event[near]
