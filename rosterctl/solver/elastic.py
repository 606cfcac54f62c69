"""The least that must give way so that a month has a roster: leave, pins, demand, or people from elsewhere.

All of one kind of measure are offered at once, at a price, and the cheapest choice is sought together with a roster
that proves it. The roster is judged afterwards by the checker, against the changed case.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.demand import Demand
from rosterctl.domain.measures import Borrow, Ease, GiveUpLeave, Measure, Unpin, borrowed_ids, changed
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.domain.roster import Assignment
from rosterctl.rules.port import Away, Heads, Slots
from rosterctl.rules.port import Cell as PortCell
from rosterctl.rules.roster import roster_rule
from rosterctl.rules.roster.availability import ID as AVAILABILITY
from rosterctl.rules.roster.coverage import ID as COVERAGE
from rosterctl.solver.cells import Literal
from rosterctl.solver.feasible import hard_only, quick_solver
from rosterctl.solver.port import CpPort, Model
from rosterctl.solver.search import assignment, roster_of

HEAD = 1000
"""What a day of leave, a pin or a head costs; which rows of demand are touched decides only among equals."""

MOST = 1 << 10
"""More people than anybody could lend."""


@dataclass(frozen=True, slots=True)
class Lend:
    """People like employee ``like`` may be borrowed on a day, for any kind of work."""

    day: int
    like: int


Unit = GiveUpLeave | Unpin | Ease | Lend


@dataclass(frozen=True)
class Given:
    """What gives way: measures that cost ``cost`` heads, days or pins together, and a roster with them.

    ``least``: with these units less was proven not to do. ``counting``: the uses that count heads.
    """

    measures: tuple[Measure, ...]
    cost: int
    least: bool
    roster: tuple[Assignment, ...]
    counting: frozenset[int]
    meals: bool


def give_way(case: Case, units: Sequence[Unit], seconds: float) -> Given | bool | None:
    """The cheapest choice of units; ``False`` when even all of them do not do, ``None`` when time ran out first."""
    if seconds <= 0 or not units:
        return None if units else False
    elastic = _Elastic(hard_only(case), units)
    solver = quick_solver(seconds)
    # of all pairs that were tried the one that takes longest the least: benchmarks/NOTES.md
    solver.parameters.subsolvers.extend(("lb_tree_search", "core"))
    status = solver.solve(elastic.model.cp)
    if status == cp_model.INFEASIBLE:
        return False
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return elastic.given(list(solver.response_proto.solution), least=status == cp_model.OPTIMAL)


class _Elastic:
    """The model of a case without its units, each of which has a price."""

    def __init__(self, case: Case, units: Sequence[Unit]) -> None:
        # who is on leave stays so for all rules but the one that keeps them from work: they look at a day of leave as
        # they do where it is kept, and where it is not the person works
        self._case = changed(case, [unit for unit in units if isinstance(unit, Unpin | Ease)])
        free = changed(self._case, [unit for unit in units if isinstance(unit, GiveUpLeave)])
        self.model = Model(self._case)
        self._lent = {
            (unit.day, kind): self.model.cp.new_int_var(0, MOST, "")
            for unit in units
            if isinstance(unit, Lend)
            for kind in case.choices
        }
        self._like = {unit.day: unit.like for unit in units if isinstance(unit, Lend)}
        self._prices: list[tuple[Unit, Literal]] = []
        self._counting: set[int] = set()
        for number, use in enumerate(self._case.uses):
            if use.mode is Mode.HARD:
                port = _LentPort(self.model, number, use, self._lent, self._like)
                port.own = free if use.rule == AVAILABILITY else self._case
                roster_rule(use.rule).encode(port, use.params)
                if port.counts:
                    self._counting.add(number)
        for unit in units:
            self._price(unit)
        for literal in self._lent.values():
            self.model.costs.append((literal, HEAD))
        self.model.close()

    def _price(self, unit: Unit) -> None:
        if isinstance(unit, GiveUpLeave):
            works = self.model.cells.any(unit.who, unit.day, self._case.kinds)
            self._costs(unit, works)
        elif isinstance(unit, Unpin):
            case = self._case
            who, day = case.person[unit.pin.employee], case.axis.day(unit.pin.date)
            kept = self.model.cells.any(who, day, _kept(case, unit))
            self._costs(unit, (not kept) if isinstance(kept, bool) else kept.negated())
        elif isinstance(unit, Ease):
            self._ease(unit)

    def _costs(self, unit: Unit, literal: Literal) -> None:
        if literal is False:
            return
        self._prices.append((unit, literal))
        if literal is True:
            self.model.constant += HEAD
        else:
            self.model.costs.append((literal, HEAD))

    def _ease(self, unit: Ease) -> None:
        """State the rows again, as far as they do not give way; all rows of a unit give the same."""
        cp = self.model.cp
        most = max((getattr(row, unit.level) or 0) for row in unit.rows) if unit.level == "min" else MOST
        by, touched = cp.new_int_var(0, most, ""), cp.new_bool_var("")
        cp.add(by <= most * touched)
        on = self._case.axis.date(unit.day).isoformat()
        rows = tuple(Demand(on, row.span, row.filter, **{unit.level: getattr(row, unit.level)}) for row in unit.rows)
        for number, use in enumerate(self._case.uses):
            if use.rule == COVERAGE and use.mode is Mode.HARD and unit.level in use.params.levels:  # type: ignore[attr-defined]
                port = _EasedPort(self.model, number, use, self._lent, self._like)
                port.only(replace(self._case, demand=rows), unit.day, by)
                roster_rule(use.rule).encode(port, use.params)
                if port.counts:
                    self._counting.add(number)
        self._prices.append((unit, by))
        self.model.costs += [(by, HEAD), (touched, 1)]

    def given(self, values: Sequence[int], *, least: bool) -> Given:
        """What a solution says."""

        def value(literal: Literal) -> int:
            if isinstance(literal, bool):
                return int(literal)
            index: int = literal.index
            return values[index] if index >= 0 else 1 - values[-index - 1]

        measures: list[Measure] = []
        cost = 0
        for unit, literal in self._prices:
            size = value(literal)
            if size:
                cost += size
                assert not isinstance(unit, Lend)
                measures.append(replace(unit, by=size) if isinstance(unit, Ease) else unit)
        borrowed = [
            Borrow(day, kind, values[var.index], self._like[day])
            for (day, kind), var in self._lent.items()
            if values[var.index]
        ]
        cost += sum(measure.heads for measure in borrowed)
        roster = roster_of(self._case, self.model, values)
        counting = frozenset(self._counting)
        whole = (*roster, *self._guests(borrowed))
        return Given((*measures, *borrowed), cost, least, whole, counting, bool(self.model.slots))

    def _guests(self, borrowed: Sequence[Borrow]) -> Iterable[Assignment]:
        """The work of those who are borrowed, in the order in which the changed case numbers them."""
        work = [(measure.day, measure.kind) for measure in borrowed for _ in range(measure.heads)]
        for name, (day, kind) in zip(borrowed_ids(self._case, len(work)), work, strict=True):
            yield replace(assignment(self._case, 0, day, kind), employee=name)


def _kept(case: Case, unit: Unpin) -> frozenset[int]:
    """The kinds that keep a pin."""
    pin = unit.pin
    if pin.shift is None:
        return frozenset({OFF})
    return frozenset(
        kind
        for kind in case.choices
        if case.duty(kind).shift == pin.shift and pin.post in (None, case.duty(kind).post)
    )


class _LentPort(CpPort):
    """A port in which people from elsewhere count among heads, wherever their like would."""

    def __init__(
        self, model: Model, number: int, use: RuleUse, lent: dict[tuple[int, int], Literal], like: dict[int, int]
    ) -> None:
        super().__init__(model, number, use)
        self._lent = lent
        self._like = like
        self._covering = False
        self.counts = False
        self.own = model.case

    @property
    def case(self) -> Case:
        """The month as this use sees it."""
        return self.own

    def cover(
        self,
        heads: Sequence[Heads],
        low: int | None,
        high: int | None,
        size: int = 1,
        away: Sequence[Away] = (),
        before: Sequence[Away] = (),
    ) -> None:
        self.counts = self._covering = True
        super().cover(heads, low, high, size, away, before)
        self._covering = False

    def slots(
        self, people: Sequence[int], cell: PortCell, starts: Sequence[int], minutes: int, discomfort: Sequence[int]
    ) -> Slots:
        self.counts = True
        return super().slots(people, cell, starts, minutes, discomfort)

    def _heads(self, heads: Sequence[Heads]) -> tuple[list[Literal], int, int]:
        terms, most, constant = super()._heads(heads)
        if not self._covering or not self._lent:
            return terms, most, constant
        guests: dict[tuple[int, int], None] = {}
        for people, cell in heads:
            if self._like.get(cell.day) in people:
                guests |= dict.fromkeys((cell.day, kind) for kind in cell.kinds if (cell.day, kind) in self._lent)
        return [*terms, *(self._lent[cell] for cell in guests)], most + MOST * len(guests), constant


class _EasedPort(_LentPort):
    """A port for some rows of one day, which may ask for fewer (or allow more) at a price."""

    def only(self, case: Case, day: int, by: Literal) -> None:
        """Speak of this case's demand, on this day; ``by`` is what it gives way."""
        self.own = case
        self._by = by
        scope = self._scope
        self._scope = replace(scope, first=max(scope.first, day), end=max(scope.first, min(scope.end, day + 1)))

    def _cover(
        self,
        heads: Sequence[Heads],
        low: int | None,
        high: int | None,
        size: int,
        gone: tuple[Sequence[Away], Sequence[Away]],
    ) -> None:
        terms, _, constant = self._heads(heads)
        total = cp_model.LinearExpr.sum(terms) + constant if terms else constant
        if low is not None:
            self._cp.add(total + self._by >= low)
        if high is not None:
            self._cp.add(total - self._by <= high)
