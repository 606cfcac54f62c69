"""Overtime that was approved and worked: 150, 200, 300 % (4.6); page ``constraints/pay/overtime.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from rosterctl.domain.attendance import Stretch, UnitKind
from rosterctl.domain.pay import Charge, Paid, Part, PersonMonth
from rosterctl.domain.records import Record
from rosterctl.domain.requests import Compensation, Request, Status
from rosterctl.domain.stretches import Stretches, common, first_seconds, minus, seconds, union
from rosterctl.domain.time_off import Grant
from rosterctl.domain.worked import breaks, presence
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import length
from rosterctl.rules.pay.base import PayRule
from rosterctl.rules.pay.dates import DateClass, date_class

ID = "overtime"
DAY = timedelta(days=1)
ONLY_HOLIDAYS = ("comprehensive", "flexible")
"""Hours systems without daily or rest-day lines: comprehensive hours are settled by the period."""

CODES = {DateClass.WORKDAY: "workday", DateClass.REST_DAY: "rest-day", DateClass.HOLIDAY: "holiday"}
"""How lines of a class of dates are told."""


class Params(RuleParams):
    """The numbers of one use. The percentages may be more generous than the law, never less."""

    counts: Annotated[
        Literal["min", "approved", "punched"],
        Field(
            description="what is paid of a window that was worked: approved and present, all approved, all present"
        ),
    ] = "min"
    unit: Annotated[
        int,
        Field(ge=0, le=480, description="a request is rounded down to this", json_schema_extra={"unit": "minutes"}),
    ] = 30
    workday: Annotated[int, Field(ge=150, description="paid on workdays", json_schema_extra={"unit": "%"})] = 150
    rest_day: Annotated[int, Field(ge=200, description="paid on rest days", json_schema_extra={"unit": "%"})] = 200
    holiday: Annotated[
        int, Field(ge=300, description="paid on statutory holidays", json_schema_extra={"unit": "%"})
    ] = 300

    time_off_days: Annotated[
        int | None,
        Field(ge=1, le=1098, description="time off given instead may be taken until so many days after the overtime",
              json_schema_extra={"unit": "days"}),
    ] = 180  # fmt: skip

    def percent(self, what: DateClass) -> int:
        """The rate of a class of dates."""
        return {
            DateClass.WORKDAY: self.workday,
            DateClass.REST_DAY: self.rest_day,
            DateClass.HOLIDAY: self.holiday,
        }[what]


@dataclass(frozen=True, slots=True)
class Worked:
    """What a request's windows came to: the seconds, and the records behind them."""

    request: Request
    stretches: Stretches
    records: tuple[Record, ...]


class Given(StrEnum):
    """What a piece of overtime is given for."""

    PAY = "pay"
    TIME_OFF = "time-off"
    PERIOD = "period"
    """Neither: the hours system settles it by the period, or not at all."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What counts of a request on one calendar date, rounded with the rest of the request; ``percent`` where paid."""

    request: Request
    on: date
    what: DateClass
    seconds: int
    record: Record
    given: Given
    percent: int | None


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """A line for each request and date, at the wage and the rate of that date."""
    for piece in settled(month, params):
        if piece.percent is not None:
            yield Charge(
                piece.on,
                Part.OVERTIME,
                month.hour(piece.on).hours(piece.seconds).percent(piece.percent),
                CODES[piece.what],
                record=piece.record,
                because=(piece.request.id,),
                values={"hours": length(piece.seconds)},
                paid=Paid(piece.seconds, piece.percent),
            )


def settled(month: PersonMonth, params: Params) -> Iterator[Piece]:
    """All that counts of everybody's requests, whether it is paid or given otherwise; wages do not matter here."""
    for found in payable(month, params):
        total = seconds(found.stretches)
        kept = first_seconds(found.stretches, total - total % (params.unit * 60 or 1))
        for on, stretches in month.period.wall.by_date(kept):
            what = date_class(month, on)
            given = _given(month, found.request, what)
            record = next((r for r in found.records if common(stretches, presence(r.match))), found.records[0])
            percent = params.percent(what) if given is Given.PAY else None
            yield Piece(found.request, on, what, seconds(stretches), record, given, percent)


def grant(piece: Piece, params: Params) -> Grant | None:
    """The time off that a piece earns; ``None`` where it is paid, or settled by the period."""
    if piece.given is not Given.TIME_OFF:
        return None
    days = params.time_off_days
    expires = None if days is None else piece.on + timedelta(days=days)
    return Grant(piece.request.employee, piece.request.id, piece.on, piece.seconds, expires)


def _given(month: PersonMonth, request: Request, what: DateClass) -> Given:
    """Holidays are paid always; else not under another hours system, and time off only takes rest-day pay's place."""
    if what is DateClass.HOLIDAY:
        return Given.PAY
    if month.employee.hours_system in ONLY_HOLIDAYS:
        return Given.PERIOD
    if what is DateClass.REST_DAY and request.compensation is Compensation.TIME_OFF:
        return Given.TIME_OFF
    return Given.PAY


def payable(month: PersonMonth, params: Params) -> Iterator[Worked]:
    """Request by request, in the order of their first windows, what counts before rounding; no second twice."""
    taken = _regular(month)
    for request, windows in _asked(month):
        records = [r for r in month.records if request.id in r.unit.requests and r.settled]
        pieces = [one for window in windows for one in _counts(window, records, params)]
        found = minus(union(pieces), taken)
        taken = union([*taken, *found])
        if found:
            yield Worked(request, found, tuple(records))


def _regular(month: PersonMonth) -> Stretches:
    """Time that the month's wage is for: what shifts expect, and outings from them."""
    units = [record.unit for record in month.records if record.unit.kind is UnitKind.SEGMENT]
    return union(one for unit in units for one in (*unit.expected, *unit.outing))


def _asked(month: PersonMonth) -> list[tuple[Request, list[Stretch]]]:
    """Approved overtime with its windows, one for each of its dates."""
    found = []
    for request in month.requests:
        if request.kind == "overtime" and request.status is Status.APPROVED and request.hours is not None:
            days = [request.first + n * DAY for n in range((request.last - request.first).days + 1)]
            found.append((request, [month.period.wall.stretch(day, request.hours) for day in days]))
    return sorted(found, key=lambda pair: (pair[1][0], pair[0].id))


def _counts(window: Stretch, records: Iterable[Record], params: Params) -> Iterator[Stretch]:
    """What counts of one window, by the units that it belongs to."""
    for record in records:
        there = presence(record.match)  # nothing while a boundary is missing: nothing until corrected
        approved = common((window,), record.unit.overtime)
        both = common(approved, there)
        if not both:
            continue
        if params.counts == "approved":
            yield from _without_breaks(approved, window, record)
            continue
        if params.counts == "punched":
            both = union([*both, *(one for one in minus(there, _shift(record)) if common((one,), both))])
        yield from minus(_without_breaks(both, window, record), union(record.match.meals or ()))


def _without_breaks(counts: Stretches, window: Stretch, record: Record) -> Stretches:
    """Without the shift's unpaid breaks, unless the window was asked for just inside one: work through the break."""
    holes = [one for one in breaks(record.unit) if not one.start <= window.start <= window.end <= one.end]
    return minus(counts, union(holes))


def _shift(record: Record) -> Stretches:
    """The scheduled segment; overtime of its own has none."""
    return () if record.unit.kind is UnitKind.OVERTIME else (Stretch(record.unit.start, record.unit.end),)


RULE = PayRule(ID, Params, apply, single=True)
"""Not a fact of attendance: it adds, and no other rule charges it."""
