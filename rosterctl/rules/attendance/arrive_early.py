"""Who must be there ahead of the start (3.2); page ``constraints/attendance/arrive-early.md``."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.attendance import MINUTE
from rosterctl.domain.facts import Flags
from rosterctl.domain.records import Word
from rosterctl.rules.attendance.base import AttendanceRule, Sheet
from rosterctl.rules.base import RuleParams

ID = "arrive-early"


class Params(RuleParams):
    """The numbers of one use."""

    minutes: Annotated[
        int | None,
        Field(ge=0, le=120, description="how long ahead of the start; none: as each shift says",
              json_schema_extra={"unit": "minutes"}),
    ] = None  # fmt: skip


def apply(sheet: Sheet, params: Params, rows: Flags) -> Sheet:
    """*Not ready* for whoever was in time but not ahead of it; where two uses ask, the longer lead counts."""
    facts = sheet.facts
    ahead = facts.arrive_early if params.minutes is None else params.minutes * MINUTE
    short = np.where(rows, facts.not_ready(ahead), 0)
    sheet = replace(sheet, not_ready=np.maximum(sheet.not_ready, short)).say(Word.NOT_READY, short > 0)
    return sheet.note(*sheet.tell("not-ready", short > 0, at=facts.arrival, seconds=short))


RULE = AttendanceRule(ID, Params, apply)
