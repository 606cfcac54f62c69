"""What the port says about people beside each other: at a meeting, with a mentor, on call, and from day to day."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from ortools.sat.python import cp_model

from rosterctl.domain.case import Case
from rosterctl.domain.time import DAY
from rosterctl.rules.port import Away, Cell, Heads, Kinds, Seat, Slots
from rosterctl.solver.cells import Cells, Literal
from rosterctl.solver.changes import state_changes
from rosterctl.solver.crew import Crew
from rosterctl.solver.meetings import Meetings, MeetingSeats


class Speaker(Protocol):
    """What these words are made of; :class:`rosterctl.solver.port.CpPort` has it all."""

    _cells: Cells
    _cp: cp_model.CpModel
    _soft: bool
    _changed: dict[tuple[int, int], Literal]

    @property
    def case(self) -> Case:
        """The month."""
        ...

    @property
    def _meetings(self) -> Meetings: ...
    def _pay(self, literal: Literal, units: int) -> None: ...
    def _hard(self, who: int | None, days: Sequence[int]) -> AbstractContextManager[list[Literal]]: ...
    def _clause(self, literals: Sequence[Literal], who: int | None, days: Sequence[int], size: int) -> None: ...
    def _all(self, who: int, pattern: Sequence[Cell]) -> Literal: ...
    def _some(self, holds: Sequence[Literal]) -> Literal: ...
    def _heads(self, heads: Sequence[Heads]) -> tuple[list[Literal], int, int]: ...
    def _eaters(self, away: Sequence[Away]) -> Crew: ...
    def _state(self, bound: Literal, days: Sequence[int], when: Sequence[Literal] = ()) -> None: ...
    def _staffed(self, crew: Crew, bounds: tuple[int | None, int | None], days: Sequence[int], size: int) -> None: ...


class Beside:
    """The words; mixed into the port."""

    def change(self: Speaker, who: int, before: int, after: int, pairs: Sequence[tuple[Kinds, Kinds]]) -> None:
        """See :meth:`rosterctl.rules.port.Port.change`."""
        if not self._soft:
            with self._hard(who, (before, after)) as when:
                unless = [x.negated() for x in when]
                state_changes(self._cells, self._cp, who, (before, after), pairs, unless)
            return
        known = self._changed.get((who, after))
        broken = self._cells.boolean() if known is None else known
        if state_changes(self._cells, self._cp, who, (before, after), pairs, [broken]):
            if known is None:
                self._pay(broken, 1)
            self._changed[who, after] = broken

    def host(
        self: Speaker, guests: Sequence[Heads], hosts: Sequence[Heads], each: int, sure: int = 0, size: int = 1
    ) -> None:
        """See :meth:`rosterctl.rules.port.Port.host`."""
        arrived, most, here = self._heads(guests)
        helping, _, there = self._heads(hosts)
        bound = each * (there + sure) - here
        if most <= bound:
            return
        days = [h.cell.day for h in (*guests, *hosts) if h.cell.day >= self.case.first]
        left = cp_model.LinearExpr.sum(arrived) - each * cp_model.LinearExpr.sum(helping)
        if self._soft:
            over = self._cp.new_int_var(0, most - bound, "")
            self._cp.add(left - over <= bound)
            self._pay(over, size)
        else:
            self._state(left <= bound, days)

    def muster(self: Speaker, ways: Sequence[tuple[int, Sequence[Sequence[Cell]]]], low: int, day: int) -> None:
        """See :meth:`rosterctl.rules.port.Port.muster`."""
        ready = [self._some([self._all(who, pattern) for pattern in patterns]) for who, patterns in ways]
        sure = sum(literal is True for literal in ready)
        open_ = [literal for literal in ready if not isinstance(literal, bool)]
        if low > sure:
            self._staffed(Crew(open_, len(open_)), (low - sure, None), [day], 1)

    def _some(self: Speaker, holds: Sequence[Literal]) -> Literal:
        """A literal that can only hold when one of these does."""
        if any(literal is True for literal in holds):
            return True
        holds = [literal for literal in holds if literal is not False]
        if len(holds) < 2:
            return holds[0] if holds else False
        made = self._cells.boolean()
        self._cp.add_bool_or([*holds, made.negated()])
        return made

    def meet(self: Speaker, name: str, starts: Sequence[int], minutes: int, seats: Sequence[Seat]) -> Slots:
        """See :meth:`rosterctl.rules.port.Port.meet`."""
        meals = [self._eaters(seat.busy).terms for seat in seats]
        return self._meetings.meet(name, starts, minutes, seats, meals)

    def attend(self: Speaker, meeting: Slots, who: int, *, present: bool) -> None:
        """See :meth:`rosterctl.rules.port.Port.attend`."""
        assert isinstance(meeting, MeetingSeats)
        days = [min(max(start // DAY, self.case.first), self.case.end - 1) for start in meeting.starts]
        mine = meeting.of.get(who, [])
        if not present:
            self._clause([literal for _, literal in mine], who, days, 1)
            return
        missing = self._cp.new_bool_var("") if self._soft and mine else False
        for seat, literal in mine:
            held = self._cells.any(who, seat.cell.day, seat.cell.kinds), meeting.chosen[seat.position]
            free = [not x if isinstance(x, bool) else x.negated() for x in held]
            if self._soft:
                if not any(x is True for x in free):
                    self._cp.add_bool_or([missing, *(x for x in (literal, *free) if x is not False)])
            else:
                self._clause([literal, *free], who, days, 1)
        if missing is not False:
            self._pay(missing, 1)
