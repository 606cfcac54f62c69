"""Punches and presence without a roster (2.1, 2.8, 3.3); page ``constraints/attendance/unrostered.md``."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.attendance import MINUTE
from rosterctl.domain.attendance import Stray as Why
from rosterctl.domain.facts import Flags, Ints
from rosterctl.rules.attendance.base import AttendanceRule, Note, Sheet, dates_of, people_of
from rosterctl.rules.attendance.telling import clock, parts
from rosterctl.rules.base import RuleParams

ID = "unrostered"
CODES = {
    Why.OUT_OF_REACH: "out-of-reach",
    Why.TAKEN_OUT: "taken-out",
    Why.ON_LEAVE: "on-leave",
    Why.OUT_OF_ORDER: "out-of-order",
}


class Params(RuleParams):
    """The numbers of one use."""

    unapproved: Annotated[
        int | None,
        Field(
            ge=1, le=1440, description="presence without approval, both ends together, is told from so long on",
            json_schema_extra={"unit": "minutes"},
        ),
    ] = 60  # fmt: skip


def apply(sheet: Sheet, params: Params, rows: Flags) -> Sheet:
    """A note for every stray event, every bird, and long presence without approval. None of them costs anything."""
    facts = sheet.facts
    strays = [_stray(sheet, number) for number in np.flatnonzero(_mine(sheet, rows)).tolist()]
    birds = [
        *(sheet.on("early-bird", row) for row in sheet.told(rows & facts.early_bird)),
        *(sheet.on("late-bird", row) for row in sheet.told(rows & facts.late_bird)),
    ]
    over = facts.unapproved
    long = rows & (over >= (params.unapproved or 0) * MINUTE) if params.unapproved is not None else rows & False
    extra = [sheet.on("unapproved", row, int(over[row]), **parts(int(over[row]))) for row in sheet.told(long)]
    return sheet.note(*strays, *birds, *extra)


def stray_dates(sheet: Sheet) -> Ints:
    """Of each stray event the date that it belongs to: its unit's, else that on the wall."""
    strays = sheet.strays
    if not len(sheet.facts):
        return strays.date
    return np.where(strays.row >= 0, sheet.facts.date[np.maximum(strays.row, 0)], strays.date)


def _mine(sheet: Sheet, rows: Flags) -> Flags:
    """The strays of the use's people on its dates in the period, at its posts where they belong to a unit."""
    strays, facts, period, use = sheet.strays, sheet.facts, sheet.period, sheet.use
    date = stray_dates(sheet)
    mine: Flags = (date >= period.first.toordinal()) & (date < period.end.toordinal())
    if use is not None:
        mine = mine & people_of(use, period, facts.people)[strays.employee] & dates_of(use, date)
        if use.scope.post:
            mine = mine & (strays.row >= 0)
    if len(facts):
        row = np.maximum(strays.row, 0)
        mine = mine & ((strays.row < 0) | (rows[row] & facts.settled[row]))
    return mine


def _stray(sheet: Sheet, number: int) -> Note:
    strays = sheet.strays
    row, on = int(strays.row[number]), int(stray_dates(sheet)[number])
    values = {"at": clock(sheet.period.zone, int(strays.first[number]))}
    code = CODES[list(Why)[int(strays.why[number])]]
    return Note(code, int(strays.employee[number]), on, row if row >= 0 else None, values=values)


RULE = AttendanceRule(ID, Params, apply)
