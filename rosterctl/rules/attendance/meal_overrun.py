"""Meals that took too long (2.6); page ``constraints/attendance/meal-overrun.md``."""

from __future__ import annotations

from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.attendance import MINUTE
from rosterctl.domain.facts import Flags, Ints
from rosterctl.rules.attendance.base import AttendanceRule, Note, Sheet
from rosterctl.rules.attendance.outings import outings
from rosterctl.rules.attendance.telling import clocks, parts
from rosterctl.rules.base import RuleParams

ID = "meal-overrun"
_FOREVER = 1 << 40


class Params(RuleParams):
    """The numbers of one use."""

    max_minutes: Annotated[
        int | None,
        Field(ge=0, le=480, description="most minutes of a meal; none: the longest meal of the shift",
              json_schema_extra={"unit": "minutes"}),
    ] = None  # fmt: skip


def apply(sheet: Sheet, params: Params, rows: Flags) -> Sheet:
    """A note for every meal over the limit, and for inner punches that do not pair up."""
    facts, meals = sheet.facts, sheet.facts.meals
    over = meals.seconds - _limits(sheet, params)[facts.shift[meals.unit]]
    told = np.zeros(len(facts), np.bool_)
    told[sheet.told(rows)] = True
    eaten = np.ones(len(meals.unit), np.bool_)
    for out in outings(sheet):
        eaten[out.pairs] = False
    long = np.flatnonzero(told[meals.unit] & (over > 0) & eaten)
    return sheet.note(*_overruns(sheet, long, over[long]), *sheet.tell("odd-meals", rows & facts.odd_meals))


def _overruns(sheet: Sheet, which: Ints, over: Ints) -> list[Note]:
    facts, meals, zone = sheet.facts, sheet.facts.meals, sheet.period.zone
    unit = meals.unit[which]
    columns = (facts.employee[unit].tolist(), facts.date[unit].tolist(), unit.tolist(), over.tolist())
    times = zip(clocks(zone, meals.start[which]), clocks(zone, meals.end[which]), strict=True)
    return [
        Note("overrun", who, on, row, size, {"start": start, "end": end, **parts(size)})
        for who, on, row, size, (start, end) in zip(*columns, times, strict=True)
    ]


def _limits(sheet: Sheet, params: Params) -> Ints:
    """The limit of each of ``facts.shifts``, in seconds; a shift without meals has none of its own."""
    found = []
    for code in sheet.facts.shifts:
        shift = sheet.period.shifts.get(code)
        own = max((meal.minutes for meal in shift.meals), default=None) if shift is not None else None
        limit = own if params.max_minutes is None else params.max_minutes
        found.append(_FOREVER if limit is None else limit * MINUTE)
    return np.array(found, np.int64)


RULE = AttendanceRule(ID, Params, apply)
