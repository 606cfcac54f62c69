"""The cheapest ways out of a month that no roster keeps, each shown to work by a roster that the checker passes.

For each kind of measure the least that does is sought: days of leave given up, pins dropped, demand lowered, people
borrowed, a rule's number changed, a rule made soft. Where no one kind does, they are tried together.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rosterctl.domain.case import Case
from rosterctl.domain.measures import Ease, GiveUpLeave, Measure, Retune, Soften, Unpin, changed
from rosterctl.domain.policy import Mode
from rosterctl.domain.roster import Assignment
from rosterctl.rules.recorded import words_of
from rosterctl.services.audit import audit
from rosterctl.services.units import dropped_pins, eases, free_days, lends
from rosterctl.services.values import nearest
from rosterctl.solver.elastic import Given, Unit, give_way
from rosterctl.solver.explain import Conflict
from rosterctl.solver.feasible import first_roster

PATIENCE = 8.0
"""Most seconds for one kind of measure."""

OTHER_ROWS = 3
"""How many rows of demand are tried alone, where lowering others is enough."""

DEAR = 1_000_000
"""What it costs to make a rule soft: after everything else."""

KEPT = ("availability", "pins")
"""Rules that are not softened: leave and pins give way one by one."""


@dataclass(frozen=True)
class Way:
    """Measures after which the month has a roster that keeps all hard rules, as the checker has found.

    ``cost`` counts days of leave, pins and heads; ``least``: less of this kind was shown not to do.
    """

    measures: tuple[Measure, ...]
    cost: int
    least: bool
    roster: tuple[Assignment, ...]
    after: Case

    @property
    def proof(self) -> str:
        """``least``, ``enough`` (less may do), or ``only``: there is no less of it."""
        if any(isinstance(measure, Soften) for measure in self.measures):
            return "only"
        return "least" if self.least else "enough"


@dataclass(frozen=True)
class Ways:
    """The ways out, cheapest first; and the kinds of measure about which nothing was settled in time."""

    found: tuple[Way, ...]
    open: tuple[str, ...]


def find_ways(case: Case, conflict: Conflict | None, seconds: float) -> Ways:
    """The ways out of a conflict; without one (``None``), those that any month may have."""
    hunt = _Hunt(case, conflict, time.monotonic() + seconds)
    hunt.run()
    # what costs the same stands in one order, whichever was found first
    order = sorted(hunt.found, key=lambda way: (way.cost, len(way.measures), str(way.measures)))
    return Ways(tuple(order), tuple(hunt.open))


class _Hunt:
    """The search for ways out of one conflict, until a deadline."""

    def __init__(self, case: Case, conflict: Conflict | None, deadline: float) -> None:
        self._case = case
        self._deadline = deadline
        origins = conflict.origins if conflict is not None else ()
        known = conflict is not None
        self._uses = tuple(dict.fromkeys(origin.use for origin in origins)) if known else range(len(case.uses))
        self._uses = tuple(n for n in self._uses if case.uses[n].mode is Mode.HARD)
        self._rules = {case.uses[number].rule for number in self._uses}
        joint = [origin for origin in origins if origin.who is None]
        spans = joint or origins
        self._days = sorted({day for o in spans for day in range(max(o.first, case.first), min(o.end, case.end))})
        self._days = self._days or list(case.days)
        self._joint = bool(joint) or not known
        self._people = {number: _people(conflict, number) for number in self._uses}
        self.found: list[Way] = []
        self.open: list[str] = []

    def _left(self) -> float:
        return min(PATIENCE, self._deadline - time.monotonic())

    def run(self) -> None:
        """Try one kind of measure after the other, the quick and likely ones first."""
        case, days = self._case, self._days
        if "pins" in self._rules:
            self._give("pins", [dropped_pins(case)])
        if "availability" in self._rules:
            self._give("leave", [free_days(case)])
        if self._joint:
            if "coverage" in self._rules:
                self._demand(days)
            self._give("borrow", [lends(case, days), lends(case, case.days)])
        for number in self._uses:
            if self._case.uses[number].rule not in KEPT:
                self._rule(number)
        if not any(way.cost < DEAR for way in self.found):
            everything: list[Unit] = [
                *dropped_pins(case),
                *free_days(case),
                *eases(case, case.days),
                *lends(case, case.days),
            ]
            self._give("together", [everything])

    def _give(self, name: str, stages: Iterable[Sequence[Unit]]) -> Way | None:
        """The cheapest choice out of the first of some collections of units that does."""
        settled = True
        for units in stages:
            given = give_way(self._case, units, self._left())
            if isinstance(given, Given):
                way = self._shown(given, units)
                if way is not None:
                    self._add(way)
                    return way
                settled = False
            elif given is None:
                settled = False
        if not settled:
            self.open.append(name)
        return None

    def _add(self, way: Way) -> None:
        if all(set(way.measures) != set(other.measures) for other in self.found):
            self.found.append(way)

    def _demand(self, days: Sequence[int]) -> None:
        """Lower demand; and where rows of one day are enough, look whether others alone would do as well."""
        units = eases(self._case, days)
        way = self._give("demand", [units, eases(self._case, self._case.days)])
        if way is None:
            return
        used = [measure for measure in way.measures if isinstance(measure, Ease)]
        if len({measure.day for measure in used}) > 1:
            return
        touched = {measure.rows for measure in used}
        others = [unit for unit in units if unit.day == used[0].day and (len(used) > 1 or unit.rows not in touched)]
        for unit in others[:OTHER_ROWS]:
            given = give_way(self._case, [unit], self._left())
            if isinstance(given, Given):
                alone = self._shown(given, [unit])
                if alone is not None:
                    self._add(alone)

    def _shown(self, given: Given, units: Sequence[Unit]) -> Way | None:
        """The way, when the checker finds nothing hard in the month after it; else when another roster is found."""
        after = changed(self._case, given.measures, given.counting)
        roster: tuple[Assignment, ...] | bool | None = given.roster
        if audit(after, given.roster).hard:
            roster = first_roster(after, self._left())
        if not isinstance(roster, tuple) or audit(after, roster).hard:
            return None
        least = given.cost == 1 or (given.least and self._told_all(units) and not given.meals)
        return Way(given.measures, given.cost, least, roster, after)

    def _told_all(self, units: Sequence[Unit]) -> bool:
        """Whether no other rule minds the change, so that what was proven about all choices holds for the month."""
        silent = {
            "availability": any(isinstance(unit, GiveUpLeave) for unit in units),
            "pins": any(isinstance(unit, Unpin) for unit in units),
            "coverage": any(isinstance(unit, Ease) for unit in units),
        }
        all_ = [unit for unit in units if isinstance(unit, GiveUpLeave | Unpin | Ease)]
        if not all_:
            return True
        after = changed(self._case, all_)
        return all(
            words_of(self._case, use) == words_of(after, use)
            for use in self._case.uses
            if use.mode is Mode.HARD and not silent.get(use.rule, False)
        )

    def _rule(self, number: int) -> None:
        """Make a rule soft; and where that helps, look for the nearest number that helps as well."""
        name = f"rule:{self._case.uses[number].key}"
        soft = self._works((Soften(number),))
        if soft is None:
            self.open.append(name)
        if not isinstance(soft, Way):
            return
        self._add(soft)
        settled = True
        for people in dict.fromkeys((self._people[number], None)):
            count = len(people) if people is not None else len(self._case.employees)
            before = len(self.found)
            for tried in nearest(self._case.uses[number].params, self._trial(number, people)):
                if tried is None:
                    settled = False
                    continue
                way, by, least = tried
                self._add(Way(way.measures, by * count, least, way.roster, way.after))
            if len(self.found) > before:
                break
        if not settled:
            self.open.append(name)

    def _trial(self, number: int, people: tuple[int, ...] | None) -> Callable[[str, int], Way | bool | None]:
        return lambda name, value: self._works((Retune(number, name, value, people),))

    def _works(self, measures: tuple[Measure, ...]) -> Way | bool | None:
        """The way of these measures, when there is a roster after them; ``None`` when that is not known."""
        try:
            after = changed(self._case, measures)
        except ValueError:
            return False  # the rule refuses the number
        roster = first_roster(after, self._left())
        if not isinstance(roster, tuple):
            return roster
        if audit(after, roster).hard:
            return None
        return Way(measures, DEAR, True, roster, after)


def _people(conflict: Conflict | None, use: int) -> tuple[int, ...] | None:
    """The people whom a conflict names under a use; ``None``: everybody, or the use is not about single people."""
    if conflict is None or conflict.crowd:
        return None
    named = {origin.who for origin in conflict.origins if origin.use == use}
    people = tuple(sorted(who for who in named if who is not None))
    return people if len(people) == len(named) else None
