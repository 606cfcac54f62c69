"""How many people are where at every minute: what ``check()`` of the rules about minutes reads.

Built from :class:`RosterIndex` as difference arrays, one per filter, so that rows of demand share them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rosterctl.domain.demand import Filter
from rosterctl.domain.roster import Assignment
from rosterctl.messages import Word
from rosterctl.rules.base import Scope
from rosterctl.rules.roster.index import Bools, Change, RosterIndex
from rosterctl.rules.roster.training import training_days

Counts = NDArray[np.int64]
Rows = NDArray[np.int32]

ANYBODY = Word("all-staff")


class Staffing:
    """Counts of a use's members, by minute from the midnight of the first day to a day after the last one.

    Trainees are not counted on their days of training.
    """

    def __init__(self, index: RosterIndex, scope: Scope) -> None:
        axis, case = index.case.axis, index.case
        self._index = index
        self.base = axis.at(case.first, 0)
        self._size = axis.at(case.end + 1, 0) - self.base
        self._members: Bools = np.zeros(len(case.employees), np.bool_)
        self._members[np.array(scope.people, np.int64)] = True
        names = {post: number for number, post in enumerate(dict.fromkeys(item.post for item in index.items))}
        self._names = names
        self._training = training_days(case)
        # the last entry stands for "no assignment", so that an empty roster can be indexed too
        self._post = np.array([*self._numbers(index.items, scope), -1], np.int32)
        self._eligible: dict[tuple[str | None, ...], Bools] = {}
        self._counted: dict[tuple[str | None, ...], Counts] = {}
        self._before: Staffing | None = None

    def moved(self, index: RosterIndex, change: Change, scope: Scope) -> Staffing:
        """The counts of an index moved from this one's, which are copied and put right where it changed."""
        new = copy(self)
        new._index, new._before, new._counted = index, self, {}
        added = index.items[int(change.kept.sum()) :]
        unknown = {item.post for item in added} - set(self._names)
        new._names = {**self._names, **{post: len(self._names) + n for n, post in enumerate(unknown)}}
        new._post = np.array([*self._post[:-1][change.kept].tolist(), *new._numbers(added, scope), -1], np.int32)
        return new

    def _numbers(self, items: Iterable[Assignment], scope: Scope) -> Iterator[int]:
        """The number of each assignment's post; -1 for what does not count here."""
        person, day = self._index.case.person, self._index.case.axis.day
        for item in items:
            who = person.get(item.employee)
            trains = bool(self._training) and who is not None and not self.counts(who, day(item.date))
            yield -1 if trains or not scope.post(item.post) else self._names[item.post]

    def counts(self, who: int, day: int) -> bool:
        """Whether the person's work begun on that day counts: a trainee's does not."""
        return day not in self._training.get(who, ())

    def eligible(self, asked: Filter) -> Bools:
        """Which people are members and have the skill, grade and rank asked for."""
        key = (asked.skill, asked.grade, asked.rank)
        found = self._eligible.get(key)
        if found is None:
            people = (asked.person(employee) for employee in self._index.case.employees)
            found = self._eligible[key] = self._members & np.fromiter(people, np.bool_, len(self._members))
        return found

    def present(self, asked: Filter) -> Counts:
        """People at the post, minute by minute; a rotating meal does not take anybody away."""
        key = (asked.post, asked.skill, asked.grade, asked.rank)
        found = self._counted.get(key)
        if found is None:
            change = self._index.change
            if self._before is not None and change is not None:
                found = self._before.present(asked).copy()
                self._before._add(found, change.taken, asked, -1)
                self._add(found, change.given, asked, 1)
            else:
                found = self.count(self._index.spans[:, [0, 2, 3, 4]], asked)
            self._counted[key] = found
        return found

    def _add(self, counts: Counts, spans: Rows, asked: Filter, heads: int) -> None:
        """Put these stretches of ``spans`` into the counts, or take them out."""
        for _, _, _, start, end in self._asked(spans, 2, asked).tolist():
            counts[max(start - self.base, 0) : max(end - self.base, 0)] += heads

    def _asked(self, rows: Rows, number: int, asked: Filter) -> Rows:
        """The rows of those asked for; ``number`` is the column with the number of the assignment."""
        post = self._post[rows[:, number]]
        here = post >= 0 if asked.post is None else post == self._names.get(asked.post, -2)
        return rows[here & self.eligible(asked)[rows[:, 0]]]

    def count(self, rows: Rows, asked: Filter) -> Counts:
        """How many of these stretches (person, number of the assignment, start, end) hold at each minute."""
        kept = self._asked(rows, 1, asked)
        steps = np.zeros(self._size + 1, np.int64)
        np.add.at(steps, np.clip(kept[:, 2] - self.base, 0, self._size), 1)
        np.add.at(steps, np.clip(kept[:, 3] - self.base, 0, self._size), -1)
        return np.cumsum(steps[:-1])

    def slice(self, counts: Counts, start: int, end: int) -> Counts:
        """The counts of the elapsed minutes ``[start, end)``."""
        return counts[start - self.base : end - self.base]

    def extremes(self, counts: Counts, starts: Counts, ends: Counts, *, least: bool) -> Counts:
        """The lowest (or highest) count within each span of elapsed minutes; spans are not empty."""
        bounds = np.column_stack((starts, ends)).ravel() - self.base
        reduce = np.minimum if least else np.maximum
        return reduce.reduceat(counts, bounds)[::2]


def staffing_of(index: RosterIndex, scope: Scope) -> Staffing:
    """The counts of a use's members in a roster: worked out once, and from those of the roster it was moved from."""

    def make() -> Staffing:
        if index.change is None:
            return Staffing(index, scope)
        return staffing_of(index.change.parent, scope).moved(index, index.change, scope)

    return index.once(("staffing", scope.people, scope.posts), make)


def runs(amounts: Counts, start: int) -> Iterator[tuple[int, int, int]]:
    """The maximal stretches with one and the same positive amount, as ``(start, end, amount)``."""
    if not amounts.size:
        return
    edges = [0, *(np.flatnonzero(np.diff(amounts)) + 1).tolist(), amounts.size]
    for begin, end in pairwise(edges):
        if amounts[begin] > 0:
            yield start + begin, start + end, int(amounts[begin])


def words(asked: Filter) -> dict[str, Any]:
    """What a filter asks for, as values of a finding: each field that is set, and all of them as ``what``."""
    fields = {name: getattr(asked, name) for name in ("shift", "post", "skill", "grade", "rank")}
    given = {name: value for name, value in fields.items() if value is not None}
    return {"what": tuple(given.values()) or (ANYBODY,), **given}
