"""How many shifts of one kind a person has in a week or month; page ``constraints/roster/shift-count.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

import numpy as np
from pydantic import Field, model_validator

from rosterctl.domain.case import Case
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Port, Term
from rosterctl.rules.roster.index import Bools, RosterIndex
from rosterctl.rules.roster.shift_names import called
from rosterctl.rules.roster.windows import calendar_weeks, months

ID = "shift-count"


class Params(RuleParams):
    """The numbers of one use; at least one bound is stated."""

    shifts: Annotated[
        tuple[str, ...],
        Field(min_length=1, description="what is counted: shift codes, or `night`, `early`, `late`"),
    ]
    least: Annotated[
        int | None,
        Field(ge=0, le=31, description="fewest of them", json_schema_extra={"unit": "dates"}),
    ] = None
    most: Annotated[
        int | None,
        Field(ge=0, le=31, description="most of them", json_schema_extra={"unit": "dates"}),
    ] = None
    per: Annotated[
        Literal["week", "month", "period"],
        Field(description="in what they are counted: week and month of the calendar, or the payroll period"),
    ] = "month"

    @model_validator(mode="after")
    def _some_bound(self) -> Params:
        self.need_one("least", "most")
        self.need_order("least", "most")
        return self


def windows(case: Case, scope: Scope, per: str) -> Iterator[tuple[int, int]]:
    """The weeks, months or periods that touch the scope, ``[first, end)``; they may reach out of the horizon."""
    yield from calendar_weeks(case, scope) if per == "week" else months(case, scope, per)


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """At most one breach per person, window and bound; its size is the number of dates over it or missing."""
    case, counts = index.case, _counted(index, params, scope)
    for first, end in windows(case, scope, params.per):
        for who in scope.judged:
            dates = first + np.flatnonzero(counts[who, first:end])
            values: dict[str, object] = {
                "first": case.axis.date(first),
                "last": case.axis.date(end - 1),
                "count": len(dates),
                "shifts": params.shifts,
            }
            if params.most is not None:
                # only this roster's can be too many; those carried in use up the limit before them
                over = tuple(day for day in dates[params.most :].tolist() if day >= case.first)
                if over:
                    yield Breach("most", len(over), over, (who,), {**values, "limit": params.most})
            if params.least is not None and case.known_from <= first and end <= case.end:
                open_ = [day for day in range(max(first, case.first), end) if _free(case, who, day)]
                due = min(params.least, len(open_) + int((dates < case.first).sum()))
                if len(dates) < due:
                    days = tuple(day for day in open_ if not counts[who, day])
                    yield Breach("least", due - len(dates), days, (who,), {**values, "due": due})


def _counted(index: RosterIndex, params: Params, scope: Scope) -> Bools:
    codes = {code for code, shift in index.case.shifts.items() if called(shift, params.shifts)}
    return index.does(lambda item: item.shift in codes and scope.post(item.post), scope.judged)


def _free(case: Case, who: int, day: int) -> bool:
    return case.employees[who].employed(case.axis.date(day)) and not case.on_whole_leave(who, day)


# encode


def encode(port: Port, params: Params) -> None:
    """One window per person and stretch, with what history has had of it taken off the bounds."""
    case, scope = port.case, port.scope
    kinds = frozenset(k for k in case.choices if _wanted(port, params, case.duty(k).shift, case.duty(k).post))
    past = _past(port, params)
    for first, end in windows(case, scope, params.per):
        days = range(max(first, case.first), min(end, case.end))
        terms = [Term(Cell(day, kinds)) for day in days]
        for who in scope.judged:
            used = sum(first <= day < end for day in past.get(who, ()))
            low, high = None, None
            if params.most is not None:
                high = max(params.most - used, 0)
            if params.least is not None and first >= case.known_from and end <= case.end:
                low = min(params.least - used, sum(_could(case, who, day) for day in days))
            port.window(who, terms, low, high)


def _wanted(port: Port, params: Params, code: str, post: str) -> bool:
    return called(port.case.shifts[code], params.shifts) and port.scope.post(post)


def _past(port: Port, params: Params) -> Mapping[int, set[int]]:
    """The days of history that count, for each person."""
    case = port.case
    found: dict[int, set[int]] = {}
    for item in case.history:
        who = case.person.get(item.employee)
        if who is not None and _wanted(port, params, item.shift, item.post):
            found.setdefault(who, set()).add(case.axis.day(item.date))
    return found


def _could(case: Case, who: int, day: int) -> bool:
    """Whether the person could work at all on that day."""
    return not case.on_whole_leave(who, day) and case.employees[who].employed(case.axis.date(day))


RULE = RosterRule(ID, Params, check, encode, naming=("shifts",), reach="person", posted=True)
