"""Nobody came (2.2, 2.4, 2.8); page ``constraints/attendance/absence.md``."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rosterctl.domain.facts import Flags
from rosterctl.domain.records import Word
from rosterctl.rules.attendance.base import AttendanceRule, Sheet
from rosterctl.rules.base import RuleParams

ID = "absence"


class Params(RuleParams):
    """No numbers."""


def apply(sheet: Sheet, _params: Params, rows: Flags) -> Sheet:
    """The word *absent*, and one note for each absence; an undecided correction makes its charge wait.

    Overtime of its own that nobody came to is told, but has no word: it is no absence of a roster day.
    """
    facts = sheet.facts
    absent = rows & facts.absent & facts.settled
    undecided = absent & (sheet.pending_in | sheet.pending_out)
    sheet = replace(sheet, waits=sheet.waits | undecided).say(Word.ABSENT, absent & ~facts.overtime_unit)
    doubtful = np.zeros(len(facts), np.bool_)
    doubtful[list(sheet.doubt)] = True
    doubtful &= facts.doubtful & ~facts.overtime_unit
    spare = np.zeros(len(facts), np.int64)
    spare[list(sheet.doubt)] = list(sheet.doubt.values())
    return sheet.note(
        *sheet.tell("absent", absent & ~doubtful & ~facts.overtime_unit),
        *sheet.tell("doubtful", absent & doubtful, at=spare),
        *sheet.tell("overtime-not-worked", absent & facts.overtime_unit),
    )


RULE = AttendanceRule(ID, Params, apply)
