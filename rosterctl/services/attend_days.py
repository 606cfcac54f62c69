"""One person's month, day by day: what was rostered, what was punched, what it was judged to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from rosterctl.attendance.pipeline import Found
from rosterctl.domain.attendance import Event, Match, Stray, Unrostered
from rosterctl.domain.calendar import DayKind
from rosterctl.domain.clerk import DayRow, Remark, Role, Seen
from rosterctl.domain.people import Employee
from rosterctl.domain.records import Record, Word
from rosterctl.domain.wall import Wall
from rosterctl.messages import Lang
from rosterctl.services.attend import Attended
from rosterctl.services.describe import describe_note


def person_days(attended: Attended, employee: Employee, lang: Lang) -> tuple[DayRow, ...]:
    """Everything about one person's period, by date and time; dates without a unit are rest or holiday."""
    judged, period = attended.judged, attended.period
    facts = judged.sheet.facts
    number = facts.people.index(employee.id)
    remarks = remarks_of(attended, lang, number)
    units: dict[date, list[DayRow]] = defaultdict(list)
    for row in np.flatnonzero(judged.sheet.inside & (facts.employee == number)).tolist():
        record = judged.record(row)
        units[record.date].append(day_row(attended, record, tuple(remarks.by_row.get(row, ()))))
    strays = _strays(attended, employee)
    days: list[DayRow] = []
    for on in period.dates:
        mine = sorted(units.get(on, ()), key=lambda row: (row.start or 0, row.number))
        if not mine and employee.employed(on):
            mine = [DayRow(employee.id, on, (free_word(attended, on),))]
        if on in strays:
            punches = tuple(punch for one in strays[on] for punch in seen(attended, one.event, Role.OUTSIDE))
            mine.append(DayRow(employee.id, on, (Word.UNROSTERED,), punches=punches))
        if mine and on in remarks.by_date:
            mine[0] = replace(mine[0], remarks=(*mine[0].remarks, *remarks.by_date[on]))
        days += mine
    return tuple(days)


def free_word(attended: Attended, on: date) -> Word:
    """What a date without an assignment is."""
    return Word.HOLIDAY if attended.period.calendar.kind(on) is DayKind.HOLIDAY else Word.REST


def day_row(attended: Attended, record: Record, remarks: tuple[Remark, ...] = ()) -> DayRow:
    """A record with its evidence."""
    unit, match = record.unit, record.match
    return DayRow(
        employee=record.employee,
        date=record.date,
        words=record.words,
        number=unit.number,
        shift=unit.shift,
        post=unit.post,
        start=unit.start,
        end=unit.end,
        expected_start=unit.expected_start if unit.takes_punches else None,
        expected_end=unit.expected_end if unit.takes_punches else None,
        arrival=match.arrival,
        departure=match.departure,
        corrected_in=unit.pinned_start is not None,
        corrected_out=unit.pinned_end is not None,
        raw_late=record.raw_late,
        raw_early=record.raw_early,
        late=record.late,
        early=record.early,
        forgiven=record.forgiven,
        not_ready=record.not_ready,
        waits=record.waits,
        paid=record.paid_seconds,
        expected=record.expected_seconds,
        leave=record.leave_seconds,
        worked=record.worked,
        requests=unit.requests,
        punches=tuple(evidence(attended, match)),
        remarks=remarks,
    )


def evidence(attended: Attended, match: Match) -> Iterator[Seen]:
    """The raw punches of a unit, in the order of time."""
    for event in (*match.events, *match.taken_out):
        yield from seen(attended, event, _role(match, event))


def seen(attended: Attended, event: Event, role: Role) -> Iterator[Seen]:
    """The raw punches of an event."""
    raw = attended.loaded.punches
    for row in sorted(event.punches, key=lambda one: int(raw.at[one])):
        yield Seen(int(raw.at[row]), raw.where(row), role)


def _role(match: Match, event: Event) -> Role:
    if event in match.taken_out:
        return Role.OUTSIDE
    if event in match.replaced:
        return Role.REPLACED
    if event in match.arrival_events:
        return Role.ARRIVAL
    return Role.DEPARTURE if event in match.departure_events else Role.INNER


@dataclass(frozen=True)
class Remarks:
    """The findings of rules in words: about units by row, about a person by date."""

    by_row: Mapping[int, list[Remark]]
    by_date: Mapping[date, list[Remark]]


def remarks_of(attended: Attended, lang: Lang, employee: int) -> Remarks:
    """What rules found about somebody."""
    by_row: dict[int, list[Remark]] = defaultdict(list)
    by_date: dict[date, list[Remark]] = defaultdict(list)
    for one in attended.judged.found:
        if one.note.employee != employee:
            continue
        if one.note.row is None:
            by_date[date.fromordinal(one.note.date)].append(remark(one, lang))
        else:
            by_row[one.note.row].append(remark(one, lang))
    return Remarks(by_row, by_date)


def remark(found: Found, lang: Lang) -> Remark:
    """A finding in words."""
    text, mend = describe_note(found.use.rule, found.note.code, found.note.values, lang)
    use = found.use
    return Remark(use.rule, use.key, found.note.code, text, mend, use.authority)


def _strays(attended: Attended, employee: Employee) -> dict[date, list[Unrostered]]:
    """Events in no unit, by the date on the wall; those that 2.4 took out of a unit stand with that unit."""
    wall = Wall(attended.period.zone)
    found: dict[date, list[Unrostered]] = defaultdict(list)
    for one in attended.judged.matches.unrostered:
        if one.employee == employee.id and one.why is not Stray.TAKEN_OUT:
            found[wall.date(one.event.first)].append(one)
    return found
