"""Units put together to roster days (3.6, 3.8)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rosterctl.domain.arrays import groups
from rosterctl.domain.facts import Flags, Ints
from rosterctl.domain.records import Word
from rosterctl.rules.attendance.base import Sheet

_DATES = 1 << 22
"""More than there are ordinals of dates."""


@dataclass(frozen=True)
class Days:
    """Roster days, a row each, by person and date. Approved overtime far from any shift makes no roster day.

    ``attended``: something was worked, or is paid as if it were (an outing of the whole day). ``undecided``: nothing
    was attended, and a unit is open or without data. ``absent``: all that was expected of the day was missed without
    leave; a half day's leave beside an absence is none the less a whole absence. What is none of the three is wholly
    on leave.
    """

    employee: Ints
    date: Ints
    row: Ints
    """The first unit of each."""
    of: Ints
    """The day of each row of the sheet; −1: none."""
    attended: Flags
    undecided: Flags
    absent: Flags

    def __len__(self) -> int:
        return len(self.employee)

    def any(self, rows: Flags) -> Flags:
        """On which days at least one of the rows lies."""
        return _any(self.of, rows, len(self))


def roster_days(sheet: Sheet) -> Days:
    """The roster days of a sheet, as its words stand."""
    facts = sheet.facts
    shift = np.flatnonzero(~facts.overtime_unit)
    keys, first, inverse = groups(facts.employee[shift] * _DATES + facts.date[shift])
    of = np.full(len(facts), -1, np.int64)
    of[shift] = inverse
    takes, absent = facts.takes_punches, sheet.has(Word.ABSENT)
    count = len(keys)
    attended = _any(of, (takes & facts.settled & ~absent) | (~takes & (facts.outing > 0)), count)
    undecided = _any(of, takes & ~facts.settled, count) & ~attended
    away = _any(of, takes & facts.settled & absent, count) & ~attended & ~undecided
    return Days(keys // _DATES, keys % _DATES, shift[first], of, attended, undecided, away)


def _any(of: Ints, rows: Flags, count: int) -> Flags:
    found = np.zeros(count, np.bool_)
    found[of[rows & (of >= 0)]] = True
    return found
