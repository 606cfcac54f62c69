"""The bonus for a whole period of full attendance (OS13, 4.4); page ``constraints/pay/full-attendance.md``."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from rosterctl.domain.attendance import UnitKind
from rosterctl.domain.leave import shared_out
from rosterctl.domain.money import Rate
from rosterctl.domain.pay import Charge, Part, PersonMonth
from rosterctl.domain.records import Record, Word
from rosterctl.domain.time import DAY
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.amounts import Yuan
from rosterctl.rules.pay.base import PayRule
from rosterctl.rules.pay.offences import verified

ID = "full-attendance"
BREAKS = (Word.LATE, Word.SERIOUS, Word.EARLY, Word.ABSENT, Word.ABSENT_HALF)
"""The words that break it. Forgiven lateness has no word, and a missing punch is none of these."""


class Params(RuleParams):
    """The numbers of one use; the amount is OS13's."""

    amount: Annotated[Yuan, Field(description="the bonus", json_schema_extra={"unit": "yuan"})] = Decimal(100)
    keeps: Annotated[tuple[str, ...], Field(description="the kinds of leave that do not break it")] = (
        "annual",
        "exchange",
        "injury",
        "nursing",
        "prenatal",
    )
    incidents: Annotated[tuple[str, ...], Field(description="the kinds of verified incidents that break it")] = (
        "absence-unapproved",
    )


def apply(month: PersonMonth, params: Params) -> Iterator[Charge]:
    """The bonus on the period itself, if nothing speaks against it."""
    if _employed_throughout(month) and _over(month) and _rostered(month) and not _broken(month, params):
        yield Charge(None, Part.ALLOWANCE, Rate.of(params.amount), "kept")


def _employed_throughout(month: PersonMonth) -> bool:
    """Whether the person is employed on every workday of the period."""
    period = month.period
    return all(month.employs(on) for on in period.dates if period.calendar.kind(on).worked)


def _over(month: PersonMonth) -> bool:
    """Whether the period has ended: what is not rostered yet may still be."""
    return month.period.as_of >= month.period.wall.at(month.period.dates[-1], DAY)


def _rostered(month: PersonMonth) -> bool:
    return any(record.unit.kind is UnitKind.SEGMENT for record in month.records)


def _broken(month: PersonMonth, params: Params) -> bool:
    """Whether a unit is not settled, has a word that breaks it, or is on leave that does; or an incident does."""
    return (
        any(not record.settled or record.waits or record.has(*BREAKS) for record in month.records)
        or any(_on_leave(month, params, record) for record in month.records if record.unit.leave)
        or next(verified(month, params.incidents), None) is not None
    )


def _on_leave(month: PersonMonth, params: Params, record: Record) -> bool:
    """Whether leave takes time of the unit that no leave of a kind that keeps the bonus takes as well."""
    requests = sorted(month.requests, key=lambda one: one.leave_kind not in params.keeps)
    shift = month.period.shifts[record.unit.shift]
    taken = shared_out(record.unit, requests, shift, month.period.wall)
    return any(request.leave_kind not in params.keeps for request, _ in taken)


RULE = PayRule(ID, Params, apply, single=True)
