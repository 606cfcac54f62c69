"""Service hours are the opening hours; page ``constraints/roster/opening-hours.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, NamedTuple

from pydantic import Field, field_validator

from rosterctl.domain.case import Case
from rosterctl.domain.demand import Filter
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Heads, Port
from rosterctl.rules.roster.crowd import Crowd, row_slices
from rosterctl.rules.roster.hours_open import hours_on, refuse_hours
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.minutes import clock
from rosterctl.rules.roster.staffing import runs, staffing_of

ID = "opening-hours"


class Params(RuleParams):
    """The hours and numbers of one use."""

    hours: Annotated[
        Mapping[str, str],
        Field(min_length=1, description='kind of day, weekday, special day or date → `"10:00-22:00"`, several with '
              '`;`, or `"closed"`'),
    ]  # fmt: skip
    people: Annotated[
        int,
        Field(ge=0, description="least number of people at each post while it is open",
              json_schema_extra={"unit": "people"}),
    ] = 1  # fmt: skip
    opening: Annotated[
        int | None,
        Field(ge=1, description="how many welcome the first customers", json_schema_extra={"unit": "people"}),
    ] = None
    closing: Annotated[
        int | None,
        Field(ge=1, description="how many see the last customers off", json_schema_extra={"unit": "people"}),
    ] = None
    minutes: Annotated[
        int,
        Field(ge=1, le=240, description="how long before closing they are needed, and how long after opening",
              json_schema_extra={"unit": "minutes"}),
    ] = 1  # fmt: skip

    @field_validator("hours")
    @classmethod
    def _read(cls, value: Mapping[str, str]) -> Mapping[str, str]:
        refuse_hours(value)
        return value


class _Need(NamedTuple):
    """So many people in elapsed minutes ``[start, end)``."""

    code: str
    start: int
    end: int
    people: int


def _needs(case: Case, params: Params, day: int) -> Iterator[_Need]:
    """What the hours of a date ask for, wherever they end."""
    for span in hours_on(params.hours, case.calendar, case.axis.date(day)):
        opens, closes = case.axis.at(day, span.start), case.axis.at(day, span.end)
        yield _Need("short", opens, closes, params.people)
        if params.opening is not None:
            yield _Need("opening", opens, min(opens + params.minutes, closes), params.opening)
        if params.closing is not None:
            yield _Need("closing", max(closes - params.minutes, opens), closes, params.closing)


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per post, date, demand of it and maximal run of minutes with the same number missing."""
    case, staffing = index.case, staffing_of(index, scope)
    # the day before the horizon for what is open past midnight
    for day in range(case.first - 1, case.end):
        own = max(day, case.first)
        if not scope.on(own):
            continue
        for post in filter(scope.post, case.posts):
            present = staffing.present(Filter(post=post))
            for code, start, end, need in _needs(case, params, day):
                first, last = max(start, case.judged_from), min(end, case.axis.at(case.end, 0))
                if first >= last:
                    continue
                for begin, stop, missing in runs(need - staffing.slice(present, first, last), first):
                    values = {
                        "post": post,
                        "from": clock(case, day, begin),
                        "to": clock(case, day, stop),
                        "need": need,
                        "have": need - missing,
                    }
                    yield Breach(code, missing * (stop - begin), (own,), values=values)


def encode(port: Port, params: Params) -> None:
    """A cover for each set of cells that are at a post together while it is open."""
    case, crowd = port.case, Crowd(port)
    for day in case.days:
        # what a calendar day has of its own hours and of those of the day before
        needs = [need for own in (day - 1, day) if port.scope.on(max(own, case.first))
                 for need in _needs(case, params, own)]  # fmt: skip
        for post in filter(port.scope.post, case.posts):
            slices = crowd.timeline(Filter(post=post), day)
            merged: dict[tuple[tuple[Heads, ...], int], int] = {}
            for need in needs:
                for piece, minutes in row_slices(slices, max(need.start, case.judged_from), need.end):
                    key = (piece.heads, need.people - piece.carried)
                    merged[key] = merged.get(key, 0) + minutes
            for (heads, low), minutes in merged.items():
                if low > 0:
                    port.cover(heads, low, None, minutes)


RULE = RosterRule(ID, Params, check, encode, dating=("hours",), posted=True, reach="days")
