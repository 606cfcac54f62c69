"""Absent day after day (3.6); page ``constraints/attendance/consecutive-absence.md``."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.facts import Flags, Ints
from rosterctl.rules.attendance.base import AttendanceRule, Note, Sheet
from rosterctl.rules.attendance.days import Days, roster_days
from rosterctl.rules.base import RuleParams

ID = "consecutive-absence"


class Params(RuleParams):
    """The numbers of one use."""

    days: Annotated[
        int,
        Field(
            ge=1, le=62, description="the alarm comes on this roster day of an unbroken run of absence",
            json_schema_extra={"unit": "days"},
        ),
    ] = 3  # fmt: skip


def apply(sheet: Sheet, params: Params, rows: Flags) -> Sheet:
    """An alarm on the n-th day of a run, once; the run may have begun in an earlier month."""
    days = roster_days(sheet)
    counts = np.flatnonzero(days.absent | days.attended)  # the others neither count nor break
    run = _runs(sheet, days, counts)
    period = sheet.period
    mine = days.any(rows)[counts] & (days.date[counts] >= period.first.toordinal())
    mine &= days.date[counts] < period.end.toordinal()
    alarms = counts[mine & (run == params.days)]
    return sheet.note(*(_note(days, day, params) for day in alarms.tolist()))


def _note(days: Days, day: int, params: Params) -> Note:
    who, on, row = int(days.employee[day]), int(days.date[day]), int(days.row[day])
    return Note("in-a-row", who, on, row, params.days, {"days": params.days})


def _runs(sheet: Sheet, days: Days, counts: Ints) -> Ints:
    """At each day that counts or breaks: how many absences in a row up to it; 0 where it breaks."""
    if not len(counts):
        return np.zeros(0, np.int64)
    absent: Flags = days.absent[counts]
    employee = days.employee[counts]
    position = np.arange(len(counts), dtype=np.int64)
    begin = np.maximum.accumulate(np.where(np.append(True, employee[1:] != employee[:-1]), position, 0))
    broken = np.maximum.accumulate(np.where(absent, -1, position))
    since_broken = position - np.maximum(broken, begin - 1)
    from_the_first = absent & (broken < begin)
    before = np.zeros(len(sheet.facts.people), np.int64)
    np.add.at(before, employee[days.date[counts] < sheet.period.first.toordinal()], 1)
    unknown = np.maximum(_carried(sheet) - before, 0)
    return np.where(absent, since_broken + np.where(from_the_first, unknown[employee], 0), 0)


def _carried(sheet: Sheet) -> Ints:
    """The run that reaches up to the period, as it was carried in. Days of it that the sheet knows are part of it."""
    stated = sheet.period.opening.get("consecutive-absence", {})
    return np.array([stated.get(who, 0) for who in sheet.facts.people], np.int64)


RULE = AttendanceRule(ID, Params, apply)
