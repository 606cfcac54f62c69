"""Everybody's month in one row: days due and attended, how often and how long each thing happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from rosterctl.domain.arrays import groups
from rosterctl.domain.calendar import DayKind
from rosterctl.domain.clerk import Count, PersonSummary
from rosterctl.domain.facts import Flags, Ints
from rosterctl.domain.leave import shared_out
from rosterctl.domain.people import Employee
from rosterctl.domain.period import Period
from rosterctl.domain.records import Word
from rosterctl.domain.roster_columns import dates_of
from rosterctl.domain.stretches import seconds
from rosterctl.rules.attendance.base import Sheet
from rosterctl.services.attend import Attended


def summary(attended: Attended) -> tuple[PersonSummary, ...]:
    """One row for everybody who is employed in the period, in the order of the staff file."""
    period, sheet = attended.period, attended.judged.sheet
    sums = _Sums(sheet)
    kinds = _leave_kinds(attended)
    strays = _stray_events(attended)
    free = _free_days(period)
    number_of = {who: number for number, who in enumerate(sheet.facts.people)}
    said = _appraisal(attended)
    return tuple(
        replace(
            _row(employee, number_of[employee.id], sums, kinds, strays, free[employee.id]),
            appraisal=said.get(number_of[employee.id], {}),
        )
        for employee in period.employees
        if employed_in(employee, period)
    )


def employed_in(employee: Employee, period: Period) -> bool:
    """Whether somebody is employed on any date of the period."""
    begins, until = employee.employed_from, employee.employed_until
    return (begins is None or begins < period.end) and (until is None or until >= period.first)


def _appraisal(attended: Attended) -> Mapping[int, dict[str, int]]:
    """What the appraisal says of each person: finding → days."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for one in attended.judged.found:
        if one.use.rule == "appraisal":
            found[one.note.employee][one.note.code] = one.note.size
    return found


class _Sums:
    """Columns of the sheet summed by person; a person's number is that of the facts."""

    def __init__(self, sheet: Sheet) -> None:
        facts = sheet.facts
        self.facts = facts
        self.people = len(facts.people)
        own = sheet.inside
        known = own & facts.settled
        self.late = self._count(known & sheet.has(Word.LATE), sheet.late)
        self.serious = self._count(known & sheet.has(Word.SERIOUS), sheet.late)
        self.early = self._count(known & sheet.has(Word.EARLY), sheet.early)
        self.not_ready = self._count(known & sheet.has(Word.NOT_READY), sheet.not_ready)
        self.absent = self._count(known & away(sheet), facts.expected)
        self.absent_half = self._count(known & sheet.has(Word.ABSENT_HALF), facts.expected)
        self.leave = self._count(own & (facts.leave > 0), facts.leave)
        in_, out = self._times(known & facts.missing_in), self._times(known & facts.missing_out)
        self.missing = (in_ + out, np.zeros(self.people, np.int64))
        self.worked = self._sum(known, facts.worked)
        self.overtime = self._sum(known, facts.overtime_worked)
        self.night = self._sum(known, facts.night)
        self.days = _days(sheet)

    def _times(self, rows: Flags) -> Ints:
        return np.bincount(self.facts.employee[rows], minlength=self.people).astype(np.int64)

    def _sum(self, rows: Flags, values: Ints) -> Ints:
        found = np.zeros(self.people, np.int64)
        np.add.at(found, self.facts.employee[rows], values[rows])
        return found

    def _count(self, rows: Flags, values: Ints) -> tuple[Ints, Ints]:
        return self._times(rows), self._sum(rows, values)


def away(sheet: Sheet) -> Flags:
    """Who was absent for the whole unit: nobody saw them, or a tier of lateness says so."""
    return (sheet.facts.absent & ~sheet.facts.overtime_unit) | sheet.has(Word.ABSENT)


@dataclass(frozen=True)
class _Days:
    """By person: roster dates, dates not known yet, and the parts of the others that were attended, on leave, absent.

    A date is shared out by paid time; of half an absence it is the half.
    """

    due: Ints
    unknown: Ints
    attended: Mapping[int, Fraction]
    leave: Mapping[int, Fraction]
    absent: Mapping[int, Fraction]


def _days(sheet: Sheet) -> _Days:
    facts = sheet.facts
    rows = np.flatnonzero(sheet.inside & ~facts.overtime_unit)
    people = len(facts.people)
    dates, _, inverse = groups(facts.employee[rows] * (1 << 24) + facts.date[rows])
    who = dates >> 24
    half = sheet.has(Word.ABSENT_HALF)[rows]
    missed = np.where(half, facts.expected[rows], np.where(away(sheet)[rows], 2 * facts.expected[rows], 0))

    def added(values: Ints) -> Ints:
        found = np.zeros(len(dates), np.int64)
        np.add.at(found, inverse, values)
        return found

    paid, leave, absent = added(2 * facts.paid[rows]), added(2 * facts.leave[rows]), added(missed)
    unknown = added((~facts.settled[rows]).astype(np.int64)) > 0
    whole = np.bincount(who[~unknown], minlength=people)
    attended = {number: Fraction(int(count)) for number, count in enumerate(whole)}
    parts: tuple[dict[int, Fraction], dict[int, Fraction]] = ({}, {})
    for one in np.flatnonzero((leave + absent > 0) & ~unknown & (paid > 0)).tolist():
        person = int(who[one])
        for part, took in zip(parts, (leave, absent), strict=True):
            share = Fraction(int(took[one]), int(paid[one]))
            part[person] = part.get(person, Fraction(0)) + share
            attended[person] -= share
    return _Days(
        np.bincount(who, minlength=people), np.bincount(who[unknown], minlength=people), attended, parts[0], parts[1]
    )


def _leave_kinds(attended: Attended) -> Mapping[str, dict[str, int]]:
    """Paid seconds that each kind of leave took, by person; what names no kind is under the empty one."""
    period, sheet = attended.period, attended.judged.sheet
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in np.flatnonzero(sheet.inside & (sheet.facts.leave > 0)).tolist():
        unit = attended.judged.matches[row].unit
        for request, stretches in shared_out(unit, period.requests, period.shifts[unit.shift], period.wall):
            kind, person = request.leave_kind or "", found[unit.employee]
            person[kind] = person.get(kind, 0) + seconds(stretches)
    return found


def _stray_events(attended: Attended) -> Ints:
    strays, period = attended.judged.sheet.strays, attended.period
    inside = (strays.date >= period.first.toordinal()) & (strays.date < period.end.toordinal())
    return np.bincount(strays.employee[inside], minlength=len(attended.judged.sheet.facts.people))


def _free_days(period: Period) -> Mapping[str, tuple[int, int]]:
    """Rest days and statutory holidays of the period without an assignment, by person."""
    rostered = dates_of(period.assignments)
    holiday = {on for on in period.dates if period.calendar.kind(on) is DayKind.HOLIDAY}
    found = {}
    for employee in period.employees:
        mine = rostered.get(employee.id, frozenset())
        free = [on for on in period.dates if on not in mine and employee.employed(on)]
        holidays = sum(on in holiday for on in free)
        found[employee.id] = (len(free) - holidays, holidays)
    return found


def _row(
    employee: Employee,
    number: int,
    sums: _Sums,
    kinds: Mapping[str, dict[str, int]],
    strays: Ints,
    free: tuple[int, int],
) -> PersonSummary:
    def count(pair: tuple[Ints, Ints]) -> Count:
        return Count(int(pair[0][number]), int(pair[1][number]))

    days = sums.days
    return PersonSummary(
        employee=employee.id,
        due=int(days.due[number]),
        attended=days.attended[number],
        leave_days=days.leave.get(number, Fraction(0)),
        absent_days=days.absent.get(number, Fraction(0)),
        unknown=int(days.unknown[number]),
        rest=free[0],
        holidays=free[1],
        late=count(sums.late),
        serious=count(sums.serious),
        early=count(sums.early),
        missing=count(sums.missing),
        not_ready=count(sums.not_ready),
        absent=count(sums.absent),
        absent_half=count(sums.absent_half),
        leave=count(sums.leave),
        worked=int(sums.worked[number]),
        overtime=int(sums.overtime[number]),
        night=int(sums.night[number]),
        unrostered=int(strays[number]),
        leave_kinds=kinds.get(employee.id, {}),
    )
