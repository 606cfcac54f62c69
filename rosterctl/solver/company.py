"""The port's primitives about who must be there with whom; a part of :class:`rosterctl.solver.port.CpPort`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from rosterctl.rules.port import Heads
from rosterctl.solver.cells import Cells, Literal

if TYPE_CHECKING:
    from rosterctl.domain.case import Case
    from rosterctl.rules.port import Away
    from rosterctl.solver.port import Model


class Company:
    """Company and weighted numbers of people; what is declared here is the port's own."""

    _model: Model
    _cells: Cells
    _cp: cp_model.CpModel
    _soft: bool

    if TYPE_CHECKING:

        @property
        def case(self) -> Case:
            """The month."""

        def cover(
            self,
            heads: Sequence[Heads],
            low: int | None,
            high: int | None,
            size: int = 1,
            away: Sequence[Away] = (),
        ) -> None:
            """See :meth:`rosterctl.rules.port.Port.cover`."""

        def _heads(self, heads: Sequence[Heads]) -> tuple[list[Literal], int, int]: ...

        def _pay(self, literal: Literal, units: int) -> None: ...

        def _clause(self, literals: Sequence[Literal], who: int | None, days: Sequence[int], size: int) -> None: ...

        def _state(self, bound: Literal, days: Sequence[int], when: Sequence[Literal] = ()) -> None: ...

        def _bounded(
            self,
            literals: list[Literal],
            factors: list[int],
            constant: int,
            low: int | None,
            high: int | None,
            who: int | None,
            days: Sequence[int],
            pay: tuple[int, int],
        ) -> None: ...

    def accompany(self, heads: Sequence[Heads], by: Sequence[Heads], least: int, size: int = 1) -> None:
        """See :meth:`rosterctl.rules.port.Port.accompany`."""
        if any(self._heads([head])[2] for head in heads if head.cell.day < self.case.first):
            self.cover(by, least, None, size)
            return
        helpers, _, sure = self._heads(by)
        when = [literal for head in heads if (literal := self._somebody(head)) is not False]
        if least <= sure or not when:
            return
        days = [head.cell.day for head in (*heads, *by) if head.cell.day >= self.case.first]
        total: Literal = cp_model.LinearExpr.sum(helpers) + sure
        if self._soft:
            missing = self._cp.new_int_var(0, least - sure, "")
            self._pay(missing, size)
            total = total + missing
        elif not helpers:
            for literal in when:
                self._clause([literal.negated()], None, days, size)
            return
        for literal in when:
            self._state(total >= least, days, [literal])

    def _somebody(self, head: Heads) -> Literal:
        """The literal 'any of these people does one of these kinds' of a day of the horizon."""
        found = self._model.somebody.get(head)
        if found is None:
            people, cell = head
            literals = [x for who in people for x in self._cells.parts(who, cell.day, cell.kinds)[0]]
            found = literals[0] if len(literals) == 1 else False
            if len(literals) > 1:
                found = self._cells.boolean()
                self._cp.add_bool_or([*literals, found.negated()])
                for literal in literals:
                    self._cp.add_implication(literal, found)
            self._model.somebody[head] = found
        return found

    def weigh(self, parts: Sequence[tuple[int, Heads]], low: int, unit: int = 1, size: int = 1) -> None:
        """See :meth:`rosterctl.rules.port.Port.weigh`."""
        terms: list[Literal] = []
        factors: list[int] = []
        least = 0
        for times, head in parts:
            found, heads, sure = self._heads([head])
            terms += found
            factors += [times] * len(found)
            low -= times * sure
            least += min(times * heads, 0)
        days = [head.cell.day for _, head in parts if head.cell.day >= self.case.first]
        if not terms:
            self._bounded([], [], 0, low, None, None, days, (unit, size))
        elif low > least:
            total = cp_model.LinearExpr.weighted_sum(terms, factors)
            if not self._soft:
                self._state(total >= low, days)
                return
            missing = self._cp.new_int_var(0, -((least - low) // unit), "")
            self._cp.add(total + unit * missing >= low)
            self._pay(missing, size)
