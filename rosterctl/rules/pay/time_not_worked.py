"""Pay for time not worked, the statutory default; page ``constraints/pay/time-not-worked.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.domain.pay import Charge, Fact, PersonMonth
from rosterctl.rules.base import RuleParams
from rosterctl.rules.pay.base import PayRule
from rosterctl.rules.pay.missed import absence, early, late, unpaid

ID = "time-not-worked"


class Params(RuleParams):
    """No numbers: the time missed is not paid, and nothing is added to that."""


def apply(month: PersonMonth, _params: Params) -> Iterator[Charge]:
    """Scheduled paid time missed × the hour wage (4.3), for lateness, early leave and absence."""
    for record in month.shifts:
        if absence(record):
            yield unpaid(month, record, Fact.ABSENCE, "absence")
        if late(record):
            yield unpaid(month, record, Fact.LATE, "late")
        if early(record):
            yield unpaid(month, record, Fact.EARLY, "early")


RULE = PayRule(ID, Params, apply, facts=lambda _: frozenset({Fact.ABSENCE, Fact.LATE, Fact.EARLY}), fallback=True)
