"""Who comes after the start is late (3.1); page ``constraints/attendance/lateness.md``."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.facts import Flags, Ints
from rosterctl.domain.records import Word
from rosterctl.rules.attendance.base import AttendanceRule, Sheet
from rosterctl.rules.base import RuleParams

ID = "lateness"


class Params(RuleParams):
    """The numbers of one use."""

    grace: Annotated[
        int,
        Field(ge=0, le=3600, description="lateness up to this is forgiven", json_schema_extra={"unit": "seconds"}),
    ] = 0
    from_grace: Annotated[
        bool, Field(description="once grace is exceeded, count from the end of grace instead of from the start")
    ] = False
    free: Annotated[
        int,
        Field(
            ge=0,
            le=31,
            description="latenesses a period beyond grace that are forgiven, the first ones",
            json_schema_extra={"unit": "times"},
        ),
    ] = 0


def apply(sheet: Sheet, params: Params, rows: Flags) -> Sheet:
    """Late seconds that count, who is forgiven, the word *late*; what an absence tier took is no lateness."""
    facts = sheet.facts
    absence = sheet.has(Word.ABSENT) | sheet.has(Word.ABSENT_HALF)
    came_late = rows & (facts.raw_late > 0) & ~absence
    beyond = came_late & (facts.raw_late > params.grace)
    uses_up = beyond & sheet.inside & facts.settled
    free = uses_up & (_ordinal(facts.employee, uses_up) <= params.free)
    counts = beyond & ~free
    late = facts.raw_late - (params.grace if params.from_grace else 0)
    serious = sheet.has(Word.SERIOUS)
    forgiven = came_late & ~counts
    judged = replace(
        sheet,
        late=np.where(rows, np.where(counts, late, 0), sheet.late),
        forgiven=np.where(rows, forgiven, sheet.forgiven),
        words=np.where(forgiven, sheet.words & ~Word.SERIOUS.bit, sheet.words),
    )
    return judged.say(Word.LATE, counts & ~serious)


def _ordinal(employee: Ints, which: Flags) -> Ints:
    """For each row how many of the marked rows of its person there are up to it, itself included.

    Rows are by person and start, which is the order of (date, start) that 3.1 asks for.
    """
    running = np.cumsum(which)
    begins = np.flatnonzero(np.append(True, employee[1:] != employee[:-1]))[: len(employee)]
    before = np.repeat(np.where(begins > 0, running[begins - 1], 0), np.diff(np.append(begins, len(employee))))
    ordinal: Ints = running - before
    return ordinal


RULE = AttendanceRule(ID, Params, apply)
