"""Whoever leaves a post is relieved there, with an overlap; page ``constraints/roster/hand-over.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from rosterctl.domain.case import Case
from rosterctl.domain.time import DAY, Span, parse_clock
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Heads, Port
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.minutes import clock
from rosterctl.rules.roster.training import training_days

ID = "hand-over"


class Params(RuleParams):
    """The numbers of one use."""

    overlap: Annotated[
        int,
        Field(ge=0, le=240, description="how long before the one who leaves goes the relief is there at the latest",
              json_schema_extra={"unit": "minutes"}),
    ] = 0  # fmt: skip
    people: Annotated[
        int,
        Field(ge=1, description="how many stay when somebody leaves", json_schema_extra={"unit": "people"}),
    ] = 1
    early: Annotated[
        bool,
        Field(description="whether a shift's minutes of arriving early count as being there before its start"),
    ] = True
    closes: Annotated[
        tuple[str, ...],
        Field(description="when the post closes: at these times of the day (`HH:MM`) nobody need relieve"),
    ] = ()

    @field_validator("closes")
    @classmethod
    def _clocks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for text in value:
            try:
                parse_clock(text, latest=DAY)
            except ValueError:
                reason = f"{text}: HH:MM"
                raise PydanticCustomError("policy.entry-refused", "{reason}", {"reason": reason}) from None
        return value

    def open_at(self, case: Case, elapsed: int) -> bool:
        """Whether the post goes on after that minute of the horizon, as the clock on the wall shows it."""
        closing = {parse_clock(text) % DAY for text in self.closes}
        day = next((day for day in case.days if elapsed < case.axis.at(day + 1, 0)), case.end)
        return not any(case.axis.at(day, wall) == elapsed for wall in closing)


# check


class _Stay(NamedTuple):
    """One stretch of one assignment at a post, elapsed minutes; ``from_`` counts early arrival."""

    who: int
    post: str
    from_: int
    start: int
    end: int
    last: bool
    counts: bool


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per post and moment at which somebody leaves and too few are there to take over."""
    case, stays = index.case, list(_stays(index, params, scope))
    for post in filter(scope.post, case.posts):
        here = [stay for stay in stays if stay.post == post]
        for moment in sorted({stay.end for stay in here if stay.last}):
            day = _day(case, scope, moment)
            if day is None or not params.open_at(case, moment):
                continue
            relief = [
                stay
                for stay in here
                if stay.counts and stay.from_ <= moment - params.overlap and stay.start <= moment < stay.end
            ]
            if len(relief) < params.people:
                values = {
                    "post": post,
                    "at": clock(case, day, moment),
                    "overlap": params.overlap,
                    "need": params.people,
                    "have": len(relief),
                }
                leaving = tuple(sorted({stay.who for stay in here if stay.last and stay.end == moment}))
                yield Breach("gap", params.people - len(relief), (day,), leaving, values)


def _stays(index: RosterIndex, params: Params, scope: Scope) -> Iterator[_Stay]:
    case, members, training = index.case, frozenset(scope.people), training_days(index.case)
    last: dict[int, int] = {}
    for number, end in index.spans[:, [2, 4]].tolist():
        last[number] = max(last.get(number, end), end)
    for who, day, number, start, end in index.spans.tolist():
        item = index.items[number]
        if who in members:
            shift = case.shifts[item.shift]
            early = shift.arrive_early if params.early and start == case.axis.at(day, shift.span.start) else 0
            counts = day not in training.get(who, ())
            yield _Stay(who, item.post, start - early, start, end, end == last[number], counts)


def _day(case: Case, scope: Scope, moment: int) -> int | None:
    """The calendar day of a moment that is the use's business."""
    if moment < case.judged_from:
        return None
    for day in case.days:
        if case.axis.at(day, 0) <= moment < case.axis.at(day + 1, 0):
            return day if scope.on(day) else None
    return None


# encode


class _Work(NamedTuple):
    """A kind of work on a day for people whose presence is alike; ``able`` are those who can relieve somebody."""

    heads: Heads
    able: Heads
    spans: tuple[Span, ...]
    earlier: int

    def spans_over(self, moment: int, overlap: int) -> bool:
        """Whether it holds at that moment, and began early enough before it."""
        for number, span in enumerate(self.spans):
            if span.start <= moment < span.end:
                return span.start - (0 if number else self.earlier) <= moment - overlap
        return False


def encode(port: Port, params: Params) -> None:
    """While anybody's work ends at a moment, so many of those whose work spans it are there."""
    case, scope = port.case, port.scope
    for post in filter(scope.post, case.posts):
        works, past = list(_works(port, post, params)), list(_past(port, post, params))
        for day in filter(scope.on, case.days):
            start, end = max(case.axis.at(day, 0), case.judged_from), case.axis.at(day + 1, 0)
            moments = {work.spans[-1].end for work in (*works, *past)}
            for moment in sorted(m for m in moments if start <= m < end and params.open_at(case, m)):
                relief = [work.able for work in works if work.able.people and work.spans_over(moment, params.overlap)]
                known = sum(len(work.able.people) for work in past if work.spans_over(moment, params.overlap))
                least = params.people - known
                if least <= 0:
                    continue
                if any(work.spans[-1].end == moment for work in past):
                    port.cover(relief, least, None)
                else:
                    leaving = [work.heads for work in works if work.spans[-1].end == moment]
                    port.accompany(leaving, relief, least)


def _works(port: Port, post: str, params: Params) -> Iterator[_Work]:
    """All that can be done at the post on the horizon's days."""
    case, training = port.case, training_days(port.case)
    for day in case.days:
        for kind in (kind for kind in case.choices if case.duty(kind).post == post):
            alike: dict[tuple[Span, ...], list[int]] = {}
            for who in port.scope.people:
                alike.setdefault(case.presence(who, day, kind), []).append(who)
            for spans, people in alike.items():
                if spans:
                    cell = Cell(day, frozenset({kind}))
                    able = tuple(who for who in people if day not in training.get(who, ()))
                    earlier = _earlier(case, params, day, case.duty(kind).shift, spans[0])
                    yield _Work(Heads(tuple(people), cell), Heads(able, cell), spans, earlier)


def _past(port: Port, post: str, params: Params) -> Iterator[_Work]:
    """What was done there before the horizon and may reach into it: one person each."""
    case, members, training = port.case, frozenset(port.scope.people), training_days(port.case)
    for item in case.history:
        who, day = case.person.get(item.employee), case.axis.day(item.date)
        if who not in members or item.post != post or day < case.first - 2 or who is None:
            continue
        kind = case.kind_of.get((item.shift, post))
        if kind is not None:
            spans = case.presence(who, day, kind)
        else:
            spans = tuple(case.axis.span(day, span) for span in case.shifts[item.shift].at_post)
        if spans:
            heads = Heads((who,), Cell(day, frozenset()))
            able = Heads((), heads.cell) if day in training.get(who, ()) else heads
            yield _Work(heads, able, spans, _earlier(case, params, day, item.shift, spans[0]))


def _earlier(case: Case, params: Params, day: int, code: str, span: Span) -> int:
    """By how many minutes before its first span somebody is there."""
    shift = case.shifts[code]
    begins = case.axis.at(day, shift.segments[0].start)
    return shift.arrive_early if params.early and span.start == begins else 0


RULE = RosterRule(ID, Params, check, encode, posted=True)
