"""What a meeting leaves of the crowd, in a finished roster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from rosterctl.domain.demand import Filter
from rosterctl.domain.policy import Mode
from rosterctl.rules.base import Scope, scope_of
from rosterctl.rules.roster.demand_table import DemandTable
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.meals import away
from rosterctl.rules.roster.meeting_held import Talk
from rosterctl.rules.roster.meeting_times import Session
from rosterctl.rules.roster.minutes import clock
from rosterctl.rules.roster.staffing import Counts, Rows, runs, staffing_of, words

MEALS = "meal-rotation"


class Short(NamedTuple):
    """A stretch in which somebody is missing: people × minutes, the day, and what to tell of it."""

    size: int
    day: int
    told: dict[str, object]


class Thin:
    """Everybody at the posts, everybody who eats, and everybody who is at something else."""

    def __init__(self, index: RosterIndex, scope: Scope, talks: list[Talk]) -> None:
        case = index.case
        everyone = Scope(tuple(range(len(case.employees))), case.first, case.end)
        self._index = index
        self._scope = scope
        self._staffing = staffing_of(index, everyone)
        self._table = DemandTable(case)
        self._at_post: dict[int, list[tuple[int, int]]] = {}
        for number, start, end in index.spans[:, 2:].tolist():
            self._at_post.setdefault(number, []).append((start, end))
        self._rows = np.vstack([_eaten(index), self._away(talks)])
        self._stay: dict[Filter, Counts] = {}

    def _away(self, talks: Iterable[Talk]) -> Rows:
        rows = [
            (talk.who, talk.number, max(start, talk.start), min(end, talk.end))
            for talk in talks
            for start, end in self._at_post.get(talk.number, ())
            if max(start, talk.start) < min(end, talk.end)
        ]
        return np.array(rows, np.int32).reshape(-1, 4)

    def find(self, session: Session, own: list[Talk], at_least: int | None, *, keep: bool) -> Iterator[Short]:
        """The stretches in which somebody is missing because of this meeting."""
        case = self._index.case
        mine: dict[Filter, Counts] = {}
        rows = self._away(own)
        for day in session.days:
            start, end = case.axis.at(day, 0), case.axis.at(day + 1, 0)
            if at_least:
                for post in filter(self._scope.post, case.posts):
                    yield from self._missing(mine, rows, Filter(post=post), at_least, (day, start, end))
            for asked, need, first, last in self._asked(day) if keep else ():
                yield from self._missing(mine, rows, asked, need, (day, max(first, start), min(last, end)))

    def _asked(self, day: int) -> Iterator[tuple[Filter, int, int, int]]:
        """The rows of demand that may ask for somebody on a calendar day."""
        for own in (day - 1, day):
            for group in self._table.on(own):
                if group.filter.shift is None:
                    starts, ends = group.bounds(self._index.case, own)
                    for row, start, end in zip(group.rows, starts.tolist(), ends.tolist(), strict=True):
                        if row.min:
                            yield group.filter, row.min, start, end

    def _missing(
        self, mine: dict[Filter, Counts], rows: Rows, asked: Filter, need: int, when: tuple[int, int, int]
    ) -> Iterator[Short]:
        """What is short with the meeting beyond what is short without."""
        case, staffing = self._index.case, self._staffing
        day, start, end = when
        start = max(start, case.judged_from)
        if start >= end:
            return
        if asked not in mine:
            mine[asked] = staffing.count(rows, asked)
        away = staffing.slice(mine[asked], start, end)
        if not away.any():
            return
        if asked not in self._stay:
            self._stay[asked] = staffing.present(asked) - staffing.count(self._rows, asked)
        # those at this meeting would be there without it
        without = staffing.slice(self._stay[asked], start, end) + away
        missing = np.maximum(need - without + away, 0) - np.maximum(need - without, 0)
        for begin, stop, people in runs(missing, start):
            told = {"from": clock(case, day, begin), "to": clock(case, day, stop), "need": need, "missing": people}
            yield Short(people * (stop - begin), day, {**words(asked), **told})


def _eaten(index: RosterIndex) -> Rows:
    """Where anybody is away to eat; a meal that two uses of the rule are about is eaten once."""
    rows: dict[tuple[int, ...], None] = {}
    for use in index.case.uses:
        if use.rule == MEALS and use.mode is not Mode.OFF:
            scope = scope_of(index.case, use)
            rows.update(dict.fromkeys(map(tuple, away(index, scope).tolist())))
    return np.array(list(rows), np.int32).reshape(-1, 4)
