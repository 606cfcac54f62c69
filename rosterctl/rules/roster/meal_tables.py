"""The rotating meals as *meal-rotation* tells them to a port: groups of people, their starts, who is away when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rosterctl.domain.demand import Filter
from rosterctl.domain.policy import Mode
from rosterctl.domain.shifts import Meal
from rosterctl.rules.port import Away, Cell, Port, Slots
from rosterctl.rules.roster.crowd import Crowd, Slice, demand_rows, row_slices, sweep
from rosterctl.rules.roster.meeting_times import meeting_windows
from rosterctl.rules.roster.training import training_days


class Sitting(NamedTuple):
    """People of one group who are away from their post when they start to eat at one position of ``slots``."""

    start: int
    end: int
    post: str
    member: int
    slots: Slots
    position: int


class Part(NamedTuple):
    """A stretch of elapsed minutes with one crowd and one set of people who may be away."""

    start: int
    end: int
    crowd: Slice
    away: tuple[Sitting, ...]


class Tables:
    """The meals of a port's use. Say what is forbidden, then :meth:`lay`, then what must be kept."""

    def __init__(self, port: Port, rule: str, step: int) -> None:
        self._port = port
        self._case = port.case
        self._rule = rule
        self._step = step
        self._crowd = Crowd(port)
        self._training = training_days(port.case)
        self._groups = self._alike()
        self._met = meeting_windows(port.case)
        self._sittings: dict[int, list[Sitting]] = {}

    def _alike(self) -> list[tuple[int, ...]]:
        """The members in groups within which it does not matter who eats: for no row of demand, for no use."""
        case = self._case
        filters = dict.fromkeys(Filter(None, f.skill, f.grade, f.rank) for f in (row.filter for row in case.demand))
        uses = [use for use in case.uses if use.rule == self._rule and use.mode is not Mode.OFF]
        groups: dict[tuple[bool, ...], list[int]] = {}
        for who in self._port.scope.people:
            employee = case.employees[who]
            traits = (*(f.person(employee) for f in filters), *(use.scope.person(employee) for use in uses))
            groups.setdefault(traits, []).append(who)
        return [tuple(group) for group in groups.values()]

    def _due(self, people: Sequence[int], day: int, kind: int, meal: Meal) -> tuple[int, ...]:
        """Those whose approved leave does not touch the meal's window."""
        case = self._case
        shift = case.shifts[case.duty(kind).shift]
        return tuple(
            who
            for who in people
            if not case.leaves[who]
            or not any(span.overlap(meal.window) for span in case.partial_leave(who, day, shift))
        )

    def _meals(self) -> Iterator[tuple[int, Meal]]:
        """The kinds of work at the use's posts, with each of their rotating meals."""
        for kind in self._crowd.kinds(Filter()):
            for meal in self._case.shifts[self._case.duty(kind).shift].meals:
                if not meal.fixed:
                    yield kind, meal

    def _days(self) -> Iterable[int]:
        return range(max(self._case.first, self._port.scope.first), self._port.scope.end)

    def forbid_longer_than(self, minutes: int) -> None:
        """Nobody does a kind of work whose meal is longer; it costs one for each such meal."""
        long = [(kind, meal) for kind, meal in self._meals() if meal.minutes > minutes]
        for day in filter(self._port.scope.on, self._days()):
            for kind, meal in long:
                for who in self._due(self._port.scope.judged, day, kind, meal):
                    self._port.forbid(who, [Cell(day, frozenset({kind}))])

    def lay(self) -> None:
        """Let everybody who is due choose a start, for each meal of each day."""
        for day in self._days():
            made = self._sittings[day] = []
            for kind, meal in self._meals():
                for group in self._groups:
                    for people in self._apart(self._due(group, day, kind, meal), day, meal):
                        counted = tuple(who for who in people if day not in self._training.get(who, ()))
                        trainees = tuple(who for who in people if who not in counted)
                        if counted:
                            made += self._starts(counted, day, kind, meal)
                        if trainees:  # they eat too, but leave no place that they would have kept
                            list(self._starts(trainees, day, kind, meal))

    def _apart(self, people: tuple[int, ...], day: int, meal: Meal) -> Iterator[tuple[int, ...]]:
        """Alone whoever may be at a meeting about that time, which must be known of each; the others together."""
        window = self._case.axis.span(day, meal.window)
        alone = {who for who in people if any(span.overlap(window) for span in self._met.get(who, ()))}
        yield from ((who,) for who in people if who in alone)
        rest = tuple(who for who in people if who not in alone)
        if rest:
            yield rest

    def laid(self, day: int) -> Sequence[Sitting]:
        """The sittings of the shifts begun on a day."""
        return self._sittings.get(day, ())

    def _starts(self, people: tuple[int, ...], day: int, kind: int, meal: Meal) -> Iterator[Sitting]:
        case = self._case
        walls = meal.starts(self._step)
        starts = [case.axis.at(day, wall) for wall in walls]
        # how far the middle of the meal is from the middle of its window: very early and very late are unpopular
        spare = meal.window.minutes - meal.minutes
        discomfort = [abs(2 * (wall - meal.window.start) - spare) // (2 * self._step) for wall in walls]
        slots = self._port.slots(people, Cell(day, frozenset({kind})), starts, meal.minutes, discomfort)
        for position, start in enumerate(starts):
            for span in case.presence(people[0], day, kind):
                first, last = max(span.start, start), min(span.end, start + meal.minutes)
                if first < last:
                    yield Sitting(first, last, case.duty(kind).post, people[0], slots, position)

    def away(self, asked: Filter, day: int) -> list[Sitting]:
        """Who of those asked for may be away on a calendar day."""
        employees = self._case.employees
        return [
            sitting
            for own in (day - 1, day)
            for sitting in self._sittings.get(own, ())
            if asked.post in (None, sitting.post) and asked.person(employees[sitting.member])
        ]

    def limit(self, post: str, day: int, most: int) -> None:
        """At most so many people of a post eat at once on that calendar day."""
        sittings = self.away(Filter(post=post), day)
        merged: dict[tuple[Sitting, ...], int] = {}
        for start, end, away in self._cut(sittings, day):
            merged[away] = merged.get(away, 0) + end - start
        for away, minutes in merged.items():
            self._port.cover((), -most, None, minutes, _grouped(away))

    def stay(self, post: str, day: int, least: int) -> None:
        """While somebody of a post eats, so many others are there."""
        self._keep([(part, least, part.end - part.start) for part in self._parts(Filter(post=post), day)])

    def keep_demand(self, day: int) -> None:
        """While people eat, the others keep each row of demand, as far as all together would."""
        for asked, rows in demand_rows(self._port, day).items():
            wanted = [row for row in rows if row.row.min]
            parts = self._parts(asked, day) if wanted else []
            kept = []
            for row, start, end in wanted:
                position = bisect_right(parts, start, key=lambda part: part.end)
                while position < len(parts) and (part := parts[position]).start < end:
                    kept.append((part, row.min or 0, min(part.end, end) - max(part.start, start)))
                    position += 1
            self._keep(kept)

    def _parts(self, asked: Filter, day: int) -> list[Part]:
        """The judged minutes of a calendar day in which some of those asked for may be away."""
        cuts = list(self._cut(self.away(asked, day), day))
        found: list[Part] = []
        if not cuts:
            return found
        timeline = self._crowd.timeline(asked, day)
        for start, end, away in cuts:
            first = max(start, self._case.judged_from)
            for piece, _ in row_slices(timeline, first, end):
                found.append(Part(max(first, piece.start), min(end, piece.end), piece, away))
        return found

    def _cut(self, sittings: Sequence[Sitting], day: int) -> Iterator[tuple[int, int, tuple[Sitting, ...]]]:
        spans = [(sitting.start, sitting.end) for sitting in sittings]
        axis = self._case.axis
        for start, end, numbers in sweep(spans, axis.at(day, 0), axis.at(day + 1, 0)):
            if numbers:
                yield start, end, tuple(sittings[number] for number in numbers)

    def _keep(self, wanted: Sequence[tuple[Part, int, int]]) -> None:
        """A cover for each part and number asked for in it; rows of demand that ask the same share one."""
        merged: dict[tuple[int, int], int] = {}
        parts = {part.start: part for part, _, _ in wanted}
        for part, need, minutes in wanted:
            key = (part.start, need - part.crowd.carried)
            merged[key] = merged.get(key, 0) + minutes
        for (start, low), minutes in merged.items():
            if low > 0:
                self._port.cover(parts[start].crowd.heads, low, None, minutes, _grouped(parts[start].away))


def _grouped(sittings: Sequence[Sitting]) -> tuple[Away, ...]:
    positions: dict[Slots, list[int]] = {}
    for sitting in sittings:
        positions.setdefault(sitting.slots, []).append(sitting.position)
    return tuple(Away(slots, tuple(found)) for slots, found in positions.items())
