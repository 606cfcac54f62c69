"""Meetings in the model: one start each, and a literal for every seat that somebody may take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ortools.sat.python import cp_model

from rosterctl.domain.roster import Activity
from rosterctl.domain.time import DAY
from rosterctl.rules.port import Cell, Seat
from rosterctl.rules.roster.minutes import wall
from rosterctl.solver.cells import Cells, Literal


class _Taken(NamedTuple):
    """A seat as the other meetings of its person must know it."""

    held: _Held
    position: int
    literal: Literal


@dataclass(eq=False)
class _Held:
    """One meeting that all uses share: ``chosen`` says for each start whether it is that."""

    name: str
    starts: tuple[int, ...]
    minutes: int
    chosen: list[Literal]
    seats: dict[tuple[int, int, Cell], Literal] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class MeetingSeats:
    """What :meth:`rosterctl.rules.port.Port.meet` gives: the seats of one use, each with its literal."""

    starts: tuple[int, ...]
    chosen: list[Literal]
    seats: tuple[Seat, ...]
    literals: tuple[Literal, ...]

    @cached_property
    def of(self) -> Mapping[int, list[tuple[Seat, Literal]]]:
        """Each person's seats."""
        found: dict[int, list[tuple[Seat, Literal]]] = {}
        for seat, literal in zip(self.seats, self.literals, strict=True):
            found.setdefault(seat.who, []).append((seat, literal))
        return found


class Meetings:
    """All meetings of a model."""

    def __init__(self, cells: Cells, model: cp_model.CpModel) -> None:
        self._cells = cells
        self._cp = model
        self._held: dict[tuple[str, tuple[int, ...], int], _Held] = {}
        self._taken: dict[tuple[int, int], list[_Taken]] = {}

    def meet(
        self,
        name: str,
        starts: Sequence[int],
        minutes: int,
        seats: Sequence[Seat],
        meals: Sequence[Sequence[Literal]],
    ) -> MeetingSeats:
        """``meals``: for each seat the literals of its person's meals at that time."""
        key = (name, tuple(starts), minutes)
        held = self._held.get(key)
        if held is None:
            # a fixed time leaves nothing to choose
            chosen = [True] if len(starts) == 1 else [self._cells.boolean() for _ in starts]
            held = self._held[key] = _Held(*key, chosen)
            if len(starts) > 1:
                self._cp.add_exactly_one(chosen)
        literals = tuple(self._seat(held, seat, busy) for seat, busy in zip(seats, meals, strict=True))
        return MeetingSeats(held.starts, held.chosen, tuple(seats), literals)

    def _seat(self, held: _Held, seat: Seat, busy: Sequence[Literal]) -> Literal:
        key = (seat.who, seat.position, seat.cell)
        made = held.seats.get(key)
        if made is not None:
            return made
        there = self._cells.any(seat.who, seat.cell.day, seat.cell.kinds)
        if there is False:
            held.seats[key] = False
            return False
        made = held.seats[key] = self._cells.boolean()
        for needed in (there, held.chosen[seat.position]):
            if needed is not True:
                self._cp.add_implication(made, needed)
        if busy:
            self._cp.add(made + cp_model.LinearExpr.sum(busy) <= 1)
        self._once(held, seat, made)
        return made

    def _once(self, held: _Held, seat: Seat, made: Literal) -> None:
        """Nobody is at two places at once."""
        start, mine = held.starts[seat.position], _Taken(held, seat.position, made)
        for day in {start // DAY, (start + held.minutes - 1) // DAY}:
            others = self._taken.setdefault((seat.who, day), [])
            for other in others:
                begins = other.held.starts[other.position]
                meets = begins < start + held.minutes and start < begins + other.held.minutes
                if meets and (other.held is not held or other.position == seat.position):
                    self._cp.add_at_most_one([made, other.literal])
            others.append(mine)

    def close(self) -> None:
        """A meeting that nobody is at is held at its first start; call once, after all rules have spoken."""
        for held in self._held.values():
            for position, chosen in enumerate(held.chosen[1:], 1):
                seats = [x for (_, at, _), x in held.seats.items() if at == position and x is not False]
                self._cp.add_bool_or([chosen.negated(), *seats])

    def activities(self, values: Sequence[int]) -> Mapping[tuple[int, int], tuple[Activity, ...]]:
        """(person, day of the roster date) → the meetings that the solution has the person at."""
        case, found = self._cells.case, dict[tuple[int, int], list[Activity]]()
        for held in self._held.values():
            for (who, position, cell), x in held.seats.items():
                if x is not False and values[x.index]:
                    begins = wall(case, cell.day, held.starts[position])
                    found.setdefault((who, cell.day), []).append(Activity(held.name, begins, held.minutes))
        return {cell: tuple(sorted(items, key=lambda a: (a.start, a.name))) for cell, items in found.items()}
