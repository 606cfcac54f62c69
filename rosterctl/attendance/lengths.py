"""Lengths of units' time inside presence and outside it, as columns (3.3, 4.3, 4.9)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rosterctl.attendance.events import Flags, Ints
from rosterctl.attendance.marks import Marks
from rosterctl.attendance.matching import Matched
from rosterctl.attendance.plans import Plans, Sets
from rosterctl.attendance.table import TableColumns
from rosterctl.domain.wall import Wall

NIGHT = (22 * 60, 30 * 60)
"""22:00 to 06:00, in minutes of the date on which it begins (4.9)."""
NIGHTS = range(-2, 3)
"""The nights that a unit and its overtime can reach, by how many days after the roster date they begin."""


@dataclass(frozen=True)
class Seen:
    """What lengths depend on, a row for each unit. ``both`` where arrival and departure are known, ``there`` where
    besides somebody is present."""

    columns: TableColumns
    plans: Plans
    arrival: Ints
    departure: Ints
    both: Flags
    there: Flags
    known: Flags
    midnight: Ints


def on_dates(wall: Wall, dates: Ints, minutes: int) -> Ints:
    """UTC seconds of ``minutes`` after the midnight of dates (ordinals)."""
    if not len(dates):
        return np.zeros(0, np.int64)
    low = int(dates.min())
    days = range(low, int(dates.max()) + 1)
    known = np.array([wall.at(dt.date.fromordinal(day), minutes) for day in days], np.int64)
    found: Ints = known[dates - low]
    return found


class Missed(NamedTuple):
    """Seconds missed, and how many of them lie behind midnight."""

    seconds: Ints
    following: Ints


def missed(seen: Seen, raw: Ints, low: Ints, high: Ints) -> Missed:
    """Expected time inside ``[low, high)`` where ``raw`` is not 0 (4.3)."""
    rows = np.flatnonzero(raw)
    plan, low, high = seen.columns.plan[rows], low[rows], high[rows]
    whole, following = np.zeros(len(raw), np.int64), np.zeros(len(raw), np.int64)
    whole[rows] = seen.plans.expected.within(plan, low, high)
    following[rows] = seen.plans.expected.within(plan, np.maximum(low, seen.midnight[rows]), high)
    return Missed(whole, following)


def behind_midnight(seen: Seen, sets: Sets) -> Ints:
    """How much of a set lies behind the roster date's midnight; all units of a plan have one date."""
    plan = seen.columns.plan
    midnight = np.zeros(len(sets.begin) - 1, np.int64)
    midnight[plan] = seen.midnight
    found: Ints = sets.behind(midnight)[plan]
    return found


class Worked(NamedTuple):
    """The group of worked time in :class:`rosterctl.domain.facts.Facts`."""

    regular: Ints
    following: Ints
    overtime: Ints
    night: Ints


def worked(seen: Seen, wall: Wall) -> Worked:
    """Worked time and its parts (3.3, 4.9)."""
    at, plans, low, high = seen.columns, seen.plans, seen.arrival, seen.departure
    outing = plans.outing.seconds[at.plan]
    regular = np.where(seen.known, outing, 0)
    rows = np.flatnonzero(seen.there & ~at.overtime)
    regular[rows] += plans.expected.within(at.plan[rows], low[rows], high[rows])
    extra = np.zeros(len(at), np.int64)
    rows = np.flatnonzero(seen.there & (plans.overtime.seconds > 0)[at.plan])
    extra[rows] = outing[rows] - regular[rows] + plans.work.within(at.plan[rows], low[rows], high[rows])
    following = np.where(seen.known, behind_midnight(seen, plans.outing), 0)
    rows = np.flatnonzero(seen.there & ~at.overtime & (np.minimum(high, at.expected_end) > seen.midnight))
    following[rows] += plans.expected.within(at.plan[rows], np.maximum(low, seen.midnight)[rows], high[rows])
    return Worked(regular, following, extra, _night(seen, wall))


def _night(seen: Seen, wall: Wall) -> Ints:
    """Worked seconds between 22:00 and 06:00 on the wall (4.9)."""
    at, plans = seen.columns, seen.plans
    found = np.zeros(len(at), np.int64)
    away = np.flatnonzero(seen.known & (plans.outing.seconds > 0)[at.plan])
    for day in NIGHTS:
        begin, end = (on_dates(wall, at.date + day, minutes) for minutes in NIGHT)
        rows = np.flatnonzero(seen.there & (seen.arrival < end) & (seen.departure > begin))
        low, high = np.maximum(seen.arrival, begin)[rows], np.minimum(seen.departure, end)[rows]
        found[rows] += plans.work.within(at.plan[rows], low, high)
        found[away] += plans.outing.within(at.plan[away], begin[away], end[away])
    return found


def unapproved(matched: Matched, marks: Marks, plans: Plans) -> Ints:
    """Present but not approved (3.3), a row for each unit that takes punches.

    From the last of the unit's events up to the expected start, and from the expected end to its first from there on;
    other units' events that lie between do not matter.
    """
    division, events = matched.division, matched.division.events
    units, roles = division.units, division.roles
    plan = matched.all_units.columns.plan[matched.rows]
    found = np.zeros(len(units), np.int64)

    def held(which: Ints, has: Flags) -> Ints:
        return np.flatnonzero(has & ~roles.out & (division.a <= which) & (which < division.b))

    before = np.minimum(marks.started, division.b) - 1
    rows = held(before, roles.has_arrival)
    low, high = events.first[before[rows]], units.start[rows]
    found[rows] += high - low - plans.overtime.within(plan[rows], low, high)
    after = np.maximum(marks.ended, division.a)
    rows = held(after, roles.has_departure)
    low, high = units.end[rows], events.last[after[rows]]
    found[rows] += high - low - plans.overtime.within(plan[rows], low, high)
    return found
