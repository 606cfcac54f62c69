"""Time helpers for meetings: on which days, at which minutes one may begin, and who is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.case import Case
from rosterctl.domain.demand import Demand, Filter, demand_on
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.domain.time import DAY, Span, parse_clock
from rosterctl.rules.base import RuleParams, Scope, scope_of

ID = "meeting"
WEEK = 7


def _unit(name: str) -> dict[str, Any]:
    return {"unit": name}


class Terms(RuleParams):
    """The numbers of one use."""

    name: Annotated[str, Field(min_length=1, description="what the meeting is called; stands on the assignment")]
    days: Annotated[
        tuple[str, ...],
        Field(min_length=1, description="on which days: `mon` … `sun`, `all`, `workday`, `rest`, `holiday`, `moved`, "
              "a special day's name or a date"),
    ]  # fmt: skip
    window: Annotated[str, Field(description="from when to when it may take place, `HH:MM-HH:MM` of one day")]
    minutes: Annotated[int, Field(ge=1, le=DAY, description="how long it takes", json_schema_extra=_unit("minutes"))]
    per: Annotated[
        Literal["day", "week"],
        Field(description="whether there is one on each of the days, or one a calendar week on one of them"),
    ] = "day"
    step: Annotated[
        int,
        Field(ge=1, le=240, description="it begins on this grid, counted from the start of the window",
              json_schema_extra=_unit("minutes")),
    ] = 30  # fmt: skip
    attend: Annotated[
        Literal["all", "present"],
        Field(description="whether every member is to attend, or only those who are at work then"),
    ] = "all"
    at_least: Annotated[
        int | None,
        Field(ge=0, description="least people who stay at a post while others of it meet",
              json_schema_extra=_unit("people")),
    ] = None  # fmt: skip
    keep: Annotated[
        bool,
        Field(description="whether those who stay must keep the min of each row of demand"),
    ] = True

    @model_validator(mode="after")
    def _fits(self) -> Self:
        try:
            start, end = (parse_clock(part, latest=DAY) for part in self.window.split("-"))
        except ValueError as error:
            raise ValueError(f"window: HH:MM-HH:MM, not {self.window}") from error
        if end - start < self.minutes:
            raise ValueError(f"window: {self.window} is shorter than {self.minutes} minutes")
        return self

    @property
    def span(self) -> Span:
        """The window in wall-clock minutes."""
        start, end = (parse_clock(part) for part in self.window.split("-"))
        return Span(start, end)


@dataclass(frozen=True)
class Session:
    """One meeting: the calendar days that it may be on, and the elapsed minutes at which it may begin, ascending."""

    name: str
    minutes: int
    days: tuple[int, ...]
    starts: tuple[int, ...]


def sessions(case: Case, scope: Scope, params: Terms) -> Iterator[Session]:
    """The meetings of a use, whatever the focus. A week's is the business of the day that could be its first."""
    weeks: dict[int, list[int]] = {}
    for day in range(case.first - WEEK, case.end):
        if _meant(case.calendar, params, case, day):
            began = day - (case.axis.date(day).weekday() - case.calendar.week_start) % WEEK
            weeks.setdefault(began if params.per == "week" else day, []).append(day)
    for days in weeks.values():
        if scope.first <= days[0] < scope.end:
            yield _session(case, params, tuple(days))


def _meant(calendar: Calendar, params: Terms, case: Case, day: int) -> bool:
    on = case.axis.date(day)
    return any(demand_on((Demand(name, None, Filter()),), on, calendar) for name in params.days)


def _session(case: Case, params: Terms, days: tuple[int, ...]) -> Session:
    walls = range(params.span.start, params.span.end - params.minutes + 1, params.step)
    starts = (case.axis.at(day, wall) for day in days for wall in walls)
    return Session(params.name, params.minutes, days, tuple(starts))


def meeting_uses(case: Case) -> Iterator[tuple[RuleUse, Terms, Scope]]:
    """The uses of the rule in force."""
    for use, terms in meetings_of(case.uses):
        yield use, terms, scope_of(case, use)


def meetings_of(uses: Iterable[RuleUse]) -> Iterator[tuple[RuleUse, Terms]]:
    """Those of the uses that are about meetings and not off."""
    for use in uses:
        if use.rule == ID and use.mode is not Mode.OFF and isinstance(use.params, Terms):
            yield use, use.params


def meeting_windows(case: Case) -> dict[int, list[Span]]:
    """Person → the stretches of elapsed minutes in which some meeting may take him or her away, meal or no meal."""
    found: dict[int, list[Span]] = {}
    for _, params, scope in meeting_uses(case):
        spans = {
            Span(start, start + session.minutes)
            for session in sessions(case, scope, params)
            for start in session.starts
        }
        for who in scope.people:
            found.setdefault(who, []).extend(spans)
    return found


def sharers(case: Case, session: Session) -> frozenset[int]:
    """The members of all uses that speak of this very meeting."""
    return frozenset(
        who
        for _, params, scope in meeting_uses(case)
        if params.name == session.name and session in sessions(case, scope, params)
        for who in scope.people
    )


def excused(case: Case, who: int, session: Session) -> bool:
    """Whether the person need not come: not employed, or on approved leave of any length, on each of the days."""
    employee, leaves = case.employees[who], case.leaves[who]
    return all(
        not employee.employed(case.axis.date(day)) or any(leave.first <= day < leave.end for leave in leaves)
        for day in session.days
    )
