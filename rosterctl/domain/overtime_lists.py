"""What a month's overtime comes to, list by list: approved and worked, approved only, worked only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rosterctl.domain.attendance import Stretch
from rosterctl.domain.time_off import Grant


@dataclass(frozen=True, slots=True)
class Paid:
    """What counts of a request on one date. ``amount`` is ``None`` where it is not paid by itself, or no wage is
    known; ``grant`` is the time off that it earns instead."""

    employee: str
    request: str
    date: dt.date
    what: str
    seconds: int
    given: str
    percent: int | None
    amount: Decimal | None
    grant: Grant | None = None


class Why(StrEnum):
    """Why approved overtime was not worked, or not wholly."""

    PARTLY = "partly"
    ABSENT = "absent"
    MISSING = "missing-punch"
    """A boundary is missing: nothing counts until it is corrected."""
    OPEN = "open"
    NO_DATA = "no-data"
    NO_UNIT = "no-unit"
    """The person is not employed on that date."""


@dataclass(frozen=True, slots=True)
class NotWorked:
    """An approved window, in seconds, and how much of it nobody was there for."""

    employee: str
    request: str
    date: dt.date
    window: Stretch
    missing: int
    why: Why


@dataclass(frozen=True, slots=True)
class Measured:
    """What attendance measured of a request on one calendar date, in full minutes before rounding to a unit."""

    employee: str
    request: str
    date: dt.date
    minutes: int


class How(StrEnum):
    """How somebody worked what nobody had approved."""

    HELD_OVER = "held-over"
    """At the post until a late relief came (D5): \"request file --held-over\" files it."""
    STAYED = "stayed"
    """Before or after a shift, both ends together."""
    PUNCHED = "punched"
    """A punch outside every shift: how long is not known."""


@dataclass(frozen=True, slots=True)
class NotApproved:
    """Presence without approval; ``at`` is when it began (``None``: both ends of a shift together),
    ``seconds`` is ``None`` for a punch. ``reliefs`` are those who came late."""

    employee: str
    date: dt.date
    shift: str
    how: How
    at: int | None
    seconds: int | None
    reliefs: tuple[str, ...] = ()
