"""What leave costs, by its kind (4.7); page ``constraints/pay/leave-pay.md``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from rosterctl.domain.attendance import UnitKind
from rosterctl.domain.leave import shared_out
from rosterctl.domain.money import Rate
from rosterctl.domain.pay import Charge, Fact, Part, PersonMonth
from rosterctl.domain.records import Record
from rosterctl.domain.stretches import seconds
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import Percent, Yuan, length
from rosterctl.rules.pay.base import PayRule

ID = "leave-pay"
SICK, OTHER = "sick", "other"
KINDS = (
    "personal",
    SICK,
    "marriage",
    "maternity",
    "bereavement",
    "annual",
    "injury",
    "exchange",
    "nursing",
    "prenatal",
)
"""The kinds that have words of their own on a pay slip; a workspace's own are told by ``other``."""
MONTH_DAYS = Decimal("21.75")
"""What the sick pay floor divides the minimum wage by, whatever divides the base (4.7)."""


def _share(what: str, default: int) -> int:
    found: int = Field(
        default=default, description=f"share of the day wage paid on {what}", json_schema_extra={"unit": "%"}
    )
    return found


class Params(RuleParams):
    """What is paid of the day wage, in percent, by kind of leave."""

    personal: Percent = _share("personal leave", 0)
    sick: Percent = _share("sick leave", 60)
    marriage: Percent = _share("marriage leave", 100)
    maternity: Percent = _share("maternity leave", 100)
    bereavement: Percent = _share("bereavement leave", 100)
    annual: Percent = _share("annual leave", 100)
    injury: Percent = _share("leave after a work injury", 100)
    exchange: Percent = _share("days off in exchange for work", 100)
    nursing: Percent = _share("the hour for nursing a child", 100)
    prenatal: Percent = _share("prenatal checks", 100)
    own: Mapping[str, Percent] = Field(
        default={}, description="shares of kinds that the workspace names itself; a kind not named is as personal"
    )
    minimum_wage: Annotated[
        Yuan | None,
        Field(
            description="the local monthly minimum wage, of which sick pay is at least 80 %",
            json_schema_extra={"unit": "yuan"},
        ),
    ] = None

    def percent(self, kind: str | None) -> int:
        """The share paid of that kind."""
        if kind in KINDS:
            return int(getattr(self, kind))
        return self.own.get(kind or "", self.personal)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What leave of one kind took of a date."""

    kind: str | None
    start: int
    seconds: int
    record: Record
    requests: tuple[str, ...]


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """The part of the wage that leave does not pay: a charge for each date and kind of leave (4.2, 4.7)."""
    for on, records in month.by_date.items():
        shifts = [record for record in records if record.unit.kind is UnitKind.SEGMENT]
        if not any(record.unit.leave for record in shifts) or not all(record.settled for record in shifts):
            continue
        paid = sum(record.paid_seconds for record in shifts)
        whole = sum(record.leave_seconds for record in shifts) == paid
        for taken in _by_kind(month, params, on, shifts):
            rate = _part(month, params, taken, on, paid if whole else None)
            if rate.value > 0:
                yield _charge(taken, on, rate, whole=whole and rate.value == month.day(on).value)


def _by_kind(month: PersonMonth, params: Params, on: date, records: Iterable[Record]) -> list[_Taken]:
    """A second that two requests take is paid as the better one: what is unclear is not the employee's loss."""
    requests = sorted(month.requests, key=lambda one: _unpaid(month, params, one.leave_kind, on, _whole).value)
    found: dict[str | None, _Taken] = {}
    for record in records:
        shift = month.period.shifts[record.unit.shift]
        for request, stretches in shared_out(record.unit, requests, shift, month.period.wall):
            kind, start = request.leave_kind, stretches[0].start
            known = found.get(kind) or _Taken(kind, start, 0, record, ())
            ids = tuple(dict.fromkeys((*known.requests, request.id)))
            total = known.seconds + seconds(stretches)
            found[kind] = replace(known, start=min(known.start, start), seconds=total, requests=ids)
    return sorted(found.values(), key=lambda taken: taken.start)


def _part(month: PersonMonth, params: Params, taken: _Taken, on: date, paid: int | None) -> Rate:
    """What is not paid: by hours, or where the whole date (``paid`` seconds) is leave, its share of one day wage."""
    if paid is None:
        return _unpaid(month, params, taken.kind, on, lambda rate: rate.over(8).hours(taken.seconds))
    if taken.seconds == paid:
        return _unpaid(month, params, taken.kind, on, _whole)
    share = Fraction(taken.seconds, paid)
    text = f"{share.numerator} ÷ {share.denominator}"
    return _unpaid(month, params, taken.kind, on, lambda rate: rate.times(share, text))


def _whole(rate: Rate) -> Rate:
    return rate


def _unpaid(month: PersonMonth, params: Params, kind: str | None, on: date, scale: Callable[[Rate], Rate]) -> Rate:
    """What leave of that kind does not pay: of a day wage, ``scale``d to the time. Sick pay has its floor (4.7)."""
    day, percent = month.day(on), params.percent(kind)
    if kind == SICK and params.minimum_wage is not None:
        floor = Rate.of(params.minimum_wage).percent(80).over(MONTH_DAYS)
        if floor.value > day.percent(percent).value:
            return scale(day.minus(floor)) if floor.value < day.value else Rate.of(0)
    scaled = scale(day)
    return scaled if percent == 0 else scaled.percent(100 - percent)


def _charge(taken: _Taken, on: date, rate: Rate, *, whole: bool) -> Charge:
    known = taken.kind in KINDS
    values: dict[str, object] = {"hours": length(taken.seconds)}
    return Charge(
        on,
        Part.WAGE,
        rate,
        str(taken.kind) if known else OTHER,
        Fact.LEAVE,
        whole=whole,
        record=taken.record,
        because=taken.requests,
        values=values if known else {**values, "kind": taken.kind or ""},
    )


RULE = PayRule(ID, Params, apply, facts=lambda _: frozenset({Fact.LEAVE}))
