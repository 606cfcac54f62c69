"""A month's overtime settled: what was approved and worked, approved and not worked, worked and not approved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rosterctl.domain.attendance import Stretch
from rosterctl.domain.overtime_lists import Measured, NotApproved, NotWorked, Paid, Why
from rosterctl.domain.pay import PersonMonth
from rosterctl.domain.policy import RuleUse
from rosterctl.domain.records import Record, Word
from rosterctl.domain.requests import Request, Status
from rosterctl.domain.stretches import Stretches, common, minus, seconds, union
from rosterctl.domain.time_off import Grant
from rosterctl.domain.worked import presence
from rosterctl.errors import InputError, RefusedError
from rosterctl.rules.pay import comprehensive_hours, overtime
from rosterctl.rules.pay.claims import clashes, holds, pay_uses
from rosterctl.rules.pay.settle import prepared
from rosterctl.services.attend import Attended, attend
from rosterctl.services.pay import person_months
from rosterctl.services.unapproved import unapproved


@dataclass(frozen=True)
class Overtime:
    """The three lists, each by date and person, and what the period's hours of comprehensive systems come to."""

    attended: Attended
    worked: tuple[Paid, ...]
    not_worked: tuple[NotWorked, ...]
    not_approved: tuple[NotApproved, ...]
    measured: tuple[Measured, ...] = ()
    """Of the windows that are judged, what was worked on each date; 0 where nobody came."""

    @property
    def grants(self) -> tuple[Grant, ...]:
        """The time off that the month's overtime earned."""
        return tuple(one.grant for one in self.worked if one.grant is not None)


def settle_overtime(root: Path, month: str, as_of: str) -> Overtime:
    """The overtime of the month ``YYYY-MM`` as of an ISO instant.

    Raises what :func:`rosterctl.services.attend.attend` raises; :class:`RefusedError` while no calendar is known for
    the period, :class:`InputError` where two uses of a rule would settle the same.
    """
    attended = attend(root, month, as_of)
    if attended.loaded.provisional:
        raise RefusedError("pay.no-calendar", month=month, years=attended.loaded.provisional)
    problems = clashes(attended.period)
    if problems:
        raise InputError(problems)
    return settled(attended)


def settled(attended: Attended) -> Overtime:
    """The lists of a month that is judged."""
    worked: list[Paid] = []
    missed: list[NotWorked] = []
    measured: list[Measured] = []
    for month in person_months(attended.judged):
        uses = [use for use in pay_uses(month.period) if use.scope.person(month.employee)]
        worked += _paid(month, uses)
        missed += _missed(month)
        measured += _measured(month, uses)
    return Overtime(
        attended,
        tuple(sorted(worked, key=lambda one: (one.date, one.employee, one.request))),
        tuple(sorted(missed, key=lambda one: (one.date, one.employee, one.window))),
        tuple(sorted(unapproved(attended), key=lambda one: (one.date, one.employee, one.at or 0))),
        tuple(sorted(measured, key=lambda one: (one.date, one.employee, one.request))),
    )


def _paid(month: PersonMonth, uses: Sequence[RuleUse]) -> Iterator[Paid]:
    waged = month.employee.base_on(month.last) is not None
    month = prepared(month) if waged else month
    who = month.employee.id
    for use in uses:
        if isinstance(use.params, overtime.Params):
            for piece in overtime.settled(month, use.params):
                if holds(use, month, piece.on, piece.record):
                    yield _piece(month, piece, use.params)
        elif isinstance(use.params, comprehensive_hours.Params) and waged and use.holds(month.last):
            for charge in comprehensive_hours.apply(month, use.params):
                beyond = comprehensive_hours.beyond(month)
                yield Paid(who, "", month.last, "beyond", beyond, "pay", use.params.percent, charge.amount.amount)


def _piece(month: PersonMonth, piece: overtime.Piece, params: overtime.Params) -> Paid:
    amount = None
    if piece.percent is not None and month.employee.base_on(piece.on) is not None:
        amount = month.hour(piece.on).hours(piece.seconds).percent(piece.percent).amount
    grant = overtime.grant(piece, params)
    who, request = month.employee.id, piece.request.id
    return Paid(who, request, piece.on, piece.what, piece.seconds, piece.given, piece.percent, amount, grant)


def windows(month: PersonMonth) -> Iterator[tuple[Request, dt.date, Stretch, tuple[Record, ...]]]:
    """Approved windows that belong to the period (4.6), each with the records that it belongs to."""
    for request in month.requests:
        if request.kind != "overtime" or request.status is not Status.APPROVED or request.hours is None:
            continue
        mine = [record for record in month.records if request.id in record.unit.requests]
        for n in range((request.last - request.first).days + 1):
            on = request.first + dt.timedelta(days=n)
            window = month.period.wall.stretch(on, request.hours)
            records = tuple(one for one in mine if common((window,), one.unit.overtime))
            if records or month.period.inside(on):
                yield request, on, window, records


def _measured(month: PersonMonth, uses: Sequence[RuleUse]) -> Iterator[Measured]:
    """Windows all of whose units are judged, and wait for no correction; each date by the use that holds on it."""
    for use in uses:
        if not isinstance(use.params, overtime.Params):
            continue
        counted: dict[tuple[str, dt.date], int] = {}
        for found in overtime.payable(month, use.params):
            for on, pieces in month.period.wall.by_date(found.stretches):
                key = (found.request.id, on)
                counted[key] = counted.get(key, 0) + seconds(pieces)
        for request, _, window, records in windows(month):
            if records and all(record.settled and not record.match.missing for record in records):
                mine = {on for asked, on in counted if asked == request.id}
                for on in sorted(mine | {on for on, _ in month.period.wall.by_date((window,))}):
                    if use.holds(on):
                        minutes = counted.get((request.id, on), 0) // 60
                        yield Measured(month.employee.id, request.id, on, minutes)


def _missed(month: PersonMonth) -> Iterator[NotWorked]:
    for request, on, window, records in windows(month):
        there = union(piece for record in records if record.settled for piece in presence(record.match))
        gone = seconds(minus((window,), there))
        if gone:
            yield NotWorked(month.employee.id, request.id, on, window, gone, _why(records, common((window,), there)))


def _why(records: Sequence[Record], there: Stretches) -> Why:
    if not records:
        return Why.NO_UNIT
    for word, why in ((Word.OPEN, Why.OPEN), (Word.NO_DATA, Why.NO_DATA)):
        if any(record.has(word) for record in records):
            return why
    if any(record.match.missing for record in records):
        return Why.MISSING
    return Why.PARTLY if there else Why.ABSENT
