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
from rosterctl.domain.records import Record
from rosterctl.domain.requests import Request
from rosterctl.rules.pay.settle import settle


@dataclass(frozen=True)
class Priced:
    """One person's period: the month that the rules read, and the lines that followed."""

    month: PersonMonth
    lines: tuple[PayLine, ...]

    @property
    def total(self) -> Decimal:
        """What the lines add to the base wage, or take from it: the sum of rounded lines."""
        return sum((line.amount for line in self.lines), ZERO)


def price(judged: Judged) -> tuple[Priced, ...]:
    """Everybody's period priced, in the order of the staff file."""
    return tuple(Priced(month, settle(month)) for month in person_months(judged))


def person_months(judged: Judged) -> Iterator[PersonMonth]:
    """What pay rules read, person by person."""
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
    rostered: dict[str, set[date]] = defaultdict(set)
    for item in period.assignments:
        rostered[item.employee].add(item.date)
    for employee in period.employees:
        yield PersonMonth(
            period=period,
            employee=employee,
            records=tuple(sorted(records[employee.id], key=_when)),
            incidents=tuple(sorted(incidents[employee.id], key=lambda one: (one.date, one.id))),
            requests=tuple(requests[employee.id]),
            rostered=frozenset(rostered[employee.id]),
        )


def _when(record: Record) -> tuple[date, int, int]:
    return record.date, record.unit.start, record.unit.number
