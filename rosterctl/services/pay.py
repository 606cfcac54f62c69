"""A judged period priced: every employee's month, its lines and what they come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rosterctl.attendance.pipeline import Judged
from rosterctl.domain.incidents import Incident
from rosterctl.domain.money import ZERO
from rosterctl.domain.pay import PayLine, PersonMonth
from rosterctl.domain.period import Period
from rosterctl.domain.records import Record
from rosterctl.domain.requests import Request
from rosterctl.domain.roster_columns import dates_of
from rosterctl.errors import InputError, Problem
from rosterctl.rules.pay.claims import clashes
from rosterctl.rules.pay.settle import prepared, settle


@dataclass(frozen=True)
class Priced:
    """One person's period: the month that the rules read, and the lines that followed."""

    month: PersonMonth
    lines: tuple[PayLine, ...]

    @property
    def base(self) -> Decimal:
        """The month's wage that the lines change, as if employed all of the period (4.1, 4.5), rounded to the fen."""
        return self.month.wage.amount

    @property
    def total(self) -> Decimal:
        """What the lines add to the base wage, or take from it: the sum of rounded lines."""
        return sum((line.amount for line in self.lines), ZERO)


def price(judged: Judged) -> tuple[Priced, ...]:
    """Everybody's period priced, in the order of the staff file; who is not employed in it at all is not in it.

    Raises :class:`InputError` with every problem there is, before anything is priced: facts that two rules would
    charge (4.2), and people without a base wage.
    """
    problems = tuple(refused(judged.period))
    if problems:
        raise InputError(problems)
    return tuple(Priced(month, settle(month)) for month in map(prepared, person_months(judged)))


def refused(period: Period) -> Iterator[Problem]:
    """Why a period cannot be priced."""
    yield from clashes(period)
    for employee in period.employees:
        first = next((on for on in period.dates if employee.employed(on)), None)
        if first is not None and employee.base_on(first) is None:
            yield Problem("pay.no-wage", values={"who": employee.id, "name": employee.name, "date": first})


def person_months(judged: Judged) -> Iterator[PersonMonth]:
    """What pay rules read, person by person: what lies on dates of the period on which each is employed (4.5)."""
    period = judged.period
    records: dict[str, list[Record]] = defaultdict(list)
    for record in judged.records():
        records[record.employee].append(record)
    incidents: dict[str, list[Incident]] = defaultdict(list)
    for incident in period.incidents:
        if period.inside(incident.date):
            incidents[incident.employee].append(incident)
    requests: dict[str, list[Request]] = defaultdict(list)
    for request in period.requests:
        requests[request.employee].append(request)
    rostered = dates_of(period.assignments)
    for employee in period.employees:
        if not any(map(employee.employed, period.dates)):
            continue
        mine = [record for record in records[employee.id] if employee.employed(record.date)]
        theirs = [incident for incident in incidents[employee.id] if employee.employed(incident.date)]
        yield PersonMonth(
            period=period,
            employee=employee,
            records=tuple(sorted(mine, key=_when)),
            incidents=tuple(sorted(theirs, key=lambda one: (one.date, one.id))),
            requests=tuple(requests[employee.id]),
            retro=tuple(one for one in period.retro if one.employee == employee.id),
            rostered=rostered.get(employee.id, frozenset()),
        )


def _when(record: Record) -> tuple[date, int, int]:
    return record.date, record.unit.start, record.unit.number
