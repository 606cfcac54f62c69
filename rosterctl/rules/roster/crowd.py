"""Which cells put people at a post at which minutes: what ``encode()`` of the rules about minutes says to a port.

The counterpart of :mod:`staffing`, which counts a finished roster; the two share nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from rosterctl.domain.case import Case
from rosterctl.domain.demand import Demand, Filter, demand_on
from rosterctl.domain.time import DAY, Span
from rosterctl.rules.base import Scope
from rosterctl.rules.port import Cell, Heads
from rosterctl.rules.roster.training import training_days

Key = tuple[str | None, str | None, str | None, str | None]


class Piece(NamedTuple):
    """People who are at the post for a stretch of elapsed minutes when they do one of a cell's kinds."""

    start: int
    end: int
    heads: Heads


class Slice(NamedTuple):
    """A stretch of elapsed minutes with one set of cells; ``carried`` people of last month are there as well."""

    start: int
    end: int
    heads: tuple[Heads, ...]
    carried: int


class RowPart(NamedTuple):
    """A row of demand, and the elapsed minutes of one calendar day in which it asks for something."""

    row: Demand
    start: int
    end: int


class Sight(Protocol):
    """Whose crowd it is, and of which month; a port is one."""

    @property
    def case(self) -> Case:
        """The month."""
        ...

    @property
    def scope(self) -> Scope:
        """Who is counted, at which posts."""
        ...


class Seen(NamedTuple):
    """The crowd of a scope that is not that of a port's use."""

    case: Case
    scope: Scope


class Crowd:
    """The members of a port's use, as pieces and slices of days; nothing is worked out twice.

    ``members`` narrows them further. Trainees are nowhere on their days of training.
    """

    def __init__(self, port: Sight, members: Sequence[int] | None = None) -> None:
        self._port = port
        self._members = port.scope.people if members is None else tuple(members)
        self._training = training_days(port.case)
        self._case = port.case
        self._people: dict[Key, tuple[int, ...]] = {}
        self._pieces: dict[tuple[Key, int], tuple[Piece, ...]] = {}

    def people(self, asked: Filter) -> tuple[int, ...]:
        """The members who have the skill, grade and rank asked for."""
        key = (None, asked.skill, asked.grade, asked.rank)
        found = self._people.get(key)
        if found is None:
            employees = self._case.employees
            found = tuple(who for who in self._members if asked.person(employees[who]))
            self._people[key] = found
        return found

    def counting(self, asked: Filter, day: int) -> tuple[int, ...]:
        """Those of them who count in a shift begun on that day: who is no trainee then."""
        found = self.people(asked)
        if not self._training:
            return found
        return tuple(who for who in found if day not in self._training.get(who, ()))

    def kinds(self, asked: Filter) -> tuple[int, ...]:
        """The kinds of work at a post that is asked for and that the use is for."""
        posts = {kind: self._case.duty(kind).post for kind in self._case.choices}
        return tuple(k for k, post in posts.items() if asked.post in (None, post) and self._port.scope.post(post))

    def pieces(self, asked: Filter, day: int) -> tuple[Piece, ...]:
        """The stretches of shifts begun on a day of the horizon; people alike in them stand together."""
        key = ((asked.post, asked.skill, asked.grade, asked.rank), day)
        found = self._pieces.get(key)
        if found is None:
            found = self._pieces[key] = tuple(self._make(asked, day)) if day in self._case.days else ()
        return found

    def _make(self, asked: Filter, day: int) -> Iterator[Piece]:
        case = self._case
        members = self.counting(asked, day)
        plain = [who for who in members if not case.leaves[who]]
        others = [who for who in members if case.leaves[who]]
        alike: dict[tuple[tuple[Span, ...], tuple[int, ...]], set[int]] = {}
        for kind in self.kinds(asked):
            groups: dict[tuple[Span, ...], list[int]] = {}
            if plain:
                groups[case.presence(plain[0], day, kind)] = list(plain)
            for who in others:
                groups.setdefault(case.presence(who, day, kind), []).append(who)
            for spans, people in groups.items():
                alike.setdefault((spans, tuple(people)), set()).add(kind)
        for (spans, people_), kinds in alike.items():
            heads = Heads(people_, Cell(day, frozenset(kinds)))
            for span in spans:
                yield Piece(span.start, span.end, heads)

    def carried(self, asked: Filter) -> Iterator[Span]:
        """Where people whose shifts began before the horizon are at the post; spans may end before it."""
        case = self._case
        people = set(self.people(asked))
        for item in case.history:
            who, day = case.person.get(item.employee), case.axis.day(item.date)
            if who not in people or day < case.first - 2 or not self._port.scope.post(item.post):
                continue
            if asked.post not in (None, item.post) or day in self._training.get(who or 0, ()):
                continue
            kind = case.kind_of.get((item.shift, item.post))
            if who is not None and kind is not None:
                yield from case.presence(who, day, kind)
            else:
                yield from (case.axis.span(day, span) for span in case.shifts[item.shift].at_post)

    def timeline(self, asked: Filter, day: int) -> list[Slice]:
        """A calendar day, from midnight to midnight, cut wherever somebody can come or go.

        For the day after the last one: what reaches past the horizon's end.
        """
        pieces = [*self.pieces(asked, day - 1), *self.pieces(asked, day)]
        before = list(self.carried(asked)) if day == self._case.first else []
        spans = [*((piece.start, piece.end) for piece in pieces), *((span.start, span.end) for span in before)]
        made = []
        for start, end, numbers in sweep(spans, self._case.axis.at(day, 0), self._case.axis.at(day + 1, 0)):
            heads = tuple(pieces[number].heads for number in numbers if number < len(pieces))
            made.append(Slice(start, end, heads, len(numbers) - len(heads)))
        return made


def sweep(spans: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Cuts ``[start, end)`` at the ends of the spans: each part with the numbers of the spans that hold in it."""
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for number, (first, last) in enumerate(spans):
        if first < end and last > start and first < last:
            opens.setdefault(max(first, start), []).append(number)
            closes.setdefault(min(last, end), []).append(number)
    active: set[int] = set()
    marks = sorted({start, end, *opens, *closes})
    for mark, following in pairwise(marks):
        active.difference_update(closes.get(mark, ()))
        active.update(opens.get(mark, ()))
        yield mark, following, tuple(sorted(active))


def together(one: Sequence[Slice], other: Sequence[Slice]) -> Iterator[tuple[int, int, Slice, Slice]]:
    """Two timelines of one day side by side: each stretch in which neither changes."""
    seconds = iter(other)
    second = next(seconds, None)
    for first in one:
        start = first.start
        while second is not None and start < first.end:
            end = min(first.end, second.end)
            yield start, end, first, second
            start = end
            if second.end == end:
                second = next(seconds, None)


def demand_rows(port: Sight, day: int) -> dict[Filter, list[RowPart]]:
    """The rows of demand that ask for something in the minutes of a calendar day, clipped to it, by filter.

    Rows of the day before reach past midnight; each row is the business of its own day (one of the day before
    the horizon: of the first day).
    """
    case, scope = port.case, port.scope
    start, end = case.axis.at(day, 0), case.axis.at(day + 1, 0)
    found: dict[Filter, list[RowPart]] = {}
    for own in (day - 1, day):
        if not scope.on(max(own, case.first)):
            continue
        for row in demand_on(case.demand, case.axis.date(own), case.calendar):
            if row.filter.shift is not None or (row.filter.post is not None and not scope.post(row.filter.post)):
                continue
            span = case.axis.span(own, row.span or Span(0, DAY))
            begin, stop = max(span.start, start), min(span.end, end)
            if begin < stop:
                found.setdefault(row.filter, []).append(RowPart(row, begin, stop))
    return found


def row_slices(slices: Sequence[Slice], start: int, end: int) -> Iterator[tuple[Slice, int]]:
    """The slices (ascending, disjoint) that ``[start, end)`` meets, each with the minutes that they share."""
    position = bisect_right(slices, start, key=lambda piece: piece.end)
    while position < len(slices) and slices[position].start < end:
        piece = slices[position]
        yield piece, min(piece.end, end) - max(piece.start, start)
        position += 1
