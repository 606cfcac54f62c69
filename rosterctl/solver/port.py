"""The model port on CP-SAT: turns the primitives of :mod:`rosterctl.rules.port` into a model.

One :class:`Model` holds what all uses share; each use speaks through its own :class:`CpPort`.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.rules.base import Scope, scope_of
from rosterctl.rules.port import Away, Cell, Heads, Line, Port, Slots, Term
from rosterctl.solver.beside import Beside
from rosterctl.solver.cells import Cells, Literal
from rosterctl.solver.company import Company
from rosterctl.solver.crew import CROWD, Crew, MealSlots
from rosterctl.solver.groups import Groups
from rosterctl.solver.meetings import Meetings, MeetingSeats
from rosterctl.solver.origin import Asked, Origin
from rosterctl.solver.pairs import Pairs


@dataclass
class Model:
    """A CP-SAT model under construction.

    With ``explain`` every hard piece holds only under its origin's switch, and there is no objective.
    """

    case: Case
    explain: bool = False
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    costs: list[tuple[Literal, int]] = field(default_factory=list)
    payers: list[int] = field(default_factory=list)
    """By cost, the number of the use that asks for it."""
    constant: int = 0
    slots: list[MealSlots] = field(default_factory=list)
    switches: dict[Origin, Literal] = field(default_factory=dict)
    patterns: dict[tuple[int, tuple[Cell, ...]], Literal] = field(default_factory=dict)
    somebody: dict[Heads, Literal] = field(default_factory=dict)
    counts: dict[tuple[tuple[int, ...], Cell], Crew] = field(default_factory=dict)
    enough: dict[tuple[tuple[int, ...], tuple[int, ...], int], Literal] = field(default_factory=dict)
    meals: dict[tuple[tuple[int, ...], Cell, tuple[int, ...], int, int], MealSlots] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cells = Cells(self.case, self.cp)
        self.pairs = Pairs()
        self.groups = Groups(self.cells, self.cp)
        self.meetings = Meetings(self.cells, self.cp)

    def switch(self, origin: Origin) -> Literal:
        """The literal under which an origin's pieces hold."""
        found = self.switches.get(origin)
        if found is None:
            found = self.switches[origin] = self.cp.new_bool_var("")
        return found

    def paid(self, values: Sequence[int], uses: Container[int]) -> int:
        """What the uses of these numbers cost a roster, without what they cost every one."""
        total = 0
        for (literal, weight), payer in zip(self.costs, self.payers, strict=True):
            if payer in uses:
                index = literal.index
                total += weight * (values[index] if index >= 0 else 1 - values[~index])
        return total

    def close(self) -> None:
        """Finish: forbidden successions, one kind a cell, and the objective."""
        self.pairs.state(self.cells, self.cp)
        self.meetings.close()
        self.cells.close()
        if not self.explain:
            literals, weights = [x for x, _ in self.costs], [w for _, w in self.costs]
            self.cp.minimize(cp_model.LinearExpr.weighted_sum(literals, weights) + self.constant)


class CpPort(Company, Beside):
    """The port of one use of a rule."""

    def __init__(self, model: Model, number: int, use: RuleUse) -> None:
        self._model = model
        self._cells = model.cells
        self._cp = model.cp
        self._number = number
        self._soft = use.mode is Mode.SOFT
        self._weight = use.weight
        self._scope = scope_of(model.case, use)
        self._asking: Asked | None = None
        self._changed: dict[tuple[int, int], Literal] = {}
        self._asked: dict[tuple[tuple[int, ...], Cell, tuple[int, ...], int], int] = {}

    @property
    def case(self) -> Case:
        """The month."""
        return self._model.case

    @property
    def scope(self) -> Scope:
        """Whom and which days the use is for."""
        return self._scope

    def of(self, use: RuleUse) -> Port:
        """See :meth:`rosterctl.rules.port.Port.of`."""
        return CpPort(self._model, self.case.uses.index(use), use)

    @property
    def _meetings(self) -> Meetings:
        return self._model.meetings

    # what is shared by the primitives

    def _pay(self, literal: Literal, units: int) -> None:
        self._model.costs.append((literal, units * self._weight))
        self._model.payers.append(self._number)

    @contextmanager
    def _hard(self, who: int | None, days: Sequence[int]) -> Iterator[list[Literal]]:
        """The enforcement literals of a hard piece: none, or its origin's switch when explaining."""
        if not self._model.explain:
            yield []
            return
        yield [self._model.switch(Origin(self._number, who, min(days), max(days) + 1, self._asking))]

    def _clause(self, literals: Sequence[Literal], who: int | None, days: Sequence[int], size: int) -> None:
        """At least one literal holds; else it costs ``size`` units."""
        if any(literal is True for literal in literals):
            return
        open_ = [literal for literal in literals if literal is not False]
        if not self._soft:
            with self._hard(who, days) as when:
                self._cp.add_bool_or([*open_, *(x.negated() for x in when)])
        elif not open_:
            self._model.constant += size * self._weight
        elif len(open_) == 1:
            self._pay(open_[0].negated(), size)
        else:
            broken = self._cp.new_bool_var("")
            self._cp.add_bool_or([*open_, broken])
            self._pay(broken, size)

    def _between(
        self,
        literals: Sequence[Literal],
        times: Sequence[int],
        bounds: tuple[int | None, int | None],
        who: int | None,
        days: Sequence[int],
        pay: tuple[int, int],
    ) -> None:
        """``low ≤ Σ times·literal ≤ high``; ``pay`` = (unit, cost of a unit) when soft."""
        low, high = bounds
        least = sum(n for n in times if n < 0) if low is not None or high is not None else 0
        most = sum(n for n in times if n > 0)
        low = None if low is None or least >= low else low
        high = None if high is None or most <= high else high
        if low is None and high is None:
            return
        total = cp_model.LinearExpr.weighted_sum(literals, times)
        if not self._soft:
            with self._hard(who, days) as when:
                bound = self._cp.add_linear_constraint(
                    total, -(1 << 40) if low is None else low, 1 << 40 if high is None else high
                )
                if when:
                    bound.only_enforce_if(when)
            return
        unit, size = pay
        if low is not None:
            missing = self._cp.new_int_var(0, -((least - low) // unit), "")
            self._cp.add(total + unit * missing >= low)
            self._pay(missing, size)
        if high is not None:
            over = self._cp.new_int_var(0, -((high - most) // unit), "")
            self._cp.add(total - unit * over <= high)
            self._pay(over, size)

    def _sum(self, who: int, terms: Sequence[Term]) -> tuple[list[Literal], list[int], int]:
        """Σ terms as literals, coefficients and a constant; certain cells go into the constant."""
        weights: dict[tuple[int, int], int] = {}
        constant = 0
        for cell, times in terms:
            if cell.day < self.case.first:
                constant += times * (self._cells.past(who, cell.day) in cell.kinds)
                continue
            for kind in cell.kinds:
                weights[cell.day, kind] = weights.get((cell.day, kind), 0) + times
        by_day: dict[int, dict[int, int]] = {}
        for (day, kind), times in weights.items():
            by_day.setdefault(day, {})[kind] = times
        literals: list[Literal] = []
        factors: list[int] = []
        for day, kinds in by_day.items():
            constant += self._day_sum(who, day, kinds, literals, factors)
        return literals, factors, constant

    def _day_sum(self, who: int, day: int, kinds: dict[int, int], literals: list[Literal], factors: list[int]) -> int:
        """Add one day's part of a sum; where most kinds count the same, 'constant minus the rest' is shorter."""
        options = self._cells.options(who, day)
        values = [kinds.get(kind, 0) for kind in options]
        common = max(set(values), key=values.count, default=0)
        for literal, value in zip(options.values(), values, strict=True):
            if value != common:
                literals.append(literal)
                factors.append(value - common)
        return common

    # personal

    def forbid(self, who: int, pattern: Sequence[Cell], size: int = 1) -> None:
        """See :meth:`rosterctl.rules.port.Port.forbid`."""
        days = [cell.day for cell in pattern]
        if not self._soft and not self._model.explain and len(pattern) == 1 and days[0] >= self.case.first:
            self._cells.ban(who, days[0], pattern[0].kinds)
            return
        if not self._soft and len(pattern) == 2 and self._pair(who, pattern[0], pattern[1]):
            return
        holds = [self._cells.any(who, cell.day, cell.kinds) for cell in pattern]
        if any(literal is False for literal in holds):
            return
        self._clause([x.negated() for x in holds if x is not True], who, days, size)

    def _pair(self, who: int, one: Cell, other: Cell) -> bool:
        """A forbidden pair of open cells as 'at most one', which propagates without helper variables."""
        if min(one.day, other.day) < self.case.first or self._model.explain:
            return False
        self._model.pairs.add(who, one, other)
        return True

    def any_of(self, who: int, patterns: Sequence[Sequence[Cell]], size: int = 1) -> None:
        """See :meth:`rosterctl.rules.port.Port.any_of`."""
        days = sorted({cell.day for pattern in patterns for cell in pattern}) or [self.case.first]
        ways = [self._all(who, pattern) for pattern in patterns]
        self._clause(ways, who, days, size)

    def _all(self, who: int, pattern: Sequence[Cell]) -> Literal:
        """A literal that can only hold when all cells of the pattern do."""
        holds = [self._cells.any(who, cell.day, cell.kinds) for cell in pattern]
        if any(literal is False for literal in holds):
            return False
        holds = [literal for literal in holds if literal is not True]
        if not holds:
            return True
        if len(holds) == 1:
            return holds[0]
        key = (who, tuple(pattern))
        made = self._model.patterns.get(key)
        if made is None:
            made = self._model.patterns[key] = self._cp.new_bool_var("")
            for literal in holds:
                self._cp.add_implication(made, literal)
        return made

    def window(self, who: int, terms: Sequence[Term], low: int | None, high: int | None, unit: int = 1) -> None:
        """See :meth:`rosterctl.rules.port.Port.window`."""
        literals, factors, constant = self._sum(who, terms)
        self._bounded(literals, factors, constant, low, high, who, [t.cell.day for t in terms], (unit, 1))

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
    ) -> None:
        bounds = (None if low is None else low - constant, None if high is None else high - constant)
        days = days or [self.case.first]
        if literals:
            self._between(literals, factors, bounds, who, days, pay)
            return
        gap = max(bounds[0] or 0, -(bounds[1] if bounds[1] is not None else 0), 0)
        if gap and self._soft:
            self._model.constant += -(-gap // pay[0]) * pay[1] * self._weight
        elif gap:
            self._clause([], who, days, 1)

    def count(self, who: int, groups: Sequence[Sequence[Cell]], low: int | None, high: int | None) -> None:
        """See :meth:`rosterctl.rules.port.Port.count`."""
        held = [self._model.groups.some(who, group) for group in groups]
        open_ = [literal for literal in held if not isinstance(literal, bool)]
        sure = sum(literal is True for literal in held)
        days = [cell.day for group in groups for cell in group]
        self._bounded(open_, [1] * len(open_), sure, low, high, who, days, (1, 1))

    # joint

    def cover(
        self,
        heads: Sequence[Heads],
        low: int | None,
        high: int | None,
        size: int = 1,
        away: Sequence[Away] = (),
        before: Sequence[Away] = (),
    ) -> None:
        """See :meth:`rosterctl.rules.port.Port.cover`."""
        if self._model.explain and heads and not away:
            people = {who for group, _ in heads for who in group}
            kinds = frozenset[int]().union(*(cell.kinds for _, cell in heads))
            self._asking = Asked(low, high, len(people), kinds)
        self._cover(heads, low, high, size, (away, before))
        self._asking = None

    def _cover(
        self,
        heads: Sequence[Heads],
        low: int | None,
        high: int | None,
        size: int,
        gone: tuple[Sequence[Away], Sequence[Away]],
    ) -> None:
        away, before = gone
        total, most, constant = self._heads(heads)
        days = [day for h in heads if (day := h.cell.day) >= self.case.first]
        low = None if low is None else low - constant
        high = None if high is None else high - constant
        if away:
            days = days or [a.slots.cell.day for a in away if isinstance(a.slots, MealSlots)]
            gone = tuple(self._eaters(before).terms)
            self._relieved(Crew(total, most, gone), self._eaters(away), (low, high), days, size)
        elif total:
            self._staffed(Crew(total, most), (low, high), days, size)
        else:
            self._bounded([], [], 0, low, high, None, days, (1, size))

    def _heads(self, heads: Sequence[Heads]) -> tuple[list[Literal], int, int]:
        """How many heads: what to add up, the most it can be, and the heads that are certain.

        The same people on the same day and kind are asked for again and again, by each interval that they cover:
        where they are many, one variable stands for how many they are.
        """
        terms: list[Literal] = []
        most = constant = 0
        for people, cell in heads:
            if cell.day < self.case.first:
                constant += sum(self._cells.past(who, cell.day) in cell.kinds for who in people)
                continue
            found = self._model.counts.get((people, cell))
            if found is None:
                found = self._model.counts[people, cell] = self._count(people, cell)
            terms += found.terms
            most += found.most
        return terms, most, constant

    def _count(self, people: Sequence[int], cell: Cell) -> Crew:
        literals = [x for who in people for x in self._cells.parts(who, cell.day, cell.kinds)[0]]
        most = min(len(literals), len(people))
        if len(literals) < CROWD:
            return Crew(literals, most)
        number = self._cp.new_int_var(0, most, "")
        self._cp.add(cp_model.LinearExpr.sum(literals) == number)
        return Crew([number], most)

    def _staffed(self, crew: Crew, bounds: tuple[int | None, int | None], days: Sequence[int], size: int) -> None:
        """``low ≤ crew ≤ high``."""
        low, high = bounds
        total = cp_model.LinearExpr.sum(crew.terms)
        if low is not None and low > 0:
            if self._soft:
                missing = self._cp.new_int_var(0, low, "")
                self._cp.add(total + missing >= low)
                self._pay(missing, size)
            else:
                self._state(total >= low, days)
        if high is not None and high < crew.most:
            if self._soft:
                over = self._cp.new_int_var(0, crew.most - high, "")
                self._cp.add(total - over <= high)
                self._pay(over, size)
            else:
                self._state(total <= high, days)

    def _state(self, bound: Literal, days: Sequence[int], when: Sequence[Literal] = ()) -> None:
        """A hard linear bound of many people, under these literals."""
        with self._hard(None, days or [self.case.first]) as switches:
            made = self._cp.add(bound)
            if switches or when:
                made.only_enforce_if([*switches, *when])

    def _eaters(self, away: Sequence[Away]) -> Crew:
        """How many are away, and the most it can be: nobody of a group is at two meals of one sitting."""
        terms: list[Literal] = []
        groups: dict[MealSlots, int] = {}
        seated: set[int] = set()
        for slots, positions in away:
            if isinstance(slots, MeetingSeats):
                terms += [x for n in positions if (x := slots.literals[n]) is not False]
                seated.update(slots.seats[n].who for n in positions)
                continue
            assert isinstance(slots, MealSlots)
            terms += [slots.counts[position] for position in positions]
            groups[slots] = len(slots.people)
        return Crew(terms, sum(groups.values()) + len(seated))

    def _relieved(
        self, crew: Crew, eaters: Crew, bounds: tuple[int | None, int | None], days: Sequence[int], size: int
    ) -> None:
        """``low ≤ crew − eaters`` as far as the eaters are the cause: ``min(eaters, low − crew + eaters)`` is paid.

        Where the crew is too few anyway every eater is missing; where it is enough, those beyond the surplus are.
        """
        low, high = bounds
        staff, out = crew.total, eaters.total
        if high is not None and high < crew.most:
            if self._soft:
                over = self._cp.new_int_var(0, crew.most - min(high, 0) + eaters.most, "")
                self._cp.add(staff - out - over <= high)
                self._pay(over, size)
            else:
                self._state(staff - out <= high, days)
        if low is None or low <= -eaters.most:
            return
        missing: Literal = 0
        if self._soft:
            missing = self._cp.new_int_var(0, eaters.most, "")
            self._pay(missing, size)
        enough = self._enough(crew, low)
        if enough is not False:
            self._state(staff - out + missing >= low, days, [] if enough is True else [enough])
        if enough is not True:
            self._state(out - missing <= 0, days, [] if enough is False else [enough.negated()])

    def _enough(self, crew: Crew, low: int) -> Literal:
        """The literal 'the crew is at least ``low``'."""
        if low <= 0 or crew.most < low:
            return low <= 0
        staff, gone = (tuple(sorted(term.index for term in part)) for part in (crew.terms, crew.gone))
        key = (staff, gone, low)
        found = self._model.enough.get(key)
        if found is None:
            found = self._model.enough[key] = self._cp.new_bool_var("")
            total = crew.total
            self._cp.add(total >= low).only_enforce_if(found)
            self._cp.add(total < low).only_enforce_if(found.negated())
        return found

    def balance(self, lines: Sequence[Line], spread: int, unit: int = 1) -> None:
        """See :meth:`rosterctl.rules.port.Port.balance`."""
        if len(lines) < 2:
            return
        whole = math.lcm(*(line.share for line in lines))
        sums, ends = [], [0, 0]
        for line in lines:
            literals, factors, constant = self._sum(line.who, line.terms)
            scale = whole // line.share
            sums.append(
                cp_model.LinearExpr.weighted_sum(literals, [scale * f for f in factors])
                + scale * (constant + line.carried)
            )
            reach = scale * (abs(constant) + abs(line.carried) + sum(abs(f) for f in factors))
            ends = [min(ends[0], -reach), max(ends[1], reach)]
        lowest, highest = (self._cp.new_int_var(ends[0], ends[1], "") for _ in range(2))
        for total in sums:
            self._cp.add(lowest <= total)
            self._cp.add(highest >= total)
        days = [t.cell.day for line in lines for t in line.terms] or [self.case.first]
        if not self._soft:
            with self._hard(None, days) as when:
                bound = self._cp.add(highest - lowest <= whole * spread)
                if when:
                    bound.only_enforce_if(when)
            return
        over = self._cp.new_int_var(0, (ends[1] - ends[0]) // (whole * unit) + 1, "")
        self._cp.add(highest - lowest - whole * unit * over <= whole * spread)
        self._pay(over, 1)

    def slots(
        self, people: Sequence[int], cell: Cell, starts: Sequence[int], minutes: int, discomfort: Sequence[int]
    ) -> Slots:
        """See :meth:`rosterctl.rules.port.Port.slots`."""
        wanted = (tuple(people), cell, tuple(starts), minutes)
        # a meal that two uses of a rule speak of is eaten once; two alike in one use are two meals
        self._asked[wanted] = nth = self._asked.get(wanted, 0) + 1
        made = self._model.meals.get((*wanted, nth))
        if made is None:
            terms, most, _ = self._heads([Heads(tuple(people), cell)])
            counts = tuple(self._cp.new_int_var(0, most, "") for _ in starts)
            self._cp.add(cp_model.LinearExpr.sum(counts) == cp_model.LinearExpr.sum(terms))
            made = MealSlots(tuple(people), cell, tuple(starts), minutes, tuple(discomfort), counts)
            self._model.meals[(*wanted, nth)] = made
            self._model.slots.append(made)
        return made
