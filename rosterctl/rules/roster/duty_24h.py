"""Somebody is at the post at every minute of every day; page ``constraints/roster/duty-24h.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from rosterctl.domain.demand import Filter
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Heads, Port
from rosterctl.rules.roster.crowd import Crowd, row_slices
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.minutes import clock
from rosterctl.rules.roster.staffing import runs, staffing_of

ID = "duty-24h"


class Params(RuleParams):
    """The numbers of one use."""

    people: Annotated[
        int,
        Field(ge=1, description="least number of people at each post", json_schema_extra={"unit": "people"}),
    ] = 1


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per post, calendar day and maximal run of minutes with the same number missing."""
    case = index.case
    staffing = staffing_of(index, scope)
    for day in case.days:
        start, end = max(case.axis.at(day, 0), case.judged_from), case.axis.at(day + 1, 0)
        if not scope.on(day) or start >= end:
            continue
        for post in filter(scope.post, case.posts):
            have = staffing.slice(staffing.present(Filter(post=post)), start, end)
            for begin, stop, missing in runs(params.people - have, start):
                values = {
                    "post": post,
                    "from": clock(case, day, begin),
                    "to": clock(case, day, stop),
                    "need": params.people,
                    "have": params.people - missing,
                }
                yield Breach("gap", missing * (stop - begin), (day,), values=values)


def encode(port: Port, params: Params) -> None:
    """A cover for each set of cells that man a post together, as many minutes long as they do in a day."""
    case, crowd = port.case, Crowd(port)
    for day in filter(port.scope.on, case.days):
        start, end = max(case.axis.at(day, 0), case.judged_from), case.axis.at(day + 1, 0)
        for post in filter(port.scope.post, case.posts):
            merged: dict[tuple[tuple[Heads, ...], int], int] = {}
            for piece, minutes in row_slices(crowd.timeline(Filter(post=post), day), start, end):
                key = (piece.heads, params.people - piece.carried)
                merged[key] = merged.get(key, 0) + minutes
            for (heads, low), minutes in merged.items():
                if low > 0:
                    port.cover(heads, low, None, minutes)


RULE = RosterRule(ID, Params, check, encode, reach="days", posted=True)
