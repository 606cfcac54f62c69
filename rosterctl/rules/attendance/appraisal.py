"""Attendance in the appraisal (3.8); page ``constraints/attendance/appraisal.md``."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.facts import Flags, Ints
from rosterctl.domain.records import Word
from rosterctl.rules.attendance.base import AttendanceRule, Note, Sheet, dates_of, people_of
from rosterctl.rules.attendance.days import Days, roster_days
from rosterctl.rules.base import RuleParams

ID = "appraisal"
_DAYS = {"unit": "days"}


class Params(RuleParams):
    """The numbers of one use."""

    per_period: Annotated[
        int | None,
        Field(ge=1, le=31, description="days away in one period, for whatever reason, that are a minus",
              json_schema_extra=_DAYS),
    ] = 3  # fmt: skip
    total: Annotated[
        int | None,
        Field(ge=1, le=366, description="days away in the appraisal period so far that are a minus",
              json_schema_extra=_DAYS),
    ] = 15  # fmt: skip
    unexcused: Annotated[
        int | None,
        Field(ge=1, le=366, description="days with an unexcused absence in the appraisal period that are a minus",
              json_schema_extra=_DAYS),
    ] = 1  # fmt: skip


def apply(sheet: Sheet, params: Params, rows: Flags) -> Sheet:
    """Pluses and minuses, about people: days away, days with unexcused absence, full attendance."""
    if sheet.use is None or not dates_of(sheet.use, np.array([_last(sheet)]))[0]:
        return sheet
    days = roster_days(sheet)
    own = days.any(sheet.inside)
    away = _count(sheet, days, own & ~days.attended & ~days.undecided)
    settled = sheet.inside & sheet.facts.settled
    unexcused = _count(sheet, days, days.any(settled & (sheet.has(Word.ABSENT) | sheet.has(Word.ABSENT_HALF))))
    minuses = (
        ("days-away", away, params.per_period),
        ("total-away", away + _carried(sheet, "absences"), params.total),
        ("unexcused", unexcused + _carried(sheet, "unexcused-absences"), params.unexcused),
    )
    for_whom = people_of(sheet.use, sheet.period, sheet.facts.people)
    notes = [
        _note(sheet, code, who, int(count[who]))
        for code, count, limit in minuses
        if limit is not None
        for who in np.flatnonzero(for_whom & (count >= limit)).tolist()
    ]
    full = for_whom & _full(sheet, days, own)
    return sheet.note(*notes, *(_note(sheet, "full-attendance", who, 1) for who in np.flatnonzero(full).tolist()))


def _note(sheet: Sheet, code: str, who: int, count: int) -> Note:
    return Note(code, who, _last(sheet), None, count, {"days": count})


def _last(sheet: Sheet) -> int:
    return sheet.period.end.toordinal() - 1


def _carried(sheet: Sheet, key: str) -> Ints:
    stated = sheet.period.opening.get(key, {})
    return np.array([stated.get(who, 0) for who in sheet.facts.people], np.int64)


def _count(sheet: Sheet, days: Days, which: Flags) -> Ints:
    """How many of the days each person has."""
    return np.bincount(days.employee[which], minlength=len(sheet.facts.people)).astype(np.int64)


def _full(sheet: Sheet, days: Days, own: Flags) -> Flags:
    """Who was employed throughout, had work, and was neither away nor late nor early; nothing is left to settle."""
    facts, period = sheet.facts, sheet.period
    spoilt = (facts.leave > 0) | (sheet.words & _SPOILS > 0) | (facts.takes_punches & ~facts.settled)
    count = _count(sheet, days, own)
    bad = _count(sheet, days, days.any(sheet.inside & spoilt))
    last = period.end - dt.timedelta(days=1)
    known = [period.employees[period.person[who]] if who in period.person else None for who in facts.people]
    employed = np.array(
        [one is not None and one.employed(period.first) and one.employed(last) for one in known], np.bool_
    )
    full: Flags = (count > 0) & (bad == 0) & employed
    return full


_SPOILS = sum(word.bit for word in (Word.LATE, Word.SERIOUS, Word.EARLY, Word.ABSENT, Word.ABSENT_HALF))

RULE = AttendanceRule(ID, Params, apply)
