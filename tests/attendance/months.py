"""Random weeks of several people with everything that shapes a unit: requests, corrections, breaks, reaches."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

import numpy as np

from rosterctl.attendance.events import Punches
from rosterctl.attendance.matches import Matches, match_all
from rosterctl.attendance.units import Roster, Units, make_units
from rosterctl.domain.attendance import Correction, MatchParams, Side, Unit
from rosterctl.domain.requests import Part, Request, Status
from rosterctl.domain.roster import Assignment, Break
from rosterctl.domain.shifts import Meal, Shift
from rosterctl.domain.time import Span
from rosterctl.domain.wall import Wall

FIRST = dt.date(2026, 10, 23)
DAYS = 6
ZONES = ("Asia/Shanghai", "Asia/Shanghai", "Europe/Berlin")
"""In Berlin the clocks change in the night to 25 October."""

SHIFTS = {
    shift.code: shift
    for shift in (
        Shift("D", "day", (Span(540, 1080),), (Meal(Span(720, 780), 60),), arrive_early=10),
        Shift("R", "rotating", (Span(510, 1080),), (Meal(Span(660, 810), 35),)),
        Shift("S", "split", (Span(540, 720), Span(840, 1080))),
        Shift("N", "night", (Span(1320, 1800),), (Meal(Span(1560, 1590), 30, paid=True),)),
        Shift("W", "a day", (Span(480, 1920),), (Meal(Span(720, 780), 60), Meal(Span(1080, 1140), 45))),
        Shift("T", "three", (Span(480, 600), Span(600, 720), Span(780, 960))),
        Shift("L", "late", (Span(1140, 1380),)),
        Shift("M", "from midnight", (Span(0, 360),)),
    )
}
_DAYS = ("", "", "D", "R", "S", "N", "W", "T", "L", "M", "D L", "M S", "M D L")


@dataclass(frozen=True)
class Month:
    """A roster and punches."""

    roster: Roster
    punches: Punches
    params: MatchParams

    def made(self) -> Units:
        return make_units(self.roster, self.params)

    def matches(self, units: Units) -> Matches:
        return match_all(units.units, self.punches, self.params)

    @property
    def wall(self) -> Wall:
        return Wall(self.roster.zone)


def draw_month(random: Random, people: int = 3) -> Month:
    """A month; one in ten may hold clashes (1.4): a night before an early shift, for one."""
    zone = random.choice(ZONES)
    names = [f"E{number}" for number in range(people)]
    clashing = random.random() < 0.1
    items = [item for who in names for item in _assignments(random, who, clashing=clashing)]
    random.shuffle(items)
    reach = {"D": (3600 * random.randrange(1, 9), 3600 * random.randrange(1, 9))} if random.random() < 0.3 else {}
    requests = [_request(random, number, random.choice([*names, "X"])) for number in range(random.randrange(8))]
    roster = Roster(tuple(items), SHIFTS, zone, tuple(requests), (), reach)
    params = MatchParams(back_to_back=random.random() < 0.8)
    units = make_units(roster, params).units
    corrections = [_correction(random, unit, number) for number, unit in enumerate(_some(random, units, 3))]
    roster = Roster(roster.assignments, SHIFTS, zone, roster.requests, tuple(corrections), reach)
    return Month(roster, _punches(random, units, names), params)


def _assignments(random: Random, who: str, *, clashing: bool) -> list[Assignment]:
    found = []
    free = 0
    for number in range(DAYS):
        for code in random.choice(_DAYS).split():
            span = SHIFTS[code].span.shifted(number * 1440)
            if span.start < free and not clashing:
                continue
            free = span.end
            meals = SHIFTS[code].meals
            breaks: tuple[Break, ...] = ()
            if meals and random.random() < 0.5:
                meal = random.choice(meals)
                last = meal.window.end - meal.minutes
                breaks = (Break(random.randrange(meal.window.start, last + 1, 5), meal.minutes),)
            post = random.choice(("desk", "gate"))
            found.append(Assignment(who, FIRST + dt.timedelta(days=number), code, post, breaks))
    return found


def _request(random: Random, number: int, who: str) -> Request:
    kind = random.choice(("leave", "leave", "outing", "overtime"))
    first = FIRST + dt.timedelta(days=random.randrange(-1, DAYS))
    part = random.choice(tuple(Part)) if kind != "overtime" else Part.HOURS
    hours, last = None, first
    if part is Part.HOURS:
        start = random.randrange(0, 44) * 60
        hours = Span(start, start + random.choice((30, 60, 150, 300, 600)))
    if part is not Part.HOURS or kind == "overtime":
        last += dt.timedelta(days=random.choice((0, 0, 1, 3)))
    status = random.choice((Status.APPROVED, Status.APPROVED, Status.APPROVED, Status.FILED))
    return Request(f"R{number}", kind, who, first, last, part, hours, status=status)


def _some(random: Random, units: object, most: int) -> list[Unit]:
    known = list(units)  # type: ignore[call-overload]
    return [random.choice(known) for _ in range(random.randrange(most + 1))] if known else []


def _correction(random: Random, unit: Unit, number: int) -> Correction:
    side = random.choice(tuple(Side))
    edge = unit.start if side is Side.START else unit.end
    segment = random.choice((unit.number, unit.number, 1, 9))
    return Correction(unit.employee, unit.date, segment, side, edge + random.randrange(-3, 4) * 300, f"C{number}")


def _punches(random: Random, units: object, names: list[str]) -> Punches:
    """Punches near the boundaries of units, in the middle of them, and anywhere; and those of a stranger."""
    people = [*names, "Z"]
    person, instant = [], []
    for unit in units:  # type: ignore[attr-defined]
        edges = [unit.start, unit.end, unit.expected_start, unit.expected_end, (unit.start + unit.end) // 2]
        for _ in range(random.choice((0, 0, 1, 2, 2, 3, 4, 6))):
            if unit.employee in names:
                person.append(names.index(unit.employee))
                instant.append(random.choice(edges) + random.choice((-1, 0, 1)) * random.randrange(0, 9000, 30))
        if random.random() < 0.05:
            person.append(len(names))
            instant.append(unit.start)
    order = random.sample(range(len(person)), len(person))
    return Punches(people, np.array(person, np.int64)[order], np.array(instant, np.int64)[order])
