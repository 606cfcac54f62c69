"""Later facts about a closed period, paid or taken back in the next; page ``constraints/pay/retro.md``."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from rosterctl.domain.closing import Difference, yuan
from rosterctl.domain.money import Rate
from rosterctl.domain.pay import Charge, Part, PayLine, PersonMonth
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.base import PayRule

ID = "retro"


class Params(RuleParams):
    """The numbers of one use."""

    months: Annotated[
        int,
        Field(
            ge=1,
            le=12,
            description="how many periods back a closed one is settled again",
            json_schema_extra={"unit": "periods"},
        ),
    ] = 2
    requests: Annotated[
        bool,
        Field(description="requests about a closed period may still be filed and decided; no: they are refused"),
    ] = False


def close(month: PersonMonth, _lines: tuple[PayLine, ...], params: Params) -> Iterator[Charge]:
    """A line for each difference, by month, date, rule and key, that lies within so many periods."""
    for one in sorted(month.retro, key=lambda one: one.origin):
        if one.now != one.before and one.month >= back(month.period.month, params.months):
            yield _charge(one)


def back(month: str, count: int) -> str:
    """The month so many before ``YYYY-MM``."""
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 - count
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _charge(one: Difference) -> Charge:
    on = "" if one.date is None else f" {one.date.isoformat()}"
    before = f"({yuan(one.before)})" if one.before < 0 else str(yuan(one.before))
    text = f"{one.month}{on} {one.key}: {yuan(one.now)} − {before}"
    values = {
        "month": one.month,
        "date": "-" if one.date is None else one.date,
        "rule": one.rule,
        "before": yuan(one.before),
        "now": yuan(one.now),
        "origin": one.origin,
    }
    amount = Rate(Fraction(one.now - one.before, 100), text)
    return Charge(None, Part.RETRO, amount, "difference", because=(f"closing:{one.month}",), values=values)


RULE = PayRule(ID, Params, close=close, single=True)
