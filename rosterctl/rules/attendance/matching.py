"""How punches find their units: the numbers of attendance 1 and 2; page ``constraints/attendance/matching.md``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rosterctl.domain.attendance import MINUTE, MatchParams
from rosterctl.domain.facts import Flags
from rosterctl.rules.attendance.base import AttendanceRule, Sheet
from rosterctl.rules.base import RuleParams

ID = "matching"


class Params(RuleParams):
    """The numbers of one use."""

    reach_before: Annotated[
        int,
        Field(
            ge=0, le=720, description="so long before a shift a punch may belong to it; shifts may state their own",
            json_schema_extra={"unit": "minutes"},
        ),
    ] = 240  # fmt: skip
    reach_after: Annotated[
        int,
        Field(ge=0, le=720, description="the same after its end", json_schema_extra={"unit": "minutes"}),
    ] = 240
    overtime_near: Annotated[
        int,
        Field(
            ge=0, le=720, description="approved overtime at most so far from a shift belongs to it",
            json_schema_extra={"unit": "minutes"},
        ),
    ] = 240  # fmt: skip
    event: Annotated[
        int,
        Field(ge=0, le=600, description="punches so soon after the first are one event",
              json_schema_extra={"unit": "seconds"}),
    ] = 60  # fmt: skip
    one_event: Annotated[
        int,
        Field(ge=0, le=3600, description="all of a unit's events within this are one boundary, the other is missing",
              json_schema_extra={"unit": "seconds"}),
    ] = 600  # fmt: skip
    empty: Annotated[
        int,
        Field(ge=0, le=720, description="what an empty boundary weighs when events are divided",
              json_schema_extra={"unit": "minutes"}),
    ] = 90  # fmt: skip
    deep: Annotated[
        int,
        Field(ge=0, le=720, description="a lone event deeper inside proves presence only; so far off is odd",
              json_schema_extra={"unit": "minutes"}),
    ] = 120  # fmt: skip
    bird: Annotated[
        int,
        Field(ge=0, le=720, description="a first event earlier than this, or a last one later, is told as a bird",
              json_schema_extra={"unit": "minutes"}),
    ] = 120  # fmt: skip
    back_to_back: Annotated[
        bool, Field(description="one event may close a shift and open the next one that starts at its end")
    ] = True


def match_params(params: Params) -> MatchParams:
    """The numbers as matching takes them, in seconds."""
    return MatchParams(
        reach_before=params.reach_before * MINUTE,
        reach_after=params.reach_after * MINUTE,
        overtime_near=params.overtime_near * MINUTE,
        event=params.event,
        one_event=params.one_event,
        empty=params.empty * MINUTE,
        deep=params.deep * MINUTE,
        bird=params.bird * MINUTE,
        back_to_back=params.back_to_back,
    )


def apply(sheet: Sheet, _params: Params, _rows: Flags) -> Sheet:
    """Nothing is left to judge: matching was done with these numbers before there was a sheet."""
    return sheet


RULE = AttendanceRule(ID, Params, apply)
