"""What people ask for, and what planners fix beforehand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from rosterctl.domain.attendance import Side
from rosterctl.domain.time import DAY, Span
from rosterctl.errors import Place


class Status(Enum):
    """Where a request stands; only an approved one changes a roster."""

    FILED = "filed"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """Nobody decided in time."""


class Part(Enum):
    """How much of each day a leave takes."""

    WHOLE = "whole"
    FIRST_HALF = "first-half"
    SECOND_HALF = "second-half"
    HOURS = "hours"


class Compensation(Enum):
    """What overtime is given for: money, or as much time off (attendance 4.6)."""

    PAY = "pay"
    TIME_OFF = "time-off"


@dataclass(frozen=True, slots=True)
class Request:
    """One row of ``input/requests``.

    ``kind`` is leave, overtime, swap, correction or outing; ``leave_kind`` says which leave. Dates are
    inclusive, as people write them. ``hours`` is wall clock of the first date, for parts of a day. A correction
    (2.7) names with its first date the roster date, and ``side``, ``segment`` (1 is the first) and ``time``, whole
    seconds of wall clock after that date's midnight, up to 48:00. ``compensation`` is about overtime, ``partner``
    (an employee's id) about swaps. ``filed_at`` and ``decided_at`` are instants as ISO 8601 texts with their offset.
    """

    id: str
    kind: str
    employee: str
    first: dt.date
    last: dt.date
    part: Part = Part.WHOLE
    hours: Span | None = None
    leave_kind: str | None = None
    status: Status = Status.FILED
    reason: str | None = None
    filed_at: str | None = None
    decided_by: str | None = None
    place: Place | None = None
    decided_at: str | None = None
    side: Side | None = None
    segment: int = 1
    time: int | None = None
    compensation: Compensation = Compensation.PAY
    partner: str | None = None

    def touches(self, first: dt.date, end: dt.date) -> bool:
        """Whether any of it lies in the dates ``[first, end)``; a window past midnight reaches one further."""
        past = self.hours is not None and self.hours.end > DAY
        reach = self.last + dt.timedelta(days=1) if past else self.last
        return self.first < end and reach >= first

    @property
    def filed_instant(self) -> int | None:
        """``filed_at`` in seconds since 1970 (UTC)."""
        return _seconds(self.filed_at)

    @property
    def decided_instant(self) -> int | None:
        """``decided_at`` in seconds since 1970 (UTC)."""
        return _seconds(self.decided_at)


def _seconds(instant: str | None) -> int | None:
    return None if instant is None else int(dt.datetime.fromisoformat(instant).timestamp())


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish for (``on``) or against a shift on a date; ``shift`` ``None`` means work at all. Weight ≥ 1."""

    employee: str
    date: dt.date
    on: bool
    shift: str | None = None
    weight: int = 1
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """A cell that the planner has fixed; ``shift`` ``None`` pins a day off."""

    employee: str
    date: dt.date
    shift: str | None
    post: str | None = None
    place: Place | None = None
