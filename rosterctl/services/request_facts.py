"""What request rules may know: from rosters and calendar before the ledger is locked, from the ledger after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rosterctl.domain.acting import Decider
from rosterctl.domain.balances import Account, Taken
from rosterctl.domain.calendar import Calendar, DayKind
from rosterctl.domain.filed import Ask, by_date, instant
from rosterctl.domain.requests import Request
from rosterctl.io.inputs.calendars import build_calendar
from rosterctl.io.inputs.days import read_days
from rosterctl.io.inputs.opening import Opening
from rosterctl.io.tables.reader import SUFFIXES
from rosterctl.ledger.requests import corrections, overtime
from rosterctl.ledger.store import Reader
from rosterctl.rules.request.base import Broken, Facts
from rosterctl.services.balances import account_of
from rosterctl.services.leave_taken import takes
from rosterctl.services.request_desk import Desk
from rosterctl.services.rostered import Rostered
from rosterctl.services.swap_version import breaches, seats, swap_of

AROUND = dt.timedelta(days=62)
"""So far before and after a request its person's overtime is looked up: any month or period that it touches."""


@dataclass(frozen=True)
class Around:
    """What files say about a request: it can be read before anybody is kept waiting."""

    begins: int
    rostered: frozenset[dt.date] | None
    workdays: frozenset[dt.date]
    breaches: tuple[Broken, ...] = ()
    seats: str | None = None
    """Of a swap: what the published roster says of the two on its dates."""
    asked: tuple[Taken, ...] = ()
    """What a leave would take of each date."""
    stated: tuple[Opening, ...] = ()
    """What ``input/opening`` states of the person."""


def around(desk: Desk, rostered: Rostered, request: Request, *, judged: bool = True) -> Around:
    """What the published rosters, or else the calendar, say about a request's dates. Without ``judged`` a swap is not
    held against the rules of the roster: taking it back, or refusing it, needs no leave of theirs."""
    dates = [request.first + dt.timedelta(days=n) for n in range((request.last - request.first).days + 1)]
    known = {date: rostered.shifts(request.employee, date) for date in dates}
    worked = None if None in known.values() else frozenset(date for date, codes in known.items() if codes)
    begins, workdays = _begins(desk, rostered, request), _workdays(desk, rostered, request)
    swap = swap_of(request)
    if swap is not None and judged:
        return Around(begins, worked, workdays, breaches(desk, swap), seats(rostered, swap))
    if request.kind != "leave":
        return Around(begins, worked, workdays)
    stated = tuple(row for row in desk.openings if row.employee == request.employee)
    asked = takes(rostered, request, _worked_days(desk, dates))
    return Around(begins, worked, workdays, asked=asked, stated=stated)


def _begins(desk: Desk, rostered: Rostered, request: Request) -> int:
    """The first instant of what is asked for."""
    if request.time is not None:
        return instant(request.first, 0, desk.config.zone) + request.time
    if request.hours is not None:
        return instant(request.first, request.hours.start, desk.config.zone)
    people = [request.employee, *([request.partner] if request.kind == "swap" and request.partner else [])]
    starts = [found for who in people if (found := rostered.begins(who, request.first)) is not None]
    return min(starts, default=instant(request.first, 0, desk.config.zone))


def _workdays(desk: Desk, rostered: Rostered, request: Request) -> frozenset[dt.date]:
    """The dates of an overtime's window on which the person works anyway and that are no holiday."""
    if request.kind != "overtime":
        return frozenset()
    dates = tuple(by_date(request, desk.config.zone))
    if not dates:
        return frozenset()
    calendar = _calendar(desk, dates[0], dates[-1])
    return frozenset(date for date in dates if _works(calendar, rostered.shifts(request.employee, date), date))


def _worked_days(desk: Desk, dates: Sequence[dt.date]) -> frozenset[dt.date]:
    calendar = _calendar(desk, dates[0], dates[-1])
    return frozenset(date for date in dates if calendar.kind(date).worked)


def _works(calendar: Calendar, codes: tuple[str, ...] | None, date: dt.date) -> bool:
    if calendar.kind(date) is DayKind.HOLIDAY:
        return False
    return calendar.kind(date).worked if codes is None else bool(codes)


def _calendar(desk: Desk, first: dt.date, last: dt.date) -> Calendar:
    config = desk.config
    files = [path for suffix in SUFFIXES if (path := desk.root / "input" / f"calendar{suffix}").is_file()]
    overrides = [change for path in files[:1] for change in read_days(path, shown=f"input/{path.name}").values]
    return build_calendar(
        first,
        last + dt.timedelta(days=1),
        weekend=config.weekend,
        week_start=config.week_start,
        period_start=config.period_start,
        overrides=overrides,
    )


def facts(desk: Desk, reader: Reader, ask: Ask, known: Around, filed: int, decider: Decider | None = None) -> Facts:
    """All of it. ``filed`` is when the request was filed; its own id, if it has one, does not count against it."""
    request = ask.request
    calendar = Calendar(period_start=desk.config.period_start)
    period = calendar.period(calendar.month_of(request.first))
    but = request.id or None
    used, minutes = 0, {}
    if request.kind == "correction":
        used = corrections(reader, request.employee, *period, but)
    if request.kind == "overtime":
        ends = request.first - AROUND, request.last + AROUND
        minutes = dict(overtime(reader, request.employee, *ends, but))
    account = Account()
    if request.kind == "leave":
        account = replace(account_of(reader, request.employee, known.stated, but), asked=known.asked)
    return Facts(
        employee=desk.staff[request.employee],
        zone=desk.config.zone,
        filed=filed,
        begins=known.begins,
        rostered=known.rostered,
        workdays=known.workdays,
        corrections=used,
        overtime=minutes,
        period=period,
        account=account,
        decider=decider,
        breaches=known.breaches,
    )
