"""The rotating meals of a finished roster: which stated break is which meal, and who is away for it when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Assignment, Break
from rosterctl.domain.shifts import Meal, Shift
from rosterctl.rules.base import Scope
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.staffing import Rows


class Served(NamedTuple):
    """A rotating meal of one assignment, and the break that is stated for it."""

    who: int
    day: int
    number: int
    item: Assignment
    meal: Meal
    stated: Break | None


def served(index: RosterIndex, scope: Scope) -> Iterator[Served]:
    """The rotating meals of the members' assignments on the days and posts of the use, of people and on days in
    focus."""
    if scope.focus_people is None and scope.focus_days is None:
        yield from _served(index, scope, range(len(index.items)))
        return
    who, day, number = index.entries.T
    near = np.ones(len(who), np.bool_)
    if scope.focus_people is not None:
        near &= np.isin(who, list(scope.focus_people))
    if scope.focus_days is not None:
        near &= np.isin(day, list(scope.focus_days))
    yield from _served(index, scope, number[near].tolist())


def _served(index: RosterIndex, scope: Scope, numbers: Iterable[int]) -> Iterator[Served]:
    case = index.case
    rotating = {
        code: sorted((m for m in shift.meals if not m.fixed), key=lambda m: (m.window.start, m.window.end))
        for code, shift in case.shifts.items()
    }
    members = set(scope.people)
    for number in numbers:
        item = index.items[number]
        meals = rotating[item.shift]
        if not meals or not scope.post(item.post):
            continue
        who, day = case.person.get(item.employee), case.axis.day(item.date)
        if who is not None and who in members and max(scope.first, case.first) <= day < scope.end:
            for meal, stated in _matched(case, who, day, item, meals):
                yield Served(who, day, number, item, meal, stated)


def _matched(
    case: Case, who: int, day: int, item: Assignment, meals: list[Meal]
) -> Iterator[tuple[Meal, Break | None]]:
    """The stated breaks, in order, for the meals in the order of their windows; meals that leave touches are not due.

    A break that is a fixed meal of the shift, or that lies in the window of a meal that is not due, is left out.
    """
    shift = case.shifts[item.shift]
    rest = sorted(item.breaks)
    for meal in shift.meals:
        fixed = Break(meal.window.start, meal.minutes)
        if meal.fixed and fixed in rest:
            rest.remove(fixed)
    due = meals
    if case.leaves[who]:
        due, excused = _due(case, who, day, shift, meals)
        rest = [
            b
            for b in rest
            if not any(b.start < m.window.end and m.window.start < b.start + b.minutes for m in excused)
        ]
    for number, meal in enumerate(due):
        yield meal, rest[number] if number < len(rest) else None


def _due(case: Case, who: int, day: int, shift: Shift, meals: list[Meal]) -> tuple[list[Meal], list[Meal]]:
    """The meals that are due, and those whose window approved leave touches."""
    leave = case.partial_leave(who, day, shift)
    touched = [any(span.overlap(meal.window) for span in leave) for meal in meals]
    return (
        [meal for meal, hit in zip(meals, touched, strict=True) if not hit],
        [meal for meal, hit in zip(meals, touched, strict=True) if hit],
    )


def away(index: RosterIndex, scope: Scope) -> Rows:
    """Where members are away from the post to eat: rows of person, number of the assignment, start and end.

    Of the whole roster, whatever the focus; worked out once, and from those of the roster it was moved from.
    """

    def make() -> Rows:
        change = index.change
        if change is None:
            return _away(index, _served(index, scope, range(len(index.items))), index.spans)
        old = away(change.parent, scope)
        old = old[change.kept[old[:, 1]]]
        old[:, 1] = (np.cumsum(change.kept, dtype=np.int32) - 1)[old[:, 1]]
        fresh = range(int(change.kept.sum()), len(index.items))
        return np.vstack((old, _away(index, _served(index, scope, fresh), change.given)))

    return index.once(("away", scope.people, scope.posts, scope.first, scope.end), make)


def _away(index: RosterIndex, meals: Iterable[Served], spans: Rows) -> Rows:
    at_post: dict[int, list[tuple[int, int]]] = {}
    for number, start, end in spans[:, 2:].tolist():
        at_post.setdefault(number, []).append((start, end))
    rows: list[tuple[int, int, int, int]] = []
    for who, day, number, _, _, stated in meals:
        if stated is None:
            continue
        begin = index.case.axis.at(day, stated.start)
        for start, end in at_post.get(number, ()):
            first, last = max(start, begin), min(end, begin + stated.minutes)
            if first < last:
                rows.append((who, number, first, last))
    return np.array(rows, np.int32).reshape(-1, 4)
