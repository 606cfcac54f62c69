"""A percentage of the month's base wage for each lateness, more from the third on (P2);
page ``constraints/pay/lateness-percent.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from rosterctl.domain.pay import Charge, Fact, Part, PersonMonth
from rosterctl.domain.records import Record
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import Percent, length
from rosterctl.rules.pay.base import PayRule
from rosterctl.rules.pay.missed import late, unpaid

ID = "lateness-percent"


class Params(RuleParams):
    """What the first latenesses and the later ones cost, and how they are counted."""

    first: Annotated[
        Percent,
        Field(description="what each of the first costs, of the base wage", json_schema_extra={"unit": "%"}),
    ] = 1
    later: Annotated[
        Percent, Field(description="what each of the later ones costs", json_schema_extra={"unit": "%"})
    ] = 5
    later_from: Annotated[
        int,
        Field(
            ge=1,
            le=99,
            description="the ordinal of the first of the later ones within the period",
            json_schema_extra={"unit": "times"},
        ),
    ] = 3
    by: Annotated[
        Literal["day", "occurrence"],
        Field(description="count days with a lateness (two late halves of one day are one), or every lateness"),
    ] = "day"
    tier: Annotated[
        Literal["marginal", "whole-month"],
        Field(description="the later percentage is for the later ones only, or once it is reached for all of them"),
    ] = "marginal"
    time: Annotated[bool, Field(description="the time missed is not paid either")] = False


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """A fine for each lateness that counts, in the order of date and start."""
    latenesses = [record for record in month.shifts if late(record)]
    if params.time:
        yield from (unpaid(month, record, Fact.LATE, "time") for record in latenesses)
    counted = _counted(latenesses, params)
    reached = params.tier == "whole-month" and len(counted) >= params.later_from
    for ordinal, record in enumerate(counted, 1):
        later = reached or ordinal >= params.later_from
        percent = params.later if later else params.first
        amount = month.base(record.date).percent(percent)
        told = {"ordinal": ordinal, "percent": percent, "late": length(record.late)}
        yield Charge(
            record.date, Part.FINE, amount, "later" if later else "first", Fact.LATE, record=record, values=told
        )


def _counted(latenesses: list[Record], params: Params) -> list[Record]:
    if params.by == "occurrence":
        return latenesses
    days: dict[object, Record] = {}
    for record in latenesses:
        days.setdefault(record.date, record)
    return list(days.values())


RULE = PayRule(ID, Params, apply, facts=lambda _: frozenset({Fact.LATE}), tier="tier")
