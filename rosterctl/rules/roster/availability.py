"""Nobody is put where they cannot be; page ``constraints/roster/availability.md``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated, Literal

from pydantic import Field

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Assignment
from rosterctl.domain.time import Span, subtract
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Kinds, Port
from rosterctl.rules.roster.index import RosterIndex

ID = "availability"


class Params(RuleParams):
    """The choices of one use."""

    partial: Annotated[
        Literal["work-the-rest", "no-shift"],
        Field(description="what half-day and hourly leave leaves of a shift: the rest is worked, or nothing is"),
    ] = "work-the-rest"


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach of size 1 per assignment and reason, and one per pair of assignments that overlap."""
    # whether a date's work begins before that of the date before has ended: false for most neighbours
    meets = index.stop[:, :-1] > index.start[:, 1:]
    for who in scope.judged:
        for day in index.case.days:
            today = index.at(who, day)
            if not today:
                continue
            if scope.on(day):
                for item in today:
                    for code in _reasons(index.case, params, who, day, item):
                        yield Breach(code, 1, (day,), (who,), {"shift": item.shift, "post": item.post})
            if meets[who, day - 1] or len(today) > 1:
                yield from _overlaps(index, scope, who, day)


def _reasons(case: Case, params: Params, who: int, day: int, item: Assignment) -> Iterator[str]:
    """Why this assignment, on its own, must not be."""
    person, shift = case.employees[who], case.shifts[item.shift]
    if not person.employed(item.date):
        yield "employment"
    if case.leaves[who]:
        if case.on_whole_leave(who, day):
            yield "leave"
        taken = case.partial_leave(who, day, shift)
        if taken and (params.partial == "no-shift" or not subtract(shift.at_post, taken)):
            yield "partial"
    if (item.shift, item.post) not in case.kind_of or (person.posts is not None and item.post not in person.posts):
        yield "post"
    if person.shifts is not None and item.shift not in person.shifts:
        yield "shift"


def _overlaps(index: RosterIndex, scope: Scope, who: int, day: int) -> Iterator[Breach]:
    """The pairs in which the later assignment's roster date is ``day``."""
    before, today = index.at(who, day - 1), index.at(who, day)
    pairs: list[tuple[int, Assignment, Assignment]] = []
    if scope.on(day) or scope.on(day - 1):
        pairs += [(day - 1, one, other) for one in before for other in today]
    if scope.on(day):
        pairs += [(day, one, other) for one, other in combinations(today, 2)]
    for earlier, one, other in pairs:
        if _share_time(index.case, earlier, one, day, other):
            days = tuple(sorted({d for d in (earlier, day) if d >= index.case.first}))
            values = {"shift": other.shift, "earlier": one.shift, "earlier_date": one.date.isoformat()}
            yield Breach("overlap", 1, days, (who,), values)


def _share_time(case: Case, day: int, one: Assignment, next_day: int, other: Assignment) -> bool:
    firsts = [case.axis.span(day, span) for span in case.shifts[one.shift].segments]
    seconds = [case.axis.span(next_day, span) for span in case.shifts[other.shift].segments]
    return any(first.overlap(second) for first in firsts for second in seconds)


# encode


def encode(port: Port, params: Params) -> None:
    """Each kind costs its reasons on that day; kinds of neighbouring days that overlap exclude each other."""
    case, scope = port.case, port.scope
    clashes = {day: _clashes(case, day) for day in case.days if scope.on(day) or scope.on(day - 1)}
    for who in scope.judged:
        for day in filter(scope.on, case.days):
            for size, kinds in _costly(case, params, who, day).items():
                port.forbid(who, [Cell(day, kinds)], size)
        for day, found in clashes.items():
            for size, earlier, later in found:
                port.forbid(who, [Cell(day - 1, earlier), Cell(day, later)], size)


def _costly(case: Case, params: Params, who: int, day: int) -> dict[int, Kinds]:
    """The kinds that the person cannot do on that day, by the number of reasons."""
    person = case.employees[who]
    always = (not person.employed(case.axis.date(day))) + case.on_whole_leave(who, day)
    found: dict[int, set[int]] = {}
    if not always and person.posts is None and person.shifts is None and not case.leaves[who]:
        return {}
    for kind in case.choices:
        duty = case.duty(kind)
        reasons = always
        reasons += person.posts is not None and duty.post not in person.posts
        reasons += person.shifts is not None and duty.shift not in person.shifts
        if case.leaves[who] and case.partial_leave(who, day, case.shifts[duty.shift]):
            reasons += params.partial == "no-shift" or not case.presence(who, day, kind)
        if reasons:
            found.setdefault(reasons, set()).add(kind)
    return {size: frozenset(kinds) for size, kinds in found.items()}


def _clashes(case: Case, day: int) -> list[tuple[int, Kinds, Kinds]]:
    """Kinds of the day before and kinds of ``day`` that share time, with how many assignments clash.

    Kinds that clash with the same ones are joined, so that few statements say it all. Only in history can one
    kind stand for several assignments.
    """
    today = {kind: _elapsed(case, day, case.duty(kind).shift) for kind in case.choices}
    joined: dict[tuple[int, Kinds], set[int]] = {}
    for before in sorted(case.kinds):
        parts = [_elapsed(case, day - 1, code) for code in case.duty(before).shift.split("+")]
        later: dict[int, set[int]] = {}
        for kind, spans in today.items():
            hits = sum(any(a.overlap(b) for a in part for b in spans) for part in parts)
            if hits:
                later.setdefault(hits, set()).add(kind)
        for size, kinds in later.items():
            joined.setdefault((size, frozenset(kinds)), set()).add(before)
    return [(size, frozenset(earlier), kinds) for (size, kinds), earlier in joined.items()]


def _elapsed(case: Case, day: int, shift: str) -> list[Span]:
    return [case.axis.span(day, segment) for segment in case.shifts[shift].segments]


RULE = RosterRule(ID, Params, check, encode, reach="person")
