"""The exact matcher (2.2): every unit of every person at once.

People and chains of overlapping reaches are independent. A chain of one unit has one division, all events in reach;
its roles are read off directly. Two units have one cut, and :mod:`pairs` tries all. Longer chains list every
admissible run of every unit, resolve them with the same array operations, and let :mod:`programme` pick, or for a few
odd ones :mod:`division`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from rosterctl.attendance.choices import Choices, blocks, make_choices
from rosterctl.attendance.columns import Chains, UnitColumns, make_chains, touching, unit_columns
from rosterctl.attendance.division import Run, divide
from rosterctl.attendance.events import Events, Flags, Ints, Punches, make_events
from rosterctl.attendance.pairs import cut_pairs
from rosterctl.attendance.programme import Pieces, divide_many
from rosterctl.attendance.roles import Roles, resolve
from rosterctl.attendance.table import UnitTable, table_of
from rosterctl.domain.attendance import DEFAULTS, MatchParams, Unit


@dataclass(frozen=True)
class Division:
    """The matched month as columns, a row for each unit that takes punches.

    Unit ``r`` holds the events ``a[r] … b[r] - 1``, before 2.4 takes some out again; a shared one belongs to two.
    """

    units: UnitColumns
    events: Events
    chains: Chains
    a: Ints
    b: Ints
    shared_start: Flags
    shared_end: Flags
    roles: Roles
    judged_start: Flags
    judged_end: Flags


@dataclass(frozen=True)
class Matched:
    """A division with the units it is about. ``rows[r]`` is the unit behind row ``r``.

    Person ``p`` of units and events is ``people[p]``; ``numbers`` gives it for each of the table's employees.
    """

    all_units: UnitTable
    people: Sequence[str]
    numbers: Ints
    rows: Ints
    division: Division
    params: MatchParams


def match(units: Sequence[Unit], punches: Punches, params: MatchParams = DEFAULTS) -> Matched:
    """Punches to units. Units must not overlap (1.4); punches of people without units end up unrostered."""
    table = table_of(units)
    people = list(punches.people)
    place = {who: number for number, who in enumerate(people)}
    for who in table.names.people:
        if who not in place:
            place[who] = len(people)
            people.append(who)
    numbers = np.array([place[who] for who in table.names.people], np.int64)
    columns, rows = unit_columns(table, numbers)
    events = make_events(punches.person, punches.instant, params.event)
    return Matched(table, people, numbers, rows, divide_all(columns, events, params), params)


def divide_all(units: UnitColumns, events: Events, params: MatchParams = DEFAULTS, *, pairs: bool = True) -> Division:
    """The division of all chains. ``units`` are sorted by person and time.

    ``pairs=False`` takes chains of two through the dynamic program as well; the outcome is the same.
    """
    chains = make_chains(units, events)
    a, b = chains.low.copy(), chains.high.copy()
    shared_start, shared_end = np.zeros(len(units), np.bool_), np.zeros(len(units), np.bool_)
    size = np.diff(chains.begin)
    some = np.maximum.reduceat(b - a, chains.begin[:-1]) > 0 if len(units) else size > 0
    if pairs:
        for wanted in blocks(chains, np.flatnonzero((size == 2) & some).astype(np.int64)):
            cuts = cut_pairs(units, events, chains, wanted, params)
            one, two = chains.begin[cuts.chain], chains.begin[cuts.chain] + 1
            a[one], b[one], a[two], b[two] = cuts.a, cuts.until, cuts.begin, cuts.b
            shared_end[one] = shared_start[two] = cuts.shared
            some[cuts.chain] = False
    for wanted in blocks(chains, np.flatnonzero((size > 1) & some).astype(np.int64)):
        choices = make_choices(units, events, chains, wanted, params)
        _choose(units, chains, wanted, choices, (a, b, shared_start, shared_end), params)
    roles = resolve(units, events, a, b, params)
    judged_start, judged_end = _judged(units, roles, shared_end, params)
    return Division(units, events, chains, a, b, shared_start, shared_end, roles, judged_start, judged_end)


def _choose(
    units: UnitColumns,
    chains: Chains,
    wanted: Ints,
    choices: Choices,
    into: tuple[Ints, Ints, Flags, Flags],
    params: MatchParams,
) -> None:
    """Divides each wanted chain and writes the runs chosen into the columns."""
    pieces, left = divide_many(units, chains, wanted, choices, params)
    for one in [*pieces, *_singly(units, chains, wanted, choices, left, params)]:
        for column, values in zip(
            into, (choices.a[one.row], choices.b[one.row], one.shared_start, one.shared_end), strict=True
        ):
            column[one.unit] = values


def _singly(
    units: UnitColumns, chains: Chains, wanted: Ints, choices: Choices, left: Ints, params: MatchParams
) -> Iterator[Pieces]:
    """The chains that are left, one by one."""
    size = chains.begin[wanted + 1] - chains.begin[wanted]
    local = np.cumsum(size) - size
    touch = touching(units).tolist()
    for place in left.tolist():
        one, end = int(chains.begin[wanted[place]]), int(chains.begin[wanted[place] + 1])
        begin = choices.begin[local[place] : local[place] + end - one + 1].tolist()
        mine = [_runs(choices, low, high) for low, high in pairwise(begin)]
        first, last = int(chains.low[one:end].min()), int(chains.high[one:end].max())
        found = divide(mine, touch[one : end - 1], first, last, params)
        yield Pieces(
            np.arange(one, end, dtype=np.int64),
            np.array([piece.row for piece in found], np.int64),
            np.array([piece.shared_start for piece in found], np.bool_),
            np.array([piece.shared_end for piece in found], np.bool_),
        )


def _runs(choices: Choices, low: int, high: int) -> list[Run]:
    """The choices ``low … high - 1`` as values."""
    roles, rows = choices.roles, slice(low, high)
    columns = (choices.a, choices.b, choices.share, roles.absent)
    sums = (roles.cost, roles.missing, roles.late, roles.early)
    instants = [
        [at if has else None for at, has in zip(instant[rows].tolist(), known[rows].tolist(), strict=True)]
        for instant, known in ((roles.arrival, roles.has_arrival), (roles.departure, roles.has_departure))
    ]
    return list(
        map(
            Run,
            range(low, high),
            *(column[rows].tolist() for column in columns),
            *instants,
            *(column[rows].tolist() for column in sums),
        )
    )


def _judged(units: UnitColumns, roles: Roles, shared_end: Flags, params: MatchParams) -> tuple[Flags, Flags]:
    """Which boundaries are judged: all but some of those between units back to back (2.5)."""
    start, end = np.ones(len(units), np.bool_), np.ones(len(units), np.bool_)
    if len(units) < 2:
        return start, end
    absent = roles.absent[:-1] | roles.absent[1:]
    both = roles.has_departure[:-1] & roles.has_arrival[1:]
    apart = np.abs(roles.arrival[1:] - roles.departure[:-1]) > params.one_event
    judged = ~touching(units) | absent | (both & apart & ~shared_end[:-1])
    start[1:], end[:-1] = judged, judged
    return start, end
