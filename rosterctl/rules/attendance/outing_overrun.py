"""Back later than allowed from an outing (T7); page ``constraints/attendance/outing-overrun.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.attendance import MINUTE
from rosterctl.domain.facts import Flags
from rosterctl.rules.attendance.base import AttendanceRule, Note, Sheet
from rosterctl.rules.attendance.outings import Out, outings
from rosterctl.rules.attendance.telling import clock, parts
from rosterctl.rules.base import RuleParams

ID = "outing-overrun"
_BEFORE = 600
"""Who punches out so long before an outing, and no more, has left for it: what makes one event of two (2.3)."""


class Params(RuleParams):
    """The numbers of one use."""

    grace_minutes: Annotated[
        int,
        Field(ge=0, le=60, description="minutes after the time to be back that are no finding",
              json_schema_extra={"unit": "minutes"}),
    ] = 0  # fmt: skip


def apply(sheet: Sheet, params: Params, rows: Flags) -> Sheet:
    """A note for every outing from which somebody came back late, or not at all, or nobody can tell."""
    told = np.zeros(len(sheet.facts), np.bool_)
    told[sheet.told(rows & ~sheet.facts.absent & sheet.facts.takes_punches)] = True
    last: dict[int, Out] = {}
    for out in outings(sheet):
        if told[out.row]:
            for pair in out.pairs.tolist():  # a pair that meets two outings was allowed until the later one's end
                if pair not in last or last[pair].end < out.end:
                    last[pair] = out
    late = [note for pair, out in sorted(last.items()) for note in _late(sheet, params, pair, out)]
    rest = [note for out in outings(sheet) if told[out.row] and not len(out.pairs) for note in _gone(sheet, out)]
    return sheet.note(*sorted([*late, *rest], key=lambda note: note.row or 0))


def _late(sheet: Sheet, params: Params, pair: int, out: Out) -> Iterator[Note]:
    back = int(sheet.facts.meals.end[pair])
    if back - out.end > params.grace_minutes * MINUTE:
        yield _note(sheet, "overrun", out, back - out.end, back)


def _gone(sheet: Sheet, out: Out) -> Iterator[Note]:
    """Without a pair: who left for good, or whose punches do not pair up. Who did not punch at all is believed."""
    facts, row = sheet.facts, out.row
    if out.end >= int(facts.expected_end[row]):
        return
    went = int(facts.departure[row])
    if facts.has_departure[row] and out.start - _BEFORE <= went <= out.end:
        yield _note(sheet, "not-back", out, int(facts.expected_end[row]) - out.end, went)
    elif facts.odd_meals[row]:
        yield _note(sheet, "unpaired", out, 1, out.end)


def _note(sheet: Sheet, code: str, out: Out, size: int, at: int) -> Note:
    facts, zone = sheet.facts, sheet.period.zone
    values = {"due": clock(zone, out.end), "at": clock(zone, at), **parts(size)}
    return Note(code, int(facts.employee[out.row]), int(facts.date[out.row]), out.row, size, values)


RULE = AttendanceRule(ID, Params, apply)
