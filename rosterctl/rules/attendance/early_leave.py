"""Who goes before the end leaves early (3.1); page ``constraints/attendance/early-leave.md``."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.facts import Flags
from rosterctl.domain.records import Word
from rosterctl.rules.attendance.base import AttendanceRule, Sheet
from rosterctl.rules.base import RuleParams

ID = "early-leave"


class Params(RuleParams):
    """The numbers of one use."""

    grace: Annotated[
        int,
        Field(
            ge=0, le=3600, description="leaving early up to this is forgiven", json_schema_extra={"unit": "seconds"}
        ),
    ] = 0


def apply(sheet: Sheet, params: Params, rows: Flags) -> Sheet:
    """Early seconds that count, and the word *early*; what an absence tier took is charged as absence alone."""
    absence = sheet.has(Word.ABSENT)
    counts = rows & (sheet.facts.raw_early > params.grace) & ~absence
    early = np.where(rows, np.where(counts, sheet.facts.raw_early, 0), sheet.early)
    return replace(sheet, early=early).say(Word.EARLY, counts)


RULE = AttendanceRule(ID, Params, apply)
