"""The dynamic program of :mod:`division` for many chains at once: a unit of every chain at each step (2.2, 2.5).

The same states and the same order as there, as arrays. Chains with no division that holds all events in time order
are left to the program of single chains.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rosterctl.attendance.choices import ALONE, BOTH, FROM_BEFORE, TO_NEXT, Choices
from rosterctl.attendance.columns import Chains, UnitColumns, touching
from rosterctl.attendance.events import Flags, Ints
from rosterctl.domain.arrays import ranges
from rosterctl.domain.attendance import MatchParams

_LARGE = 1 << 40


@dataclass(frozen=True)
class Pieces:
    """What the units of some chains hold: ``row`` of the choices, and whether the first or last event is shared."""

    unit: Ints
    row: Ints
    shared_start: Flags
    shared_end: Flags


class _States(NamedTuple):
    """Beginnings of divisions, a row each: where they stand, how their last unit ended, and their key (2.2)."""

    chain: Ints
    used: Ints
    shared: Flags
    absent: Flags
    has_departure: Flags
    departure: Ints
    early: Ints
    cost: Ints
    missing: Ints
    judged: Ints
    sharing: Ints
    counts: Ints
    """The numbers of the units' events so far, as digits, or what is in the same order."""
    flags: Ints
    """Which units share with the next, as bits, or what is in the same order."""

    def take(self, rows: Ints) -> _States:
        """Some of them."""
        return _States(*(column[rows] for column in self))  # type: ignore[arg-type]


class _Layer(NamedTuple):
    """How each state of one step came about: the state before, the choice, and whether its last event is shared."""

    parent: Ints
    row: Ints
    gives: Flags


@dataclass(frozen=True)
class _Group:
    """Chains of one length. ``unit`` is the first unit of each among all, ``local`` among those of the choices."""

    unit: Ints
    local: Ints
    size: int
    first: Ints
    end: Ints

    @property
    def width(self) -> int:
        """More than any chain has events."""
        return int((self.end - self.first).max(initial=0)) + 2


def divide_many(
    units: UnitColumns, chains: Chains, wanted: Ints, choices: Choices, params: MatchParams
) -> tuple[list[Pieces], Ints]:
    """The divisions of the wanted chains, and the places in ``wanted`` of those that are left."""
    touch = np.append(touching(units), False) if len(units) else np.zeros(0, np.bool_)
    begin, size = chains.begin[wanted], chains.begin[wanted + 1] - chains.begin[wanted]
    local = np.cumsum(size) - size
    first = np.minimum.reduceat(chains.low[choices.units], local)
    end = np.maximum.reduceat(chains.high[choices.units], local)
    found, left = [], []
    for length in np.unique(size).tolist():
        which = np.flatnonzero(size == length)
        group = _Group(begin[which], local[which], length, first[which], end[which])
        pieces, done = _divide(group, choices, touch, params)
        found.append(pieces)
        left.append(which[~done])
    return found, np.concatenate([np.zeros(0, np.int64), *left]).astype(np.int64)


def _divide(group: _Group, choices: Choices, touch: Flags, params: MatchParams) -> tuple[Pieces, Flags]:
    """The pieces of a group's chains, and which chains have any."""
    count = len(group.unit)
    zero, no = np.zeros(count, np.int64), np.zeros(count, np.bool_)
    numbers = np.arange(count, dtype=np.int64)
    states = _States(numbers, group.first, no, no, no, zero, zero, zero, zero, zero, zero, zero, zero)
    layers: list[_Layer] = []
    for position in range(group.size):
        states, layer = _step(states, group, position, choices, touch, params)
        layers.append(layer)
    rows = np.flatnonzero(states.used == group.end[states.chain]).astype(np.int64)
    at = rows[_first_of(states.take(rows), states.chain[rows])]
    done = np.zeros(count, np.bool_)
    done[states.chain[at]] = True
    parts = list(_back(layers, at, group, states.chain[at]))[::-1]
    return Pieces(*(np.concatenate(column) for column in zip(*parts, strict=True))), done


def _back(layers: list[_Layer], at: Ints, group: _Group, chain: Ints) -> Iterator[tuple[Ints, Ints, Flags, Flags]]:
    """From the last unit to the first: unit, choice, shared start, shared end."""
    for position in range(group.size - 1, -1, -1):
        layer = layers[position]
        parent = layer.parent[at]
        before = layers[position - 1].gives[parent] if position else np.zeros(len(at), np.bool_)
        yield group.unit[chain] + position, layer.row[at], before, layer.gives[at]
        at = parent


def _step(
    states: _States, group: _Group, position: int, choices: Choices, touch: Flags, params: MatchParams
) -> tuple[_States, _Layer]:
    """All states after one more unit."""
    parent, row, gives, empty = _candidates(states, group, position, choices)
    chain, roles = states.chain[parent], choices.roles
    unit = group.unit[chain] + position
    before = touch[unit - 1] if position else np.zeros(len(unit), np.bool_)
    after = touch[unit] & (position < group.size - 1)
    absent, has_departure = roles.absent[row], roles.has_departure[row]
    late, early = roles.late[row], roles.early[row]
    apart = np.abs(roles.arrival[row] - states.departure[parent]) > params.one_event
    both = states.has_departure[parent] & roles.has_arrival[row]
    inner = states.absent[parent] | absent | (~states.shared[parent] & both & apart)  # 2.5
    judged = np.where(before, np.where(inner, states.early[parent] + late, 0), late) + np.where(after, 0, early)
    size = choices.b[row] - choices.a[row]
    following = _States(
        chain=chain,
        used=np.where(empty, states.used[parent], choices.b[row]),
        shared=gives & after,
        absent=absent & after,
        has_departure=has_departure & after,
        departure=np.where(has_departure & after, roles.departure[row], 0),
        early=np.where(after, early, 0),
        cost=states.cost[parent] + roles.cost[row] + gives * params.sharing,
        missing=states.missing[parent] + roles.missing[row],
        judged=states.judged[parent] + judged,
        sharing=states.sharing[parent] + gives,
        counts=_short(states.counts)[parent] * group.width + size,
        flags=_short(states.flags)[parent] * 2 + gives,
    )
    best = _first_of(following, _alike(following, group))
    return following.take(best), _Layer(parent[best], row[best], gives[best])


def _short(numbers: Ints) -> Ints:
    """Numbers in the same order, small again when they have become large: chains may be as long as a month."""
    if len(numbers) and numbers.max() > _LARGE:
        return np.unique(numbers, return_inverse=True)[1].astype(np.int64)
    return numbers


def _candidates(states: _States, group: _Group, position: int, choices: Choices) -> tuple[Ints, Ints, Flags, Flags]:
    """Every state with every choice that may follow: the state, the choice, whether it shares its last event with the
    next unit, and whether it is the empty run."""
    begin = choices.begin[group.local + position]
    in_chain, rows = ranges(begin + 1, choices.begin[group.local + position + 1])
    keys = in_chain * group.width + choices.a[rows] - group.first[in_chain]
    wanted = states.chain * group.width + states.used - states.shared - group.first[states.chain]
    low, high = np.searchsorted(keys, wanted, side="left"), np.searchsorted(keys, wanted, side="right")
    state, place = ranges(low.astype(np.int64), high.astype(np.int64))
    row = rows[place]
    taking = states.shared[state]
    alone = (choices.share[row] & np.where(taking, FROM_BEFORE, ALONE)) > 0
    giving = (choices.share[row] & np.where(taking, BOTH, TO_NEXT)) > 0
    free = np.flatnonzero(~states.shared).astype(np.int64)
    parents = (free, state[alone], state[giving])
    gives = np.repeat([False, False, True], [len(part) for part in parents])
    empty = np.repeat([True, False, False], [len(part) for part in parents])
    return np.concatenate(parents), np.concatenate([begin[states.chain[free]], row[alone], row[giving]]), gives, empty


def _alike(states: _States, group: _Group) -> Ints:
    """The same number for states between which the rest of the chain makes no difference."""
    key = (states.chain * group.width + states.used - group.first[states.chain]) * 2 + states.shared
    if not (states.absent.any() or states.has_departure.any() or states.early.any()):
        return key
    ends = (states.early, states.departure, states.has_departure, states.absent, key)
    order = np.lexsort(ends)
    new = np.zeros(len(order), np.bool_)
    for column in ends:
        new[1:] |= column[order[1:]] != column[order[:-1]]
    number = np.empty(len(order), np.int64)
    number[order] = np.cumsum(new)
    return number


def _first_of(states: _States, kind: Ints) -> Ints:
    """The state of each kind that comes first in the order of 2.2. Few cost the same: only those are sorted."""
    if not len(kind):
        return kind
    order = np.argsort(kind, kind="stable")
    begin = np.flatnonzero(np.append(True, np.diff(kind[order]) != 0))
    least = np.minimum.reduceat(states.cost[order], begin)
    cheapest = order[states.cost[order] == np.repeat(least, np.diff(np.append(begin, len(order))))]
    rest = (states.flags, states.counts, states.sharing, states.judged, states.missing, kind)
    best = cheapest[np.lexsort(tuple(column[cheapest] for column in rest))]
    found: Ints = best[np.append(True, np.diff(kind[best]) != 0)]
    return found
