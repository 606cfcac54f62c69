"""Requests as the ledger holds them: what is asked, who has to decide, and how far that has come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rosterctl.domain.requests import Part, Request, Status
from rosterctl.domain.time import DAY, Span

KINDS = ("leave", "overtime", "swap", "correction", "outing")


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody files. The request's id, status and decision do not count; the ledger gives it its own.

    ``emergency`` claims the clause that lets leave be told afterwards, ``over_cap`` gives a reason to exceed a cap,
    ``evidence`` names a paper, ``key`` is the one under which filing again files nothing new.
    """

    request: Request
    emergency: bool = False
    over_cap: str | None = None
    evidence: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """A request of the ledger. ``request`` carries the ledger's id, and state and decision as they stand.

    ``needs`` are the steps in their order, as they were due when it was filed; ``done`` of them are taken.
    ``papers`` are those handed in afterwards.
    ``expires`` is the last date on which it may be decided (``None``: any time). ``fingerprint`` tells whether the
    same was asked for.
    """

    request: Request
    needs: tuple[str, ...]
    done: int
    filed_by: str
    emergency: bool = False
    over_cap: str | None = None
    evidence: str | None = None
    expires: dt.date | None = None
    key: str | None = None
    fingerprint: str = ""
    papers: str | None = None

    @property
    def ask(self) -> Ask:
        """What was filed."""
        return Ask(self.request, self.emergency, self.over_cap, self.evidence, self.key)

    @property
    def need(self) -> str | None:
        """The step that is due; ``None`` when it is decided, withdrawn or expired."""
        return self.needs[self.done] if self.request.status is Status.FILED else None

    def expired(self, on: dt.date) -> bool:
        """Whether it is undecided on a date on which it may no longer be decided."""
        return self.request.status is Status.FILED and self.expires is not None and on > self.expires


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a decision, as it was taken and as it was recorded."""

    request: str
    number: int
    need: str
    verdict: Status
    decided_by: str
    decided_at: str
    recorded_by: str
    reason: str | None = None
    evidence: str | None = None
    over_cap: str | None = None


@dataclass(frozen=True, slots=True)
class RequestQuery:
    """Which requests are wanted: of this employee, kinds and states; touching the dates ``first`` to ``last``."""

    employee: str | None = None
    kinds: tuple[str, ...] = ()
    states: tuple[Status, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    limit: int | None = None


def instant(date: dt.date, minutes: int, zone: str) -> int:
    """UTC seconds of a wall clock, in minutes after a date's midnight (24:00 and later: the days after)."""
    day = date + dt.timedelta(days=minutes // DAY)
    local = dt.datetime.combine(day, dt.time(minutes % DAY // 60, minutes % 60), ZoneInfo(zone))
    return int(local.timestamp())


def local_date(at: int, zone: str) -> dt.date:
    """The calendar date of an instant."""
    return dt.datetime.fromtimestamp(at, ZoneInfo(zone)).date()


def by_date(request: Request, zone: str) -> dict[dt.date, int]:
    """Minutes of a window on each calendar date, cut at local midnight (attendance 4.6); nothing without a window.

    A window over the change of a clock is as long as it really is.
    """
    found: dict[dt.date, int] = {}
    if request.hours is None:
        return found
    for day in range(3):
        part = Span(max(request.hours.start, day * DAY), min(request.hours.end, (day + 1) * DAY))
        if part.minutes > 0:
            start, end = instant(request.first, part.start, zone), instant(request.first, part.end, zone)
            found[request.first + dt.timedelta(days=day)] = (end - start) // 60
    return found


def half_days(request: Request) -> int:
    """How long a leave is, in half days by the calendar: two for each date, one for each half; by the hour, one."""
    days = (request.last - request.first).days + 1
    return 2 * days if request.part is Part.WHOLE else days


OPEN = (Status.FILED, Status.APPROVED)
"""States in which a request stands in the way of another one about the same."""


def clash(one: Request, other: Request) -> bool:
    """Whether two requests of one person ask for the same time, or correct the same punch.

    Half a day and some hours of it are not held against each other: where the halves meet depends on the shift.
    """
    if one.kind != other.kind or one.employee != other.employee:
        return False
    if one.kind == "correction":
        return (one.first, one.segment, one.side) == (other.first, other.segment, other.side)
    if one.hours is not None and other.hours is not None:
        return one.hours.overlap(other.hours.shifted(DAY * (other.first - one.first).days)) > 0
    if one.first > other.last or other.first > one.last:
        return False
    return Part.WHOLE in (one.part, other.part) or one.part is other.part
