"""Service is guaranteed on peak days; page ``constraints/roster/peak-days.md``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from rosterctl.domain.calendar import Calendar, DayKind
from rosterctl.domain.demand import Demand, demand_on
from rosterctl.domain.time import DAY, Span
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Heads, Port
from rosterctl.rules.roster.crowd import Crowd, row_slices
from rosterctl.rules.roster.demand_table import DemandTable
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.minutes import clock
from rosterctl.rules.roster.staffing import runs, staffing_of, words

ID = "peak-days"

Holiday = Literal["new-year", "spring-festival", "labour-day", "national-day"]

_WHEN: tuple[tuple[Holiday, tuple[int, int], tuple[int, int]], ...] = (
    ("new-year", (1, 1), (1, 1)),
    ("spring-festival", (1, 20), (2, 24)),
    ("labour-day", (5, 1), (5, 5)),
    ("national-day", (10, 1), (10, 3)),
)
"""Within which dates, as (month, day), the statutory holidays of each lie; Spring Festival goes by the moon."""


class Params(RuleParams):
    """The numbers of one use; at least one of the two bounds is stated."""

    holidays: Annotated[
        tuple[Holiday, ...],
        Field(description="the statutory holidays that are peak days"),
    ] = ("new-year", "spring-festival", "labour-day", "national-day")
    also: Annotated[
        tuple[str, ...],
        Field(description="further peak days: kinds of days, weekdays, names of special days, `special`, dates"),
    ] = ()
    people: Annotated[
        int | None,
        Field(ge=1, description="how many there are at least, wherever the demand asks for anybody",
              json_schema_extra={"unit": "people"}),
    ] = None  # fmt: skip
    percent: Annotated[
        int | None,
        Field(ge=100, le=1000, description="how many of a row's `min`, rounded up to whole people",
              json_schema_extra={"unit": "%"}),
    ] = None  # fmt: skip

    @model_validator(mode="after")
    def _some_bound(self) -> Params:
        self.need_one("people", "percent")
        return self

    def peak(self, calendar: Calendar, on: date) -> bool:
        """Whether a date is a peak day."""
        if calendar.called(on) & frozenset(self.also):
            return True
        return calendar.kind(on) is DayKind.HOLIDAY and any(
            name in self.holidays and first <= (on.month, on.day) <= last for name, first, last in _WHEN
        )


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per row, peak day and maximal run of minutes with the same number missing."""
    case, staffing, table = index.case, staffing_of(index, scope), DemandTable(index.case)
    for day in range(case.first - 1, case.end):
        own = max(day, case.first)
        if not scope.on(own) or not params.peak(case.calendar, case.axis.date(day)):
            continue
        for group in table.on(day):
            asked = group.filter
            if asked.shift is not None or not (asked.post is None or scope.post(asked.post)):
                continue
            for row in (row for row in group.rows if row.min):
                span = case.axis.span(day, row.span or Span(0, DAY))
                start, end = max(span.start, case.judged_from), min(span.end, case.axis.at(case.end, 0))
                need = max(params.people or 0, -(-(row.min or 0) * (params.percent or 0) // 100))
                if start >= end:
                    continue
                have = staffing.slice(staffing.present(asked), start, end)
                for begin, stop, missing in runs(need - have, start):
                    values = {
                        "from": clock(case, day, begin),
                        "to": clock(case, day, stop),
                        **words(asked),
                        "need": need,
                        "have": need - missing,
                    }
                    yield Breach("short", missing * (stop - begin), (own,), values=values)


# encode


def encode(port: Port, params: Params) -> None:
    """A cover with the raised number for each set of cells that are there together in a row of a peak day."""
    case, crowd = port.case, Crowd(port)
    for day in case.days:
        start, end = max(case.axis.at(day, 0), case.judged_from), case.axis.at(day + 1, 0)
        merged: dict[tuple[tuple[Heads, ...], int], int] = {}
        for own, row in _rows(port, params, day):
            wall = case.axis.span(own, row.span or Span(0, DAY))
            need = _raised(params, row.min or 0)
            slices = crowd.timeline(row.filter, day)
            for piece, minutes in row_slices(slices, max(wall.start, start), min(wall.end, end)):
                key = (piece.heads, need - piece.carried)
                merged[key] = merged.get(key, 0) + minutes
        for (heads, low), minutes in merged.items():
            if low > 0:
                port.cover(heads, low, None, minutes)


def _rows(port: Port, params: Params, day: int) -> Iterator[tuple[int, Demand]]:
    """The rows with a ``min`` of this peak day and of the one before, which may reach past midnight."""
    case, scope = port.case, port.scope
    for own in (day - 1, day):
        on = case.axis.date(own)
        if scope.on(max(own, case.first)) and params.peak(case.calendar, on):
            for row in demand_on(case.demand, on, case.calendar):
                post = row.filter.post
                if row.min and row.filter.shift is None and (post is None or scope.post(post)):
                    yield own, row


def _raised(params: Params, least: int) -> int:
    """What a row's ``min`` becomes: so many percent of it, rounded up, and no fewer than ``people``."""
    share, rest = divmod(least * (params.percent or 0), 100)
    return max(params.people or 0, share + (rest > 0))


RULE = RosterRule(ID, Params, check, encode, dating=("also",), posted=True, reach="days")
