"""Meetings as *meeting* tells them to a port: who may sit at which start, and who is left at the posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rosterctl.domain.case import Case
from rosterctl.domain.demand import Filter
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.rules.base import Scope
from rosterctl.rules.port import Away, Cell, Port, Seat, Slots
from rosterctl.rules.roster.crowd import Crowd, Seen, Slice, demand_rows, row_slices, sweep
from rosterctl.rules.roster.meal_rotation import Params as Meals
from rosterctl.rules.roster.meal_tables import Sitting, Tables
from rosterctl.rules.roster.meeting_times import Session, meeting_uses, sessions

MEALS = "meal-rotation"


class Chair(NamedTuple):
    """A seat, and where it takes its person away from; a person's two posts are two chairs."""

    start: int
    end: int
    who: int
    post: str
    slots: Slots
    position: int


class Part(NamedTuple):
    """A stretch of elapsed minutes with one crowd, those who may be at this meeting, and those away anyhow."""

    start: int
    end: int
    crowd: Slice
    own: tuple[Chair, ...]
    rest: tuple[Chair | Sitting, ...]


class Seating:
    """The meetings of all uses in force, seen by the port of one."""

    def __init__(self, port: Port) -> None:
        self._port = port
        self._case = port.case
        everyone = Scope(tuple(range(len(port.case.employees))), port.case.first, port.case.end)
        self._sight = Seen(port.case, everyone)
        self._crowd = Crowd(self._sight)
        self._tables = [_laid(port.of(use), use) for use in _meal_uses(port.case)]
        self._made: dict[tuple[Session, frozenset[str] | None, tuple[int, ...]], Slots] = {}
        self._kinds: dict[tuple[frozenset[str] | None, int, int, int, int], tuple[frozenset[int], ...]] = {}
        self._chairs: dict[Session, dict[tuple[int, str, int, int], Chair]] = {}
        # only what can be at the same time as a meeting of the port's use is of any concern to it
        every = [(s, one) for _, terms, s in meeting_uses(port.case) for one in sessions(port.case, s, terms)]
        days = {day for scope, one in every if scope == port.scope for day in one.days}
        for scope, session in every:
            if not days.isdisjoint(session.days):
                self._lay(scope, session)

    def _lay(self, scope: Scope, session: Session) -> None:
        key = (session, scope.posts, scope.people)
        if key in self._made:
            return
        seats = list(self._seats(scope, session))
        slots = self._made[key] = self._port.meet(session.name, session.starts, session.minutes, seats)
        chairs = self._chairs.setdefault(session, {})
        for number, seat in enumerate(seats):
            start = session.starts[seat.position]
            post = self._case.duty(min(seat.cell.kinds)).post
            chair = Chair(start, start + session.minutes, seat.who, post, slots, number)
            chairs.setdefault((seat.who, post, seat.position, seat.cell.day), chair)

    def _seats(self, scope: Scope, session: Session) -> Iterator[Seat]:
        case = self._case
        for position, start in enumerate(session.starts):
            end = start + session.minutes
            day = max(on for on in session.days if case.axis.at(on, 0) <= start)
            for own in range(max(case.first, day - 1), day + 1):
                meals = [s for table in self._tables for s in table.laid(own) if s.start < end and start < s.end]
                for who in scope.people:
                    busy = _grouped(s for s in meals if s.member == who)
                    for kinds in self._there(scope, who, own, start, end):
                        yield Seat(who, position, Cell(own, kinds), busy)

    def _there(self, scope: Scope, who: int, day: int, start: int, end: int) -> Sequence[frozenset[int]]:
        """By post: the kinds of work that have the person there for all these minutes; alike without leave."""
        key = (scope.posts, who if self._case.leaves[who] else -1, day, start, end)
        made = self._kinds.get(key)
        if made is None:
            made = self._kinds[key] = self._find(scope, who, day, start, end)
        return made

    def _find(self, scope: Scope, who: int, day: int, start: int, end: int) -> tuple[frozenset[int], ...]:
        case, found = self._case, dict[str, set[int]]()
        for kind in case.choices:
            post = case.duty(kind).post
            if scope.post(post) and any(s.start <= start and end <= s.end for s in case.presence(who, day, kind)):
                found.setdefault(post, set()).add(kind)
        return tuple(map(frozenset, found.values()))

    def seats(self, scope: Scope, session: Session) -> Slots:
        """The seats of a use's members."""
        return self._made[session, scope.posts, scope.people]

    def stay(self, session: Session, at_least: int | None, *, keep: bool) -> None:
        """While they meet, so many stay at each post, and the others keep each row of demand."""
        for day in session.days:
            if at_least:
                for post in filter(self._port.scope.post, self._case.posts):
                    parts = self._parts(Filter(post=post), day, session)
                    self._keep([(part, at_least, part.end - part.start) for part in parts])
            for asked, rows in demand_rows(self._sight, day).items() if keep else ():
                parts = self._parts(asked, day, session)
                shared = (
                    (part, row.min, min(part.end, end) - max(part.start, start))
                    for row, start, end in rows
                    for part in parts
                    if row.min
                )
                self._keep([one for one in shared if one[2] > 0])

    def _keep(self, wanted: Sequence[tuple[Part, int, int]]) -> None:
        """A cover for each part and number asked for in it; rows of demand that ask the same share one."""
        merged: dict[tuple[int, int], int] = {}
        parts = {part.start: part for part, _, _ in wanted}
        for part, need, minutes in wanted:
            key = (part.start, need - part.crowd.carried)
            merged[key] = merged.get(key, 0) + minutes
        for (start, low), minutes in merged.items():
            if low > 0:
                part = parts[start]
                self._port.cover(part.crowd.heads, low, None, minutes, _grouped(part.own), _grouped(part.rest))

    def _parts(self, asked: Filter, day: int, session: Session) -> list[Part]:
        """The judged minutes of a calendar day in which a member who is asked for may be at the meeting."""
        members = frozenset(self._port.scope.people)
        own = [c for key, c in self._wanted(asked, session) if c.who in members and self._port.scope.post(c.post)]
        taken = {(c.who, c.post, c.start) for c in own}
        rest: list[Chair | Sitting] = [
            chair
            for other in self._chairs
            if day in other.days
            for _, chair in self._wanted(asked, other)
            if other != session or (chair.who, chair.post, chair.start) not in taken
        ]
        rest += self._eating(asked, day)
        axis = self._case.axis
        spans = [(seat.start, seat.end) for seat in (*own, *rest)]
        timeline = self._crowd.timeline(asked, day)
        found: list[Part] = []
        for start, end, numbers in sweep(spans, axis.at(day, 0), axis.at(day + 1, 0)):
            mine = tuple(own[n] for n in numbers if n < len(own))
            others = tuple(rest[n - len(own)] for n in numbers if n >= len(own))
            first = max(start, self._case.judged_from)
            for piece, _ in row_slices(timeline, first, end) if mine else ():
                found.append(Part(max(first, piece.start), min(end, piece.end), piece, mine, others))
        return found

    def _wanted(self, asked: Filter, session: Session) -> Iterator[tuple[object, Chair]]:
        for key, chair in self._chairs[session].items():
            if asked.post in (None, chair.post) and asked.person(self._case.employees[chair.who]):
                yield key, chair

    def _eating(self, asked: Filter, day: int) -> list[Sitting]:
        found = {
            (sitting.start, sitting.end, id(sitting.slots), sitting.position): sitting
            for table in self._tables
            for sitting in table.away(asked, day)
        }
        return list(found.values())


def _meal_uses(case: Case) -> Iterator[RuleUse]:
    return (use for use in case.uses if use.rule == MEALS and use.mode is not Mode.OFF)


def _laid(port: Port, use: RuleUse) -> Tables:
    assert isinstance(use.params, Meals)
    tables = Tables(port, MEALS, use.params.step)
    tables.lay()
    return tables


def _grouped(seats: Iterable[Chair | Sitting]) -> tuple[Away, ...]:
    positions: dict[Slots, list[int]] = {}
    for seat in seats:
        positions.setdefault(seat.slots, []).append(seat.position)
    return tuple(Away(slots, tuple(found)) for slots, found in positions.items())
