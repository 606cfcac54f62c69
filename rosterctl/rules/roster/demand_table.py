"""The rows of demand of a day as arrays: what ``check()`` of the rules about minutes looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from rosterctl.domain.case import Case
from rosterctl.domain.demand import Demand, Filter, demand_on
from rosterctl.domain.time import DAY, Span
from rosterctl.rules.roster.index import RosterIndex

Minutes = NDArray[np.int64]


@dataclass
class Group:
    """The rows with one filter and one kind of day: they hold on the same dates."""

    filter: Filter
    rows: list[Demand] = field(default_factory=list)

    def bounds(self, case: Case, day: int) -> tuple[Minutes, Minutes]:
        """First and last elapsed minute of each row on that day; a row without time is for the whole day."""
        walls = [row.span or Span(0, DAY) for row in self.rows]
        at = {wall: case.axis.at(day, wall) for wall in {w for span in walls for w in (span.start, span.end)}}
        starts = np.fromiter((at[span.start] for span in walls), np.int64, len(walls))
        return starts, np.fromiter((at[span.end] for span in walls), np.int64, len(walls))


class DemandTable:
    """Which groups of rows hold when; a month of quarters of an hour is sorted out once, not day by day."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._groups: dict[tuple[str, Filter], Group] = {}
        for row in case.demand:
            self._groups.setdefault((row.day, row.filter), Group(row.filter)).rows.append(row)
        self._heads = [group.rows[0] for group in self._groups.values()]

    def on(self, day: int) -> Iterator[Group]:
        """The groups that hold on a day; whether they do is a matter of any one of their rows."""
        for head in demand_on(self._heads, self._case.axis.date(day), self._case.calendar):
            yield self._groups[head.day, head.filter]


def demand_table(index: RosterIndex) -> DemandTable:
    """The table of an index' case, made once."""
    return index.fact("demand", lambda: DemandTable(index.case))
