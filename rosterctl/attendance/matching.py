"""The exact matcher (2.2): every unit of every person at once.

People and chains of overlapping reaches are independent. A chain of one unit has one division, all events in reach;
its roles are read off directly. Two units have one cut, and :mod:`pairs` tries all. Longer chains list every
admissible run of every unit, resolve them with the same array operations, and let :mod:`division` pick.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rosterctl.attendance.choices import Choices, blocks, make_choices
from rosterctl.attendance.columns import Chains, UnitColumns, make_chains, touching, unit_columns
from rosterctl.attendance.division import Run, divide
from rosterctl.attendance.events import Events, Flags, Ints, Punches, make_events
from rosterctl.attendance.pairs import cut_pairs
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
    a, b, shared_start, shared_end = into
    touch = touching(units).tolist()
    runs = _runs(choices)
    begin = choices.begin.tolist()
    row = 0
    for chain in wanted.tolist():
        one, end = int(chains.begin[chain]), int(chains.begin[chain + 1])
        mine = [runs[begin[i] : begin[i + 1]] for i in range(row, row + end - one)]
        row += end - one
        first, last = int(chains.low[one:end].min()), int(chains.high[one:end].max())
        for unit, piece in zip(range(one, end), divide(mine, touch[one : end - 1], first, last, params), strict=True):
            run = runs[piece.row]
            a[unit], b[unit] = run.a, run.b
            shared_start[unit], shared_end[unit] = piece.shared_start, piece.shared_end


def _runs(choices: Choices) -> list[Run]:
    roles = choices.roles
    arrival = [
        at if has else None for at, has in zip(roles.arrival.tolist(), roles.has_arrival.tolist(), strict=True)
    ]
    departure = [
        at if has else None for at, has in zip(roles.departure.tolist(), roles.has_departure.tolist(), strict=True)
    ]
    columns = (choices.a, choices.b, choices.share, roles.absent)
    sums = (roles.cost, roles.missing, roles.late, roles.early)
    return list(
        map(
            Run,
            range(len(choices.a)),
            *(column.tolist() for column in columns),
            arrival,
            departure,
            *(column.tolist() for column in sums),
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
