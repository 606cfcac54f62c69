"""What a punch costs that nobody made or corrected (OS6); page ``constraints/pay/missing-punch-pay.md``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from rosterctl.domain.attendance import UnitKind
from rosterctl.domain.money import Rate
from rosterctl.domain.pay import Charge, Fact, Part, PersonMonth
from rosterctl.domain.records import Record, Word
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import Yuan
from rosterctl.rules.pay.base import PayRule

ID = "missing-punch-pay"
_CODES = ((Word.MISSING_IN, "in"), (Word.MISSING_OUT, "out"))


class Params(RuleParams):
    """What a missing boundary is taken for."""

    missing_as: Annotated[
        Literal["fine", "half-absent"],
        Field(description="a fine, or half a day that was not worked, for each missing boundary"),
    ] = "fine"
    fine: Annotated[Yuan, Field(description="for each missing boundary", json_schema_extra={"unit": "yuan"})] = (
        Decimal(10)
    )


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """A charge for each missing boundary that can no longer be corrected."""
    for record in month.records:
        if not record.settled or record.waits:
            continue
        codes = [code for word, code in _CODES if record.has(word)]
        if params.missing_as == "fine":
            for code in codes if params.fine else ():
                yield Charge(record.date, Part.FINE, Rate.of(params.fine), code, Fact.MISSING, record=record)
        elif codes and record.unit.kind is UnitKind.SEGMENT:
            code, amount = _halves(month, record, len(codes))
            yield Charge(record.date, Part.WAGE, amount, code, Fact.MISSING, record=record)


def _halves(month: PersonMonth, record: Record, missing: int) -> tuple[str, Rate]:
    """Half a day for each boundary, but never more than the unit's own time: a short half is no half day."""
    day = month.day(record.date)
    half = day.over(2) if missing == 1 else day
    own = month.hour(record.date).hours(record.expected_seconds)
    return "half" if missing == 1 else "both", min(half, own, key=lambda one: one.value)


RULE = PayRule(ID, Params, apply, facts=lambda _: frozenset({Fact.MISSING}))
