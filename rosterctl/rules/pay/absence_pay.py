"""What an absence costs a house that asks for more than the time (OS11); page ``constraints/pay/absence-pay.md``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from rosterctl.domain.attendance import UnitKind
from rosterctl.domain.money import Rate
from rosterctl.domain.pay import Charge, Fact, Fill, Part, PersonMonth
from rosterctl.domain.records import Record
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import Yuan, length
from rosterctl.rules.pay.base import PayRule
from rosterctl.rules.pay.missed import Absence, absence, missed, unpaid

ID = "absence-pay"


class Params(RuleParams):
    """How many day wages an absent day costs, and a fine beside it."""

    multiple: Annotated[
        int,
        Field(
            ge=1,
            le=10,
            description="day wages for an absent day; what goes beyond the first is a fine",
            json_schema_extra={"unit": "times"},
        ),
    ] = 1
    fine: Annotated[
        Yuan,
        Field(description="beside that, for each date with an absence", json_schema_extra={"unit": "yuan"}),
    ] = Decimal(0)


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """The time missed is not paid; multiples, what tiers make of a lateness, and the fixed fine are fines."""
    dates: dict[object, list[Record]] = {}
    for record in month.shifts:
        if absence(record):
            dates.setdefault(record.date, []).append(record)
    for records in dates.values():
        yield from (unpaid(month, record, Fact.ABSENCE, "absent") for record in records)
        yield from _beyond(month, params.multiple, records)
        if params.fine:
            yield _fine(records[0], "fixed", Rate.of(params.fine))


def _beyond(month: PersonMonth, multiple: int, records: list[Record]) -> Iterator[Charge]:
    """The fine part of a date's absences (4.2)."""
    day = month.day(records[0].date)
    if _whole_date(month, records):
        if multiple > 1:
            yield _fine(records[0], "multiple", day.times(multiple - 1))
        return
    for record in records:
        kind = absence(record)
        if kind is Absence.NOBODY_CAME:
            if multiple > 1:
                part = month.hour(record.date).hours(record.expected_seconds)
                yield _fine(record, "multiple", part.times(multiple - 1))
        elif kind is Absence.HALF:
            yield _fine(record, "half", _times(day.over(2), multiple), Fill.RECORD)
        else:
            yield _fine(record, "day", _times(day, multiple), Fill.DATE)


def _whole_date(month: PersonMonth, records: Iterable[Record]) -> bool:
    """Whether nobody came to any unit of the date: two absent halves are one whole day."""
    gone = [record for record in records if record.match.absent and record.expected_seconds == record.paid_seconds]
    units = [one for one in month.by_date[gone[0].date] if one.unit.kind is UnitKind.SEGMENT] if gone else []
    return bool(gone) and len(gone) == len(units)


def _times(rate: Rate, multiple: int) -> Rate:
    return rate.times(multiple) if multiple > 1 else rate


def _fine(record: Record, code: str, amount: Rate, fill: Fill | None = None) -> Charge:
    told = {"hours": length(missed(record, Fact.ABSENCE))}
    return Charge(record.date, Part.FINE, amount, code, Fact.ABSENCE, record=record, values=told, fill=fill)


RULE = PayRule(ID, Params, apply, facts=lambda _: frozenset({Fact.ABSENCE}))
