"""A month's pay: the judged period priced, everybody in the payroll's columns, and what is not settled yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np

from rosterctl.domain.pay import PersonMonth
from rosterctl.domain.payroll import PersonPay, Unsettled, Waiting
from rosterctl.domain.people import Employee
from rosterctl.domain.period import Period
from rosterctl.errors import InputError, Problem, RefusedError, UsageError
from rosterctl.services.attend import Attended, attend
from rosterctl.services.attend_summary import employed_in, summary
from rosterctl.services.pay import price


@dataclass(frozen=True)
class Payroll:
    """Everybody who is employed in the period, in the order of the staff file. ``unsettled`` is by date and person;
    while there is any, the sums are provisional."""

    attended: Attended
    people: tuple[PersonPay, ...]
    unsettled: tuple[Unsettled, ...]

    @property
    def provisional(self) -> bool:
        """Whether anything may still change."""
        return bool(self.unsettled)


def pay(root: Path, month: str, as_of: str) -> Payroll:
    """The pay of the month ``YYYY-MM`` as of an ISO instant.

    Raises what :func:`rosterctl.services.attend.attend` raises; :class:`RefusedError` while no calendar is known for
    the period (which days are paid at 300 % is a guess then), :class:`InputError` for people without a wage.
    """
    attended = attend(root, month, as_of)
    if attended.loaded.provisional:
        raise RefusedError("pay.no-calendar", month=month, years=attended.loaded.provisional)
    without = tuple(_without_wage(root, attended.period))
    if without:
        raise InputError(without)
    unsettled = tuple(_unsettled(attended))
    waiting = {one.employee for one in unsettled}
    rows = {row.employee: row for row in summary(attended)}
    people = tuple(
        PersonPay(one.month.employee, _base(one.month), one.lines, rows[who], who in waiting)
        for one in price(attended.judged)
        if (who := one.month.employee.id) in rows
    )
    return Payroll(attended, people, unsettled)


def _base(month: PersonMonth) -> Decimal:
    """The base wage of a period is that at its end (4.1)."""
    found = month.employee.base_on(month.last)
    assert found is not None, "people without a wage are refused before"
    return found


def _unsettled(attended: Attended) -> Iterator[Unsettled]:
    """Units that are open, without data, or wait for a correction."""
    sheet = attended.judged.sheet
    facts = sheet.facts
    rows = np.flatnonzero(sheet.inside & (facts.open | facts.no_data | sheet.waits))
    for row in sorted(rows.tolist(), key=lambda row: (int(facts.date[row]), int(facts.employee[row]), row)):
        why = Waiting.OPEN if facts.open[row] else Waiting.NO_DATA if facts.no_data[row] else Waiting.CORRECTION
        employee, shift = facts.people[int(facts.employee[row])], facts.shifts[int(facts.shift[row])]
        yield Unsettled(why, employee, date.fromordinal(int(facts.date[row])), shift)


def _without_wage(root: Path, period: Period) -> Iterator[Problem]:
    """People for whom no wage is stated on some date on which they are employed."""
    missing = [
        (employee, on) for employee in period.employees if (on := _first_without(employee, period)) is not None
    ]
    if not missing:
        return
    from rosterctl.io.inputs.staff_places import staff_places

    places = staff_places(root)
    for employee, on in missing:
        values = {"employee": employee.id, "name": employee.name, "date": on}
        yield Problem("pay.no-wage", places.get(employee.id), values)


def _first_without(employee: Employee, period: Period) -> date | None:
    """The first date of employment in the period for which no wage is in force; a wage that began never ends."""
    if not employed_in(employee, period):
        return None
    begins = max(period.first, employee.employed_from or period.first)
    last = min(period.end - timedelta(days=1), employee.employed_until or period.end)
    return begins if begins <= last and employee.base_on(begins) is None else None


def person_pay(payroll: Payroll, employee: Employee) -> PersonPay:
    """One person's pay. Raises :class:`UsageError` for somebody who is not employed in the period."""
    for one in payroll.people:
        if one.employee.id == employee.id:
            return one
    raise UsageError(
        "pay.not-employed", employee=employee.id, name=employee.name, month=payroll.attended.period.month
    )
