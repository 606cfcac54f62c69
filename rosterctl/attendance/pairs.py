"""Chains of two units, all at once: every place to cut their events, with or without a shared one (2.2, 2.5).

Most chains that are no single unit are a night and the day after it, or the halves of a split shift. A division of
two units is one cut, so all divisions of all pairs are a table, sorted by the order of 2.2. The dynamic program of
:mod:`division` gives the same (a test holds them against each other); it is for longer chains, and for pairs whose
events cannot all be held in time order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rosterctl.attendance.choices import distance
from rosterctl.attendance.columns import Chains, UnitColumns, touching
from rosterctl.attendance.events import Events, Flags, Ints
from rosterctl.attendance.roles import Roles, resolve
from rosterctl.domain.arrays import ranges
from rosterctl.domain.attendance import MatchParams


@dataclass(frozen=True)
class Cuts:
    """The best cut of each decided chain: the first unit has ``a … until - 1``, the second ``begin … b - 1``."""

    chain: Ints
    a: Ints
    until: Ints
    begin: Ints
    b: Ints
    shared: Flags


@dataclass(frozen=True)
class _Table:
    """Candidate cuts; ``pair`` numbers the chains."""

    pair: Ints
    until: Ints
    begin: Ints
    shared: Flags

    def keep(self, which: Flags | Ints) -> _Table:
        return _Table(self.pair[which], self.until[which], self.begin[which], self.shared[which])


def cut_pairs(units: UnitColumns, events: Events, chains: Chains, wanted: Ints, params: MatchParams) -> Cuts:
    """The best cut of each of the wanted chains, all of two units; chains without an admissible one are left out."""
    one = chains.begin[wanted]
    two = one + 1
    low = np.minimum(chains.low[one], chains.low[two])
    high = np.maximum(chains.high[one], chains.high[two])
    touch = np.append(touching(units), False)[one]
    table = _in_reach(chains, one, two, low, high, _candidates(low, high, touch & params.back_to_back))
    table = table.keep(_allowed(units, events, chains, one, two, low, high, table))
    first = resolve(units.take(one[table.pair]), events, low[table.pair], table.until, params)
    second = resolve(units.take(two[table.pair]), events, table.begin, high[table.pair], params)
    shareable = _closes(units, one[table.pair], first, table.until) & _opens(
        units, two[table.pair], second, table.begin
    )
    best = _best(table, first, second, touch[table.pair], ~table.shared | shareable, low, high, params)
    won = table.keep(best)
    return Cuts(wanted[won.pair], low[won.pair], won.until, won.begin, high[won.pair], won.shared)


def _candidates(low: Ints, high: Ints, may_share: Flags) -> _Table:
    """Every cut from before the first event to behind the last; where units touch, every event as a shared one."""
    pair, cut = ranges(low, high + 1)
    shares = np.flatnonzero(may_share[pair] & (cut < high[pair]))
    shared = np.append(np.zeros(len(cut), np.bool_), np.ones(len(shares), np.bool_))
    return _Table(np.append(pair, pair[shares]), np.append(cut, cut[shares] + 1), np.append(cut, cut[shares]), shared)


def _in_reach(chains: Chains, one: Ints, two: Ints, low: Ints, high: Ints, table: _Table) -> _Table:
    """The cuts that give no unit an event out of its reach."""
    pair, first, second = table.pair, one[table.pair], two[table.pair]
    left = (table.until == low[pair]) | ((chains.low[first] <= low[pair]) & (table.until <= chains.high[first]))
    right = (table.begin == high[pair]) | ((chains.low[second] <= table.begin) & (high[pair] <= chains.high[second]))
    return table.keep(left & right)


def _allowed(
    units: UnitColumns, events: Events, chains: Chains, one: Ints, two: Ints, low: Ints, high: Ints, table: _Table
) -> Flags:
    """The condition of 2.2: an event of its own to which the other unit is not strictly nearer."""
    pair, event = ranges(low, high)
    to_one, to_two = (distance(units, unit[pair], events, event) for unit in (one, two))
    in_one, in_two = ((chains.low[unit][pair] <= event) & (event < chains.high[unit][pair]) for unit in (one, two))
    place = np.append(0, np.cumsum(high - low))[:-1] - low
    near_one = np.append(0, np.cumsum(in_one & (~in_two | (to_one <= to_two))))
    near_two = np.append(0, np.cumsum(in_two & (~in_one | (to_two <= to_one))))
    at, share = place[table.pair], table.shared.astype(np.int64)
    start, end = at + low[table.pair], at + high[table.pair]
    pinned = units.has_pin_start | units.has_pin_end
    left = (table.until == low[table.pair]) | pinned[one[table.pair]]
    left |= near_one[at + table.until - share] > near_one[start]
    right = (table.begin == high[table.pair]) | pinned[two[table.pair]]
    right |= near_two[end] > near_two[at + table.begin + share]
    allowed: Flags = left & right
    return allowed


def _closes(units: UnitColumns, rows: Ints, roles: Roles, until: Ints) -> Flags:
    """Whether a run's last event is the unit's departure."""
    ends: Flags = (roles.closes_until == until) & (roles.closes_until > roles.closes_from)
    return ends & ~units.has_pin_end[rows]


def _opens(units: UnitColumns, rows: Ints, roles: Roles, begin: Ints) -> Flags:
    """Whether a run's first event is the unit's arrival."""
    starts: Flags = (roles.opens_from == begin) & (roles.opens_until > roles.opens_from)
    return starts & ~units.has_pin_start[rows]


def _best(
    table: _Table,
    first: Roles,
    second: Roles,
    touch: Flags,
    possible: Flags,
    low: Ints,
    high: Ints,
    params: MatchParams,
) -> Ints:
    """The row of each pair that comes first in the order of 2.2."""
    absent = first.absent | second.absent
    apart = np.abs(second.arrival - first.departure) > params.one_event
    judged_inside = ~touch | absent | (~table.shared & first.has_departure & second.has_arrival & apart)
    late = first.late + second.early + np.where(judged_inside, first.early + second.late, 0)
    keys = (
        high[table.pair] - table.begin,
        table.until - low[table.pair],
        table.shared,
        late,
        first.missing + second.missing,
        first.cost + second.cost + table.shared * params.sharing,
        table.pair,
    )
    rows = np.flatnonzero(possible)
    order = rows[np.lexsort(tuple(key[rows] for key in keys))]
    pair = table.pair[order]
    best: Ints = order[np.append(True, pair[1:] != pair[:-1])[: len(pair)]]
    return best
