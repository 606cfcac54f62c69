"""Units, events and what matching makes of them: the values of attendance 1 and 2.

Every instant is UTC in whole seconds since the epoch, every length whole seconds. A unit's reach is closed;
all other intervals are half-open.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NamedTuple

HOUR = 3600
MINUTE = 60


class Stretch(NamedTuple):
    """A half-open stretch of seconds ``[start, end)``."""

    start: int
    end: int


class UnitKind(Enum):
    """What a unit is (1.1, 1.2)."""

    SEGMENT = "segment"
    OVERTIME = "overtime"
    """Approved overtime far from any shift: it can be missing or absent, never late."""


class Side(Enum):
    """One of a unit's two boundaries."""

    START = "start"
    END = "end"


class Mark(StrEnum):
    """Findings about one unit; none of them costs anything by itself."""

    ODD_EARLY = "odd-early"
    """2.3: left more than 2 h early with an odd number of events: perhaps a forgotten punch, the charge waits."""
    ODD_LATE = "odd-late"
    """2.3: came more than 2 h late with an odd number of events."""
    PRESENCE_ONLY = "presence-only"
    """2.4: a lone event deep inside the segment."""
    UNROSTERED_WORK = "unrostered-work"
    """2.4: events that all lie before the start or after the end, none near it."""
    ODD_MEALS = "odd-meals"
    """2.6: inner events that do not pair up."""
    DOUBTFUL_ABSENCE = "doubtful-absence"
    """2.8: absent, with an event in reach that nobody needs."""
    EARLY_BIRD = "early-bird"
    """2.8: the first event far before the start, the next after it."""
    LATE_BIRD = "late-bird"
    """2.8, mirrored: the last event far after the end, the one before it before the end."""


@dataclass(frozen=True, slots=True)
class Correction:
    """An approved correction (2.7): roster date, segment (1 is the first) and side, and the instant that holds."""

    employee: str
    date: dt.date
    segment: int
    side: Side
    instant: int
    request: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One segment of one assignment, or approved overtime of its own (1.1, 1.2).

    ``expected`` is empty when the segment is wholly on leave or away; such a unit takes no punches. ``number``
    counts the segments of an assignment from 1. ``before`` and ``after`` are how far approved overtime moves
    start and end for the early bird of 2.8.
    """

    employee: str
    date: dt.date
    number: int
    post: str
    shift: str
    start: int
    end: int
    reach_start: int
    reach_end: int
    paid: tuple[Stretch, ...]
    expected: tuple[Stretch, ...]
    leave: tuple[Stretch, ...] = ()
    """Paid time that approved leave takes."""
    outing: tuple[Stretch, ...] = ()
    """Paid time away on approved outings and trips; it counts as worked."""
    overtime: tuple[Stretch, ...] = ()
    """Approved overtime that belongs to this unit."""
    pinned_start: int | None = None
    pinned_end: int | None = None
    before: int = 0
    after: int = 0
    arrive_early: int = 0
    kind: UnitKind = UnitKind.SEGMENT
    requests: tuple[str, ...] = ()
    """Ids of the requests that shaped it, in order."""

    @property
    def takes_punches(self) -> bool:
        """Whether any time of it is expected (1.1)."""
        return bool(self.expected)

    @property
    def expected_start(self) -> int:
        """First instant of expected time; the scheduled start when nothing is expected."""
        return self.expected[0].start if self.expected else self.start

    @property
    def expected_end(self) -> int:
        """Last instant of expected time; the scheduled end when nothing is expected."""
        return self.expected[-1].end if self.expected else self.end


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """Punches of one person within a minute of the first (2.1). ``punches`` are row numbers of the raw punches."""

    first: int
    last: int
    punches: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What one unit got (2.2 to 2.8).

    ``events`` are all events that it holds, in time order; ``arrival_event`` and ``departure_event`` those
    behind its boundaries (several when they lie within 600 s), empty where a correction stands. ``replaced``
    are the events that a correction took the place of.
    """

    unit: Unit
    events: tuple[Event, ...] = ()
    arrival: int | None = None
    departure: int | None = None
    arrival_events: tuple[Event, ...] = ()
    departure_events: tuple[Event, ...] = ()
    shared_start: bool = False
    shared_end: bool = False
    judged_start: bool = True
    judged_end: bool = True
    inner: tuple[Event, ...] = ()
    meals: tuple[Stretch, ...] | None = ()
    """Pairs of inner events; ``None`` when their number is odd."""
    taken_out: tuple[Event, ...] = ()
    """Events that 2.4 made unrostered work."""
    replaced: tuple[Event, ...] = ()
    marks: tuple[Mark, ...] = ()
    doubt: Event | None = None
    """The event that makes an absence doubtful."""

    @property
    def absent(self) -> bool:
        """No event and no correction proves presence; never so for a unit that takes no punches."""
        return (
            self.unit.takes_punches
            and not self.events
            and self.unit.pinned_start is None
            and self.unit.pinned_end is None
        )

    @property
    def missing(self) -> tuple[Side, ...]:
        """Boundaries without an instant, of a unit that is not absent."""
        if self.absent or not self.unit.takes_punches:
            return ()
        sides = ((Side.START, self.arrival), (Side.END, self.departure))
        return tuple(side for side, instant in sides if instant is None)


class Stray(Enum):
    """Why an event belongs to no unit."""

    OUT_OF_REACH = "out-of-reach"
    TAKEN_OUT = "taken-out"
    ON_LEAVE = "on-leave"
    """Came in while on leave (1.1): inside the reach of a unit wholly on leave, or away."""
    OUT_OF_ORDER = "out-of-order"
    """No division in time order has a place for it: only where shifts' reaches differ."""


@dataclass(frozen=True, slots=True)
class Unrostered:
    """An event outside every unit. ``unit`` is the one it was taken out of, or the one on leave around it."""

    employee: str
    event: Event
    why: Stray
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class MatchParams:
    """The policy numbers of attendance 1 and 2, in seconds."""

    reach_before: int = 4 * HOUR
    reach_after: int = 4 * HOUR
    overtime_near: int = 4 * HOUR
    event: int = 60
    one_event: int = 600
    empty: int = 90 * MINUTE
    deep: int = 2 * HOUR
    """2.3 and 2.4: how far inside a lone event proves presence only, and how far off a boundary is odd."""
    bird: int = 2 * HOUR
    back_to_back: bool = True
    sharing: int = 0
    """What a shared event costs beyond its distances; 2.2 says nothing, which is 0."""
    no_data_people: int = 2


DEFAULTS = MatchParams()
