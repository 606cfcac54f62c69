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
    free = _first(uses_up, (facts.start, facts.date, facts.employee), params.free)
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


def _first(which: Flags, order: tuple[Ints, Ints, Ints], count: int) -> Flags:
    """The first ``count`` of each person's marked rows. ``order``: start, date, employee; the last goes first."""
    found = np.zeros(len(which), np.bool_)
    marked = np.flatnonzero(which)
    if not count or not len(marked):
        return found
    marked = marked[np.lexsort([column[marked] for column in order])]
    person = order[2][marked]
    begins = np.flatnonzero(np.append(True, person[1:] != person[:-1]))
    ordinal = np.arange(len(marked)) - np.repeat(begins, np.diff(np.append(begins, len(marked))))
    found[marked[ordinal < count]] = True
    return found


RULE = AttendanceRule(ID, Params, apply)
