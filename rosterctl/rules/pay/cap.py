"""Fines have a limit (4.8); page ``constraints/pay/cap.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from rosterctl.domain.money import ZERO, Rate
from rosterctl.domain.pay import Charge, Part, PayLine, PersonMonth
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import Percent, Yuan
from rosterctl.rules.pay.base import PayRule

ID = "cap"


class Params(RuleParams):
    """How much of a month's wage fines may take, and what they must leave."""

    percent: Annotated[
        Percent | None,
        Field(description="fines take at most this share of the month's wage", json_schema_extra={"unit": "%"}),
    ] = 20
    minimum_wage: Annotated[
        Yuan | None,
        Field(
            description="fines leave at least this: the local monthly minimum wage",
            json_schema_extra={"unit": "yuan"},
        ),
    ] = None


def close(month: PersonMonth, lines: tuple[PayLine, ...], params: Params) -> Iterator[Charge]:
    """What fines took beyond the percentage, then beyond the floor, given back in one line."""
    fines = -_sum(lines, Part.FINE)
    if not fines:
        return
    base = month.wage.amount
    due = base + sum((line.amount for line in lines if line.part is Part.PRORATION and line.code == "part"), ZERO)
    kept, code = Rate.of(fines), ""
    if params.percent is not None:
        limit = Rate.of(due).percent(params.percent)
        if limit.value < kept.value:
            kept, code = limit, "percent"
    if params.minimum_wage is not None:
        left = base + _sum(lines, Part.WAGE) + _sum(lines, Part.PRORATION)
        room = _room(left, _floor(params.minimum_wage, due, base))
        if room.value < kept.value:
            kept, code = room, "floor"
    returned = Rate.of(fines).minus(kept) if kept.value else Rate.of(fines)
    if code and returned.amount:
        yield Charge(None, Part.CAP, returned, code, values={"fines": fines})


def _sum(lines: Iterable[PayLine], part: Part) -> Decimal:
    return sum((line.amount for line in lines if line.part is part), ZERO)


def _floor(minimum: Decimal, due: Decimal, base: Decimal) -> Rate:
    """The minimum wage, of part of a period the same part as of the base."""
    whole = Rate.of(minimum)
    return whole if due == base else whole.times(due).over(base)


def _room(left: Decimal, floor: Rate) -> Rate:
    """What fines may take of what is left, overtime, night and call-in pay apart."""
    room = Rate.of(left).minus(floor)
    return room if room.value > 0 else Rate.of(0)


RULE = PayRule(ID, Params, close=close, single=True)
