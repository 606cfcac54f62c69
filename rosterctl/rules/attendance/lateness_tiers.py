"""Very late is serious, or an absence (3.1); page ``constraints/attendance/lateness-tiers.md``."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Annotated

import numpy as np
from pydantic import Field, model_validator

from rosterctl.domain.attendance import MINUTE
from rosterctl.domain.facts import Flags
from rosterctl.domain.records import Word
from rosterctl.rules.attendance.base import AttendanceRule, Sheet
from rosterctl.rules.base import RuleParams

ID = "lateness-tiers"
_MINUTES = {"unit": "minutes"}


class Params(RuleParams):
    """The numbers of one use."""

    serious: Annotated[
        int | None,
        Field(ge=0, le=1440, description="later than this is a serious lateness", json_schema_extra=_MINUTES),
    ] = None
    absent_half: Annotated[
        int | None,
        Field(ge=0, le=1440, description="later than this is half a day's absence", json_schema_extra=_MINUTES),
    ] = None
    absent: Annotated[
        int | None,
        Field(ge=0, le=1440, description="later than this is a day's absence", json_schema_extra=_MINUTES),
    ] = None

    @model_validator(mode="after")
    def _ascending(self) -> Params:
        stated = [one for one in (self.serious, self.absent_half, self.absent) if one is not None]
        if any(later <= earlier for earlier, later in pairwise(stated)):
            raise ValueError("serious, absent_half and absent must grow in this order")
        return self


def apply(sheet: Sheet, params: Params, rows: Flags) -> Sheet:
    """The worst tier that a raw lateness is beyond, as a word; *late* itself is another rule's."""
    raw = sheet.facts.raw_late
    tiers = ((Word.ABSENT, params.absent), (Word.ABSENT_HALF, params.absent_half), (Word.SERIOUS, params.serious))
    every = Word.ABSENT.bit | Word.ABSENT_HALF.bit | Word.SERIOUS.bit
    sheet = replace(sheet, words=np.where(rows, sheet.words & ~every, sheet.words))
    left = rows & (raw > 0)
    for word, limit in tiers:
        if limit is not None:
            beyond = left & (raw > limit * MINUTE)
            sheet, left = sheet.say(word, beyond), left & ~beyond
    return sheet.note(
        *sheet.tell("absent", rows & sheet.has(Word.ABSENT), seconds=raw),
        *sheet.tell("absent-half", rows & sheet.has(Word.ABSENT_HALF), seconds=raw),
    )


RULE = AttendanceRule(ID, Params, apply)
