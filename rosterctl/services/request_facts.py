"""What request rules may know: from rosters and calendar before the ledger is locked, from the ledger after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from rosterctl.domain.acting import Decider
from rosterctl.domain.balances import Account, Taken
from rosterctl.domain.calendar import Calendar, DayKind
from rosterctl.domain.filed import Ask, instant
from rosterctl.domain.requests import Request
from rosterctl.io.inputs.opening import Opening
from rosterctl.io.tables.reader import SUFFIXES
from rosterctl.ledger.requests import corrections, overtime
from rosterctl.ledger.store import Reader
from rosterctl.rules.request.base import Broken, Edge, Facts
from rosterctl.services.balances import account_of
from rosterctl.services.leave_taken import takes
from rosterctl.services.protections import protections
from rosterctl.services.request_desk import Desk
from rosterctl.services.rostered import Rostered
from rosterctl.services.swap_asked import seats, swap_of

DAYS_AROUND = 3
"""So many days before and after an overtime shifts are looked for: no window, and no rest, reaches further."""
AROUND = dt.timedelta(days=62)
"""So far before and after a request its person's overtime is looked up: any month or period that it touches."""


@dataclass(frozen=True)
class Around:
    """What files say about a request: it can be read before anybody is kept waiting."""

    begins: int
    rostered: frozenset[dt.date] | None
    workdays: Container[dt.date]
    last_end: Edge | None = None
    next_start: Edge | None = None
    protected: tuple[tuple[dt.date | None, dt.date | None], ...] = ()
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
    found = Around(_begins(desk, rostered, request), worked, _Workdays(desk, rostered, request.employee))
    swap = swap_of(request)
    if swap is not None and judged:
        from rosterctl.services.swap_version import breaches

        return replace(found, breaches=breaches(desk, swap), seats=seats(rostered, swap))
    if request.kind == "leave":
        stated = tuple(row for row in desk.openings if row.employee == request.employee)
        return replace(found, asked=takes(rostered, request, _worked_days(desk, dates)), stated=stated)
    if request.kind != "overtime":
        return found
    last, following = _between(rostered, request, found.begins)
    return replace(found, last_end=last, next_start=following, protected=protected(desk, request.employee))


def _between(rostered: Rostered, request: Request, begins: int) -> tuple[Edge | None, Edge | None]:
    """The end of the last shift that starts before an overtime, the start of the first one after that."""
    ends: list[Edge] = []
    later: list[Edge] = []
    for n in range(-DAYS_AROUND, DAYS_AROUND + 1):
        on = request.first + dt.timedelta(days=n)
        for start, end in rostered.times(request.employee, on):
            if start < begins:
                ends.append(Edge(on, end))
            else:
                later.append(Edge(on, start))
    return max(ends, key=lambda edge: edge.at, default=None), min(later, key=lambda edge: edge.at, default=None)


def protected(desk: Desk, employee: str) -> tuple[tuple[dt.date | None, dt.date | None], ...]:
    """On which dates ``input/protected`` keeps somebody from overtime. Raises :class:`InputError`."""
    return tuple((one.first, one.last) for one in protections(desk.root, desk.staff.values()).get(employee, ()))


def _begins(desk: Desk, rostered: Rostered, request: Request) -> int:
    """The first instant of what is asked for."""
    if request.time is not None:
        return instant(request.first, 0, desk.config.zone) + request.time
    if request.hours is not None:
        return instant(request.first, request.hours.start, desk.config.zone)
    people = [request.employee, *([request.partner] if request.kind == "swap" and request.partner else [])]
    starts = [found for who in people if (found := rostered.begins(who, request.first)) is not None]
    return min(starts, default=instant(request.first, 0, desk.config.zone))


class _Workdays(Container[dt.date]):
    """The dates on which a person works anyway and that are no holiday; the calendar is read when a date is asked
    about, for most requests are far from any cap."""

    def __init__(self, desk: Desk, rostered: Rostered, employee: str) -> None:
        self._desk, self._rostered, self._employee = desk, rostered, employee
        self._known: dict[dt.date, bool] = {}

    def __contains__(self, date: object) -> bool:
        assert isinstance(date, dt.date), "only dates are asked about"
        if date not in self._known:
            codes = self._rostered.shifts(self._employee, date)
            self._known[date] = _works(_calendar(self._desk, date, date), codes, date)
        return self._known[date]


def _worked_days(desk: Desk, dates: Sequence[dt.date]) -> frozenset[dt.date]:
    calendar = _calendar(desk, dates[0], dates[-1])
    return frozenset(date for date in dates if calendar.kind(date).worked)


def _works(calendar: Calendar, codes: tuple[str, ...] | None, date: dt.date) -> bool:
    if calendar.kind(date) is DayKind.HOLIDAY:
        return False
    return calendar.kind(date).worked if codes is None else bool(codes)


def _calendar(desk: Desk, first: dt.date, last: dt.date) -> Calendar:
    from rosterctl.io.inputs.calendars import build_calendar
    from rosterctl.io.inputs.days import read_days

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
    if request.kind in ("overtime", "correction"):
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
        last_end=known.last_end,
        next_start=known.next_start,
        protected=known.protected,
        period=period,
        decider=decider,
        account=account,
        breaches=known.breaches,
    )
