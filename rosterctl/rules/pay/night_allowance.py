"""An amount for each night that was worked (4.9); page ``constraints/pay/night-allowance.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from rosterctl.domain.attendance import UnitKind
from rosterctl.domain.money import Rate
from rosterctl.domain.pay import Charge, Part, PersonMonth
from rosterctl.domain.records import Record
from rosterctl.domain.stretches import common, seconds, union
from rosterctl.domain.worked import nights, worked
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import Yuan, length
from rosterctl.rules.pay.base import PayRule

ID = "night-allowance"


class Params(RuleParams):
    """The numbers of one use."""

    amount: Annotated[
        Yuan | None,
        Field(description="paid for each assignment with enough of the night", json_schema_extra={"unit": "yuan"}),
    ] = None
    minutes: Annotated[
        int,
        Field(ge=1, le=480, description="enough: worked inside 22:00–06:00", json_schema_extra={"unit": "minutes"}),
    ] = 180


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """The amount for each assignment, all its units together, with at least that much worked at night."""
    if params.amount is None:
        return
    for records in _assignments(month):
        if not all(record.settled for record in records):
            continue
        found = union(one for record in records for one in worked(record.match))
        long = seconds(common(found, nights(records[0].date, month.period.wall)))
        if long >= params.minutes * 60:
            amount, on = Rate.of(params.amount), records[0].date
            yield Charge(on, Part.ALLOWANCE, amount, "night", record=records[0], values={"hours": length(long)})


def _assignments(month: PersonMonth) -> list[list[Record]]:
    """The units of each assignment; they share shift, post and reach (1.2). Overtime of its own is none."""
    found: dict[tuple[object, ...], list[Record]] = {}
    for record in month.records:
        unit = record.unit
        if unit.kind is UnitKind.SEGMENT:
            found.setdefault((unit.date, unit.shift, unit.post, unit.reach_start), []).append(record)
    return list(found.values())


RULE = PayRule(ID, Params, apply, single=True)
