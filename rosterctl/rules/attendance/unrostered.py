"""Punches and presence without a roster (2.1, 2.8, 3.3); page ``constraints/attendance/unrostered.md``."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.attendance import MINUTE
from rosterctl.domain.attendance import Stray as Why
from rosterctl.domain.facts import Flags, Ints
from rosterctl.rules.attendance.base import AttendanceRule, Note, Sheet, dates_of, people_of
from rosterctl.rules.attendance.telling import clocks
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
    facts, over = sheet.facts, sheet.facts.unapproved
    long = over >= params.unapproved * MINUTE if params.unapproved is not None else np.zeros(len(facts), np.bool_)
    return sheet.note(
        *_strays(sheet, np.flatnonzero(_mine(sheet, rows))),
        *sheet.tell("early-bird", rows & facts.early_bird),
        *sheet.tell("late-bird", rows & facts.late_bird),
        *sheet.tell("unapproved", rows & long, seconds=over),
    )


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


def _strays(sheet: Sheet, which: Ints) -> list[Note]:
    strays, codes = sheet.strays, [CODES[why] for why in Why]
    columns = (strays.why, strays.employee, stray_dates(sheet), strays.row)
    rows = zip(*(column[which].tolist() for column in columns), strict=True)
    return [
        Note(codes[why], who, on, row if row >= 0 else None, values={"at": at})
        for (why, who, on, row), at in zip(rows, clocks(sheet.period.zone, strays.first[which]), strict=True)
    ]


RULE = AttendanceRule(ID, Params, apply)
