"""Nobody came (2.2, 2.4, 2.8); page ``constraints/attendance/absence.md``."""

from __future__ import annotations

from dataclasses import replace

from rosterctl.domain.facts import Flags
from rosterctl.domain.records import Word
from rosterctl.rules.attendance.base import AttendanceRule, Note, Sheet
from rosterctl.rules.attendance.telling import clock
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
    return sheet.note(*(_note(sheet, row) for row in sheet.told(absent)))


def _note(sheet: Sheet, row: int) -> Note:
    if sheet.facts.overtime_unit[row]:
        return sheet.on("overtime-not-worked", row)
    if sheet.facts.doubtful[row] and row in sheet.doubt:
        return sheet.on("doubtful", row, at=clock(sheet.period.zone, sheet.doubt[row]))
    return sheet.on("absent", row)


RULE = AttendanceRule(ID, Params, apply)
