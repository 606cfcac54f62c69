"""Rest in every week, in days or as one long stretch; page ``constraints/roster/weekly-rest.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from rosterctl.domain.case import OFF, Case
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Port
from rosterctl.rules.roster.index import Bools, Ints, RosterIndex
from rosterctl.rules.roster.past import past_kinds
from rosterctl.rules.roster.rest_days import missing, require
from rosterctl.rules.roster.windows import calendar_weeks

ID = "weekly-rest"
WEEK = 7


class Params(RuleParams):
    """The numbers of one use."""

    days: Annotated[
        int,
        Field(
            ge=1,
            le=6,
            description="fewest rest days in a week; not used when `hours` is stated",
            json_schema_extra={"unit": "days"},
        ),
    ] = 1
    window: Annotated[
        Literal["calendar-week", "rolling"],
        Field(description="which weeks: those of the calendar, or every seven days in a row"),
    ] = "calendar-week"
    hours: Annotated[
        int | None,
        Field(
            ge=1,
            le=168,
            description="instead of whole days: length of the one unbroken rest that each week must hold",
            json_schema_extra={"unit": "hours"},
        ),
    ] = None
    leave_counts: Annotated[
        bool,
        Field(description="whether a day of whole leave counts as a rest day; not used when `hours` is stated"),
    ] = True


def weeks(case: Case, scope: Scope, window: str) -> Iterator[tuple[int, int]]:
    """The weeks that touch the scope, as ``[first, end)``; they may reach into history and past the end."""
    if window == "calendar-week":
        yield from calendar_weeks(case, scope)
        return
    for first in range(case.first - WEEK + 1, case.end):
        if scope.touches(first, first + WEEK):
            yield first, first + WEEK


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per week: of size 1 without its long rest, else of as many days as are missing."""
    case, spans = index.case, weeks(index.case, scope, params.window)
    if params.hours is not None:
        yield from _too_short(index, params.hours, scope, spans)
        return
    for who, first, end, rest, due, worked in missing(index, scope, spans, params.days, params.leave_counts):
        values = {**_bounds(case, first, end), "rest": rest, "due": due}
        yield Breach("week", due - rest, worked, (who,), values)


def _too_short(index: RosterIndex, hours: int, scope: Scope, spans: Iterator[tuple[int, int]]) -> Iterator[Breach]:
    case, people = index.case, np.array(scope.judged, np.intp)
    for first, end in spans:
        # the night begun on the day before the week reaches into it; no earlier one can
        days = np.arange(first - 1, min(end, case.end))
        week = case.axis.at(first, 0), case.axis.at(end, 0)
        cells = np.ix_(people, days)
        works, start, stop = index.works[cells], index.start[cells], index.stop[cells]
        longest = _longest(works, start, stop, week)
        # what history alone has made too short is not held against this roster
        at_best = _longest(works & (days < case.first), start, stop, week)
        for row in np.flatnonzero((longest < 60 * hours) & (at_best >= 60 * hours)).tolist():
            inside = works[row] & (days >= case.first) & (stop[row] > week[0])
            values = {**_bounds(case, first, end), "longest": _clock(int(longest[row])), "hours": hours}
            yield Breach("stretch", 1, tuple(days[inside].tolist()), (int(people[row]),), values)


def _longest(works: Bools, start: Ints, stop: Ints, week: tuple[int, int]) -> Ints:
    """For each person (row) the longest time without work between the week's ends, in minutes."""
    opens, closes = week
    until = np.where(works, np.clip(stop, opens, closes), opens)
    busy = np.maximum.accumulate(np.pad(until, ((0, 0), (1, 0)), constant_values=opens), axis=1)
    gaps = np.where(works, np.clip(start, opens, closes) - busy[:, :-1], 0)
    longest: Ints = np.maximum(gaps.max(axis=1), closes - busy[:, -1])
    return longest


def _bounds(case: Case, first: int, end: int) -> dict[str, date]:
    return {"first": case.axis.date(first), "last": case.axis.date(end - 1)}


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


# encode


def encode(port: Port, params: Params) -> None:
    """Count the days off of each week; or offer every place where its long rest could lie."""
    case, past = port.case, past_kinds(port.case)
    spans = list(weeks(case, port.scope, params.window))
    if params.hours is None:
        for who in port.scope.judged:
            for span in spans:
                require(port, past, who, span, params.days, params.leave_counts)
        return
    for span in spans:
        places = _places(case, span, 60 * params.hours)
        for who in port.scope.judged:
            if any(_open(place, past, who, case) for place in places):
                port.any_of(who, places)


def _places(case: Case, week: tuple[int, int], minutes: int) -> list[tuple[Cell, ...]]:
    """What must hold for a rest of ``minutes`` that begins with the week, or when some work ends.

    A rest that begins elsewhere can be moved to the left until it begins like that. A place is named by its
    absolute time, so that the same one in two rolling weeks is the same pattern.
    """
    opens, closes = case.axis.at(week[0], 0), case.axis.at(week[1], 0)
    days = range(week[0] - 1, min(week[1], case.end))
    spans = {day: [(kind, case.start(day, kind), case.stop(day, kind)) for kind in case.kinds] for day in days}
    begins = {opens} | {stop for found in spans.values() for _, _, stop in found}
    places: list[tuple[Cell, ...]] = []
    for begin in sorted(begins):
        if not opens <= begin <= closes - minutes:
            continue
        place = []
        for day, found in spans.items():
            blocked = {kind for kind, start, stop in found if start < begin + minutes and stop > begin}
            if blocked:
                place.append(Cell(day, (case.kinds | {OFF}) - blocked))
        places.append(tuple(place))
    return _widest(places)


def _widest(places: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Leave out places that ask for all that a neighbour asks for, and more; ``places`` ascend in time."""
    kept: list[tuple[Cell, ...]] = []
    for place in places:
        while kept and _asks_more(kept[-1], place):
            kept.pop()
        if not kept or not _asks_more(place, kept[-1]):
            kept.append(place)
    return kept


def _asks_more(place: tuple[Cell, ...], other: tuple[Cell, ...]) -> bool:
    """Whether ``place`` can only hold where ``other`` holds too."""
    stated = dict(place)
    return all(cell.day in stated and stated[cell.day] <= cell.kinds for cell in other)


def _open(place: tuple[Cell, ...], past: Mapping[tuple[int, int], int], who: int, case: Case) -> bool:
    """Whether history leaves the place to be had."""
    return all(past.get((who, cell.day), OFF) in cell.kinds for cell in place if cell.day < case.first)


RULE = RosterRule(ID, Params, check, encode, reach="person")
