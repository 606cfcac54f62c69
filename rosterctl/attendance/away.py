"""Approved requests of one person, as units need them: leave, outings, overtime (1.1, 1.2)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rosterctl.attendance.templates import Template
from rosterctl.domain.attendance import Stretch
from rosterctl.domain.requests import Part, Request, Status
from rosterctl.domain.stretches import Stretches, union
from rosterctl.domain.wall import Wall

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """One approved stretch of overtime: the date it was asked for, and its request."""

    when: Stretch
    date: dt.date
    request: str


@dataclass
class Away:
    """Leave or outings: parts of roster dates, and stretches by the clock."""

    parts: dict[dt.date, dict[str, Part]] = field(default_factory=dict)
    hours: list[tuple[Stretch, str]] = field(default_factory=list)

    def add(self, request: Request, wall: Wall) -> None:
        """Takes a request in. Hours are on the clock, whatever shift they meet; parts belong to roster dates."""
        if request.part is Part.HOURS and request.hours is not None:
            self.hours.append((wall.stretch(request.first, request.hours), request.id))
            return
        day = request.first
        while day <= request.last:
            self.parts.setdefault(day, {})[request.id] = request.part
            day += DAY

    def on(self, day: dt.date, template: Template) -> tuple[Stretches, tuple[str, ...]]:
        """What is taken out of a shift begun on ``day``, and by which requests."""
        parts = self.parts.get(day, {})
        whole = template.whole
        clock = [(s, i) for s, i in self.hours if s.start < whole.end and whole.start < s.end]
        taken = template.taken(frozenset(parts.values()))
        return union([*taken, *(s for s, _ in clock)]), (*parts, *(i for _, i in clock))


@dataclass
class Approved:
    """Everything approved for one person."""

    leave: Away = field(default_factory=Away)
    outing: Away = field(default_factory=Away)
    overtime: list[Window] = field(default_factory=list)


def approved(requests: Iterable[Request], wall: Wall) -> dict[str, Approved]:
    """Approved requests by employee. Overtime without hours has no window and shapes no unit."""
    found: dict[str, Approved] = defaultdict(Approved)
    for request in requests:
        if request.status is not Status.APPROVED:
            continue
        person = found[request.employee]
        if request.kind == "leave":
            person.leave.add(request, wall)
        elif request.kind == "outing":
            person.outing.add(request, wall)
        elif request.kind == "overtime" and request.hours is not None:
            day = request.first
            while day <= request.last:
                person.overtime.append(Window(wall.stretch(day, request.hours), day, request.id))
                day += DAY
    for person in found.values():
        person.overtime.sort(key=lambda window: (window.when, window.request))
    return dict(found)
