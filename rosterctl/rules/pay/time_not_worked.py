"""Pay for time not worked, the statutory default; page ``constraints/pay/time-not-worked.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.domain.pay import Charge, Fact, Part, PersonMonth
from rosterctl.domain.records import Record, Word
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.base import PayRule

ID = "time-not-worked"


class Params(RuleParams):
    """No numbers: the time missed is not paid, and nothing is added to that."""


def apply(month: PersonMonth, _params: Params) -> Iterator[Charge]:
    """Scheduled paid time missed × the hour wage (4.3), for lateness, early leave and absence."""
    for record in month.records:
        if not record.settled:
            continue
        if record.has(Word.ABSENT):
            yield _charge(month, record, "absence", record.expected_seconds, whole=_whole(record))
            continue
        if record.late:
            yield _charge(month, record, "late", record.missed_late)
        if record.early:
            yield _charge(month, record, "early", record.missed_early)


def _whole(record: Record) -> bool:
    """Whether the unit is all that its assignment asks for."""
    return record.expected_seconds == record.paid_seconds and record.unit.number == 1


def _charge(month: PersonMonth, record: Record, code: str, seconds: int, *, whole: bool = False) -> Charge:
    amount = month.day(record.date) if whole else month.hour(record.date).hours(seconds)
    return Charge(
        record.date, Part.WAGE, amount, code, Fact(code), whole=whole, record=record, values={"seconds": seconds}
    )


RULE = PayRule(ID, Params, apply, facts=lambda _: frozenset(Fact), fallback=True)
