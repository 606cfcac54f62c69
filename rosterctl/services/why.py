"""Why somebody has a shift on a date, and what another choice would cost: the checker's findings before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.choices import Cell, Choice
from rosterctl.domain.findings import Finding
from rosterctl.domain.policy import For, Mode, RuleUse
from rosterctl.domain.requests import Pin
from rosterctl.domain.roster import Assignment, Break
from rosterctl.domain.shifts import Meal
from rosterctl.errors import InternalError
from rosterctl.rules.roster import pins
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge, penalty
from rosterctl.services.audit import audit
from rosterctl.solver.explain import Conflict, explain
from rosterctl.solver.search import INFEASIBLE, Options, Outcome, assignment, search

MEAL_STEP = 15
"""Minutes between the meal starts that are tried for somebody who would work otherwise."""


@dataclass(frozen=True)
class Mended:
    """The cheapest full roster with the cell as wished: the change of the penalty, and the other cells that change.

    ``asked`` is the case that was solved; ``penalty`` is ``None`` when no roster was found, ``bound`` the least
    change that any roster can have. ``conflict``: why there is none.
    """

    asked: Case
    outcome: Outcome
    penalty: int | None
    bound: int | None = None
    moved: tuple[tuple[str, date, str, str], ...] = ()
    conflict: Conflict | None = None


def look_at(
    case: Case, assignments: Sequence[Assignment], who: int, on: date, kinds: Iterable[int] | None = None
) -> Cell:
    """The cell with everything else that it could hold (or with these kinds alone)."""
    index = RosterIndex(case, assignments)
    day = case.axis.day(on)
    now = index.at(who, day)
    before = judge(index)
    known = case.kind_of.get((now[0].shift, now[0].post), -1) if len(now) == 1 else -1 if now else OFF
    tried = kinds if kinds is not None else (OFF, *case.choices)
    choices = [_choice(index, before, who, day, kind) for kind in tried if kind != known]
    person = case.employees[who].id
    return Cell(
        who,
        on,
        now,
        tuple(pin for pin in case.pins if (pin.employee, pin.date) == (person, on)),
        tuple(leave.request for leave in case.leaves[who] if leave.first <= day < leave.end),
        tuple(wish for wish in case.wishes if (wish.employee, wish.date) == (person, on)),
        tuple(sorted(choices, key=lambda choice: (choice.hard, choice.penalty))),
    )


def _choice(index: RosterIndex, before: Sequence[Finding], who: int, day: int, kind: int) -> Choice:
    items = () if kind == OFF else (with_meals(index, who, day, kind),)
    after = judge(index.moved({(who, day): items}))
    return Choice(items, minus(after, before), minus(before, after), penalty(after) - penalty(before))


def minus(some: Iterable[Finding], others: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of the first that are not among the second; alike ones are counted."""
    left = Counter(map(_said, others))
    found = []
    for finding in some:
        said = _said(finding)
        if left[said]:
            left[said] -= 1
        else:
            found.append(finding)
    return tuple(sorted(found, key=lambda finding: not finding.hard))


def _said(finding: Finding) -> tuple[object, ...]:
    values = tuple(sorted((name, str(value)) for name, value in finding.values.items()))
    return (finding.key, finding.code, finding.size, finding.dates, finding.employees, values)


def with_meals(index: RosterIndex, who: int, day: int, kind: int) -> Assignment:
    """The kind of work with its meals; those that rotate start when the fewest at the post are away, then early."""
    case = index.case
    found = assignment(case, who, day, kind)
    away = [
        rest
        for item in index.items
        if item.date == found.date and item.post == found.post and item.employee != found.employee
        for rest in item.breaks
    ]
    rotating = [meal for meal in case.shifts[found.shift].meals if not meal.fixed]
    breaks = [*found.breaks, *(_quiet(meal, away) for meal in rotating)]
    return replace(found, breaks=tuple(sorted(breaks)))


def _quiet(meal: Meal, away: Sequence[Break]) -> Break:
    def together(start: int) -> int:
        return sum(rest.start < start + meal.minutes and start < rest.start + rest.minutes for rest in away)

    return Break(min(meal.starts(MEAL_STEP), key=together), meal.minutes)


def mend(case: Case, assignments: Sequence[Assignment], who: int, on: date, kind: int, seconds: float) -> Mended:
    """The cheapest roster in which the cell holds this kind, as far as it is found in so many seconds."""
    asked = fixed(case, who, on, kind)
    labels = {
        (case.person[item.employee], case.axis.day(item.date)): case.kind_of.get((item.shift, item.post), OFF)
        for item in assignments
        if item.employee in case.person
    }
    labels[who, case.axis.day(on)] = kind
    outcome = search(asked, Options(time_limit=seconds), start=labels)
    if outcome.assignments is None:
        conflict = explain(asked) if outcome.status == INFEASIBLE else None
        return Mended(asked, outcome, None, conflict=conflict)
    judged = audit(asked, outcome.assignments)
    if judged.hard:
        rules = tuple(dict.fromkeys(finding.key for finding in judged.hard))
        raise InternalError("build.audit-hard", count=len(judged.hard), rules=rules)
    was = audit(case, assignments).penalty
    moved = tuple(
        (employee, when, before, after)
        for employee, when, before, after in _moves(assignments, outcome.assignments)
        if (employee, when) != (case.employees[who].id, on)
    )
    bound = None if outcome.bound is None else outcome.bound - was
    return Mended(asked, outcome, judged.penalty - was, bound, moved)


def fixed(case: Case, who: int, on: date, kind: int) -> Case:
    """The case with the cell fixed, whatever pin was there before, and whether pins are hard rules or not."""
    person = case.employees[who].id
    duty = None if kind == OFF else case.duty(kind)
    pin = Pin(person, on, None if duty is None else duty.shift, None if duty is None else duty.post)
    others = tuple(old for old in case.pins if (old.employee, old.date) != (person, on))
    scope = For(employee=frozenset({person}))
    use = RuleUse(pins.ID, "why-not", pins.Params(), Mode.HARD, 1, scope, on, on + timedelta(days=1))
    return replace(case, pins=(*others, pin), uses=(*case.uses, use))


def _moves(before: Iterable[Assignment], after: Iterable[Assignment]) -> list[tuple[str, date, str, str]]:
    """The cells whose shifts or posts differ."""
    old, new = _shifts(before), _shifts(after)
    cells = sorted(old.keys() | new.keys())
    return [(*cell, old.get(cell, "."), new.get(cell, ".")) for cell in cells if old.get(cell) != new.get(cell)]


def _shifts(items: Iterable[Assignment]) -> dict[tuple[str, date], str]:
    found: dict[tuple[str, date], str] = {}
    for item in sorted(items, key=Assignment.sort_key):
        cell = (item.employee, item.date)
        name = f"{item.shift}/{item.post}"
        found[cell] = f"{found[cell]}+{name}" if cell in found else name
    return found
