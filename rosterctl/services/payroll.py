"""A month's pay: the judged period priced, everybody in the payroll's columns, and what is not settled yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from rosterctl.domain.closing import Difference, yuan
from rosterctl.domain.ledger import FILE as LEDGER
from rosterctl.domain.payroll import PersonPay, Unsettled, Waiting
from rosterctl.domain.people import Employee
from rosterctl.domain.period import Period
from rosterctl.errors import InputError, Problem, RefusedError, UsageError
from rosterctl.services.attend import Attended, attend
from rosterctl.services.attend_summary import summary
from rosterctl.services.pay import Priced, price


@dataclass(frozen=True)
class Payroll:
    """Everybody who is employed in the period, in the order of the staff file. ``unsettled`` is by date and person;
    while there is any, the sums are provisional."""

    attended: Attended
    people: tuple[PersonPay, ...]
    unsettled: tuple[Unsettled, ...]
    priced: tuple[Priced, ...] = ()
    """The same people, as priced."""
    unpaid: tuple[Problem, ...] = ()
    """What later facts make of closed periods for people who have no pay in this one."""

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
    period = replace(attended.period, retro=_retro(attended))
    attended = replace(
        attended, loaded=replace(attended.loaded, period=period), judged=replace(attended.judged, period=period)
    )
    try:
        priced = price(attended.judged)
    except InputError as error:
        raise InputError(_placed(problem, root) for problem in error.problems) from error
    unsettled = tuple(_unsettled(attended))
    waiting = {one.employee for one in unsettled}
    rows = {row.employee: row for row in summary(attended)}
    people = tuple(
        PersonPay(one.month.employee, one.base, one.lines, rows[who], who in waiting)
        for one in priced
        if (who := one.month.employee.id) in rows
    )
    return Payroll(attended, people, unsettled, priced, tuple(_unpaid(period, people)))


def _retro(attended: Attended) -> tuple[Difference, ...]:
    """What later facts make of periods that are closed; nothing where there is no ledger, and none is opened."""
    if not (attended.loaded.root / LEDGER).exists():
        return ()
    from rosterctl.services.closed_month import retro_of

    return retro_of(attended)


def _unpaid(period: Period, people: Iterable[PersonPay]) -> Iterator[Problem]:
    paid = {one.employee.id for one in people}
    sums: dict[tuple[str, str], int] = {}
    for one in period.retro:
        if one.employee not in paid:
            sums[one.employee, one.month] = sums.get((one.employee, one.month), 0) + one.now - one.before
    for (employee, month), fen in sums.items():
        values = {"employee": employee, "month": month, "amount": yuan(fen), "now": period.month}
        yield Problem("pay.retro-unpaid", None, values)


def _unsettled(attended: Attended) -> Iterator[Unsettled]:
    """Units that are open, without data, or wait for a correction."""
    sheet = attended.judged.sheet
    facts = sheet.facts
    rows = np.flatnonzero(sheet.inside & (facts.open | facts.no_data | sheet.waits))
    for row in sorted(rows.tolist(), key=lambda row: (int(facts.date[row]), int(facts.employee[row]), row)):
        why = Waiting.OPEN if facts.open[row] else Waiting.NO_DATA if facts.no_data[row] else Waiting.CORRECTION
        employee, shift = facts.people[int(facts.employee[row])], facts.shifts[int(facts.shift[row])]
        yield Unsettled(why, employee, date.fromordinal(int(facts.date[row])), shift)


def _placed(problem: Problem, root: Path) -> Problem:
    """A problem about a person, with the line of the staff file that the person stands on."""
    who = problem.values.get("who")
    if problem.place is not None or problem.code != "pay.no-wage" or not isinstance(who, str):
        return problem
    from rosterctl.io.inputs.staff_places import staff_places

    return replace(problem, place=staff_places(root).get(who))


def person_pay(payroll: Payroll, employee: Employee) -> PersonPay:
    """One person's pay. Raises :class:`UsageError` for somebody who is not employed in the period."""
    for one in payroll.people:
        if one.employee.id == employee.id:
            return one
    raise UsageError(
        "pay.not-employed", employee=employee.id, name=employee.name, month=payroll.attended.period.month
    )
