"""Everything that one month's roster depends on, numbered: people, days and kinds of work.

Rules, the checker and the solver all read a :class:`Case`. Day numbers count from the first day of history;
the horizon is ``[first, end)``. A *kind* is what a person can do on a day: 0 is off, 1 … K are duties.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from types import MappingProxyType

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.demand import Demand
from rosterctl.domain.people import Employee
from rosterctl.domain.policy import RuleUse
from rosterctl.domain.requests import Part, Pin, Request, Status, Wish
from rosterctl.domain.roster import Assignment
from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import DAY, Axis, Span, subtract

HISTORY_DAYS = 35
MARGIN = 62
"""Leave this many days outside the axis is still known: weeks and months reach past its ends."""
OFF = 0


@dataclass(frozen=True)
class Duty:
    """One kind of work on a day: a shift at a post.

    A history day with several assignments becomes one duty that spans them; it is not ``choosable``.
    """

    shift: str
    post: str
    span: Span
    paid: int
    night: bool
    choosable: bool = True


@dataclass(frozen=True)
class Leave:
    """Approved leave of one person on day numbers ``[first, end)``."""

    first: int
    end: int
    part: Part
    hours: Span | None
    request: Request


@dataclass(frozen=True)
class Case:
    """What a month's roster depends on. Build it with :func:`make_case`."""

    axis: Axis
    first: int
    end: int
    known_from: int
    """First day about which history is known; equal to ``first`` when nothing was carried in."""
    employees: tuple[Employee, ...]
    shifts: Mapping[str, Shift]
    posts: tuple[str, ...]
    calendar: Calendar
    demand: tuple[Demand, ...]
    requests: tuple[Request, ...]
    wishes: tuple[Wish, ...]
    pins: tuple[Pin, ...]
    history: tuple[Assignment, ...]
    uses: tuple[RuleUse, ...]
    duties: tuple[Duty, ...]
    """Kind ``k`` is ``duties[k - 1]``."""
    carried: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    """Counters brought from earlier months, of fairness and of averages: use key → employee → count."""
    as_of: date | None = None
    """Today, where it is asked whether the roster is published in time."""

    @property
    def days(self) -> range:
        """Day numbers of the horizon."""
        return range(self.first, self.end)

    @cached_property
    def kinds(self) -> frozenset[int]:
        """All kinds of work, history's own included."""
        return frozenset(range(1, len(self.duties) + 1))

    @cached_property
    def choices(self) -> tuple[int, ...]:
        """The kinds of work that a roster may use."""
        return tuple(k for k in range(1, len(self.duties) + 1) if self.duties[k - 1].choosable)

    def duty(self, kind: int) -> Duty:
        """The duty behind a kind of work (1 … K)."""
        return self.duties[kind - 1]

    @cached_property
    def person(self) -> Mapping[str, int]:
        """Employee id → number."""
        return {employee.id: number for number, employee in enumerate(self.employees)}

    @cached_property
    def kind_of(self) -> Mapping[tuple[str, str], int]:
        """(shift code, post) → kind, for what may be chosen."""
        return {(self.duty(k).shift, self.duty(k).post): k for k in self.choices}

    @cached_property
    def nights(self) -> frozenset[int]:
        """The kinds that are night work."""
        return frozenset(k for k in self.kinds if self.duty(k).night)

    def start(self, day: int, kind: int) -> int:
        """Elapsed minutes at which a duty begun on ``day`` starts."""
        return self.axis.at(day, self.duty(kind).span.start)

    def stop(self, day: int, kind: int) -> int:
        """Elapsed minutes at which a duty begun on ``day`` ends."""
        return self.axis.at(day, self.duty(kind).span.end)

    @cached_property
    def judged_from(self) -> int:
        """Elapsed minute from which coverage is judged.

        Usually midnight of the first day. When nothing is known about the day before, minutes that a shift
        begun then could reach are left out: nobody can be blamed for them here.
        """
        midnight = self.axis.at(self.first, 0)
        if self.known_from < self.first:
            return midnight
        spill = max((self.stop(self.first - 1, kind) for kind in self.choices), default=midnight)
        return max(midnight, spill)

    @cached_property
    def leaves(self) -> tuple[tuple[Leave, ...], ...]:
        """Approved leave of each person, by number."""
        found: list[list[Leave]] = [[] for _ in self.employees]
        for request in self.requests:
            if request.kind != "leave" or request.status is not Status.APPROVED:
                continue
            number = self.person.get(request.employee)
            if number is not None:
                first, last = self.axis.day(request.first), self.axis.day(request.last)
                found[number].append(Leave(first, last + 1, request.part, request.hours, request))
        return tuple(tuple(items) for items in found)

    @cached_property
    def _whole_days(self) -> frozenset[tuple[int, int]]:
        """(person, day) for every day that is wholly on leave."""
        parts: dict[tuple[int, int], set[Part]] = {}
        for who, leaves in enumerate(self.leaves):
            for leave in leaves:
                for day in range(max(leave.first, -MARGIN), min(leave.end, self.end + MARGIN)):
                    parts.setdefault((who, day), set()).add(leave.part)
        halves_ = {Part.FIRST_HALF, Part.SECOND_HALF}
        return frozenset(cell for cell, found in parts.items() if Part.WHOLE in found or halves_ <= found)

    @cached_property
    def _partly(self) -> frozenset[int]:
        """The people with any leave that is not of whole days."""
        return frozenset(
            who for who, leaves in enumerate(self.leaves) if any(leave.part is not Part.WHOLE for leave in leaves)
        )

    def on_whole_leave(self, who: int, day: int) -> bool:
        """Whether the person has the whole roster day off by approved leave; both halves of a day are the whole."""
        return (who, day) in self._whole_days

    def partial_leave(self, who: int, day: int, shift: Shift) -> tuple[Span, ...]:
        """Wall-clock spans of ``day`` that half-day and hourly leave takes out of a shift begun on it.

        Hours are on the clock: those of the next calendar day reach a shift that crosses midnight, and those that
        began the evening before a shift after it. Half days belong to the roster date on which the shift starts.
        """
        spans: list[Span] = []
        for leave in self.leaves[who]:
            if leave.part is Part.HOURS and leave.hours is not None:
                spans.append(leave.hours.shifted(DAY * (leave.first - day)))
            elif leave.part is not Part.WHOLE and leave.first <= day < leave.end:
                cut = halves(shift)
                spans.append(
                    Span(shift.span.start, cut.start)
                    if leave.part is Part.FIRST_HALF
                    else Span(cut.end, shift.span.end)
                )
        return tuple(span for span in spans if any(span.overlap(part) for part in shift.segments))

    @cached_property
    def _presence(self) -> dict[tuple[int, int, int], tuple[Span, ...]]:
        return {}

    def presence(self, who: int, day: int, kind: int) -> tuple[Span, ...]:
        """Elapsed-minute spans at the post: segments without fixed meals and approved partial leave."""
        partial = who if who in self._partly else -1
        key = (partial, day, kind)
        found = self._presence.get(key)
        if found is None:
            shift = self.shifts[self.duty(kind).shift]
            wall = subtract(shift.at_post, self.partial_leave(who, day, shift)) if partial >= 0 else shift.at_post
            found = self._presence[key] = tuple(self.axis.span(day, span) for span in wall)
        return found


def halves(shift: Shift) -> Span:
    """Where a half day is cut (wall-clock minutes): at the longest unpaid break, else at the middle of paid time.

    The gap between two segments counts as a break; a rotating meal is taken in the middle of its window.
    A cut at one instant is an empty span. Source: attendance 1.1.
    """
    breaks = [Span(a.end, b.start) for a, b in zip(shift.segments, shift.segments[1:], strict=False)]
    for meal in shift.meals:
        if not meal.paid:
            start = meal.window.start + (meal.window.minutes - meal.minutes) // 2
            breaks.append(Span(start, start + meal.minutes))
    if breaks:
        return max(breaks, key=lambda span: (span.minutes, -span.start))
    half = sum(segment.minutes for segment in shift.segments) // 2
    for segment in shift.segments:
        if half <= segment.minutes:
            return Span(segment.start + half, segment.start + half)
        half -= segment.minutes
    return Span(shift.span.end, shift.span.end)


def make_case(
    *,
    first: date,
    end: date,
    employees: tuple[Employee, ...],
    shifts: tuple[Shift, ...],
    calendar: Calendar,
    posts: tuple[str, ...] = ("desk",),
    zone: str = "Asia/Shanghai",
    demand: tuple[Demand, ...] = (),
    requests: tuple[Request, ...] = (),
    wishes: tuple[Wish, ...] = (),
    pins: tuple[Pin, ...] = (),
    history: tuple[Assignment, ...] = (),
    known_from: date | None = None,
    uses: tuple[RuleUse, ...] = (),
    carried: Mapping[str, Mapping[str, int]] | None = None,
    as_of: date | None = None,
) -> Case:
    """Number everything. ``known_from`` is the first date that ``history`` speaks of (``None``: none)."""
    axis = Axis(first - timedelta(days=HISTORY_DAYS), HISTORY_DAYS + (end - first).days, zone)
    table = {shift.code: shift for shift in shifts}
    duties = [
        Duty(shift.code, post, shift.span, shift.paid, shift.night)
        for shift in shifts
        for post in posts
        if shift.posts is None or post in shift.posts
    ]
    kept = tuple(sorted((a for a in history if axis.origin <= a.date < first), key=Assignment.sort_key))
    begins = known_from or min((a.date for a in kept), default=first)
    return Case(
        axis=axis,
        first=HISTORY_DAYS,
        end=HISTORY_DAYS + (end - first).days,
        known_from=min(max(axis.day(begins), 0), HISTORY_DAYS),
        employees=employees,
        shifts=MappingProxyType(table),
        posts=posts,
        calendar=calendar,
        demand=demand,
        requests=requests,
        wishes=wishes,
        pins=pins,
        history=kept,
        uses=uses,
        duties=(*duties, *_history_duties(kept, table, duties)),
        carried=MappingProxyType(dict(carried or {})),
        as_of=as_of,
    )


def _history_duties(history: tuple[Assignment, ...], shifts: Mapping[str, Shift], duties: list[Duty]) -> list[Duty]:
    """One duty for each history cell that no choosable duty describes (two shifts, or a post given up)."""
    known = {(duty.shift, duty.post) for duty in duties}
    cells: dict[tuple[str, date], list[Assignment]] = {}
    for item in history:
        cells.setdefault((item.employee, item.date), []).append(item)
    extra: dict[tuple[str, str], Duty] = {}
    for items in cells.values():
        key = history_key(items)
        if key in known or key in extra:
            continue
        used = [shifts[item.shift] for item in items]
        span = Span(min(s.span.start for s in used), max(s.span.end for s in used))
        paid = sum(s.paid for s in used)
        extra[key] = Duty(*key, span, paid, any(s.night for s in used), choosable=False)
    return list(extra.values())


def history_key(items: list[Assignment]) -> tuple[str, str]:
    """The (shift, post) name under which a history cell's duty is known."""
    return "+".join(i.shift for i in items), "+".join(dict.fromkeys(i.post for i in items))
