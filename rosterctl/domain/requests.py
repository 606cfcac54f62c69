"""What people ask for, and what planners fix beforehand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from rosterctl.domain.time import Span
from rosterctl.errors import Place


class Status(Enum):
    """Where a request stands; only an approved one changes a roster."""

    FILED = "filed"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Part(Enum):
    """How much of each day a leave takes."""

    WHOLE = "whole"
    FIRST_HALF = "first-half"
    SECOND_HALF = "second-half"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Request:
    """One row of ``input/requests``.

    ``kind`` is leave, overtime, swap, correction or outing; ``leave_kind`` says which leave. Dates are
    inclusive, as people write them. ``hours`` is wall clock of the first date, for parts of a day.
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
