"""What every month depends on: its dates, shifts, people and calendar."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.people import Employee
from rosterctl.domain.shifts import Shift
from rosterctl.errors import UsageError
from rosterctl.io.inputs.calendars import build_calendar
from rosterctl.io.inputs.config import Config
from rosterctl.io.inputs.days import Override, read_days
from rosterctl.io.inputs.desk import Desk
from rosterctl.io.inputs.known import Known
from rosterctl.io.inputs.shifts import read_shifts
from rosterctl.io.inputs.staff import read_staff
from rosterctl.io.tables.problems import Read


@dataclass(frozen=True)
class Base:
    """What planning and settling read alike; ``known`` is what the other files may name."""

    shifts: Read[Shift]
    staff: Read[Employee]
    days: Read[Override]
    known: Known


def read_base(desk: Desk, config: Config, on: dt.date) -> Base:
    """Shifts, staff (each person's version in force on ``on``) and calendar overrides."""
    shifts = desk.read("shifts", lambda path, shown: read_shifts(path, Known(posts=config.posts), shown=shown))
    known = Known(
        shifts={shift.code: shift for shift in shifts.values},
        codes=shifts.named if shifts.whole else None,
        posts=config.posts,
    )
    staff = desk.read("staff", lambda path, shown: read_staff(path, known, on=on, shown=shown))
    known = Known(staff.values, staff.named if staff.whole else None, known.shifts, known.codes, known.posts)
    days = desk.read("calendar", lambda path, shown: read_days(path, shown=shown))
    return Base(shifts, staff, days, known)


def period(config: Config, month: str) -> tuple[dt.date, dt.date]:
    """First day and the day after the last of a month's period. Raises :class:`UsageError` for no month."""
    if not re.fullmatch(r"20\d{2}-(0[1-9]|1[0-2])", month):
        raise UsageError("workspace.month", read=month)
    return Calendar(period_start=config.period_start).period(month)


def calendar_of(config: Config, base: Base, first: dt.date, end: dt.date) -> Calendar:
    """The workspace's calendar over ``[first, end)`` and some weeks around it."""
    return build_calendar(
        first,
        end,
        weekend=config.weekend,
        week_start=config.week_start,
        period_start=config.period_start,
        overrides=base.days.values,
        lang=config.language or "en",
    )
