"""Whether an employer may fine; page ``constraints/law/fines.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.domain.compare import compared
from rosterctl.domain.policy import RuleUse
from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding
from rosterctl.rules.law.fining import fining
from rosterctl.rules.law.month import LawMonth, who
from rosterctl.rules.pay import absence_pay, forfeited_day, incident_doubling, lateness_percent, missing_punch_pay

ID = "fines"
TIMES = 5
"""The repetition by which the growth of a doubling fine is shown."""


class Params(NoFigures):
    """Nothing differs from place to place."""


def judge(house: House, _figures: Params) -> Iterator[LawFinding]:
    """Each rule that takes more than the time not worked, with what is wrong about its kind (50; order 516)."""
    for use in fining(house):
        yield _found(use)


def _found(use: RuleUse) -> LawFinding:
    params = use.params
    if isinstance(params, forfeited_day.Params):
        return finding("forfeited", use, minutes=params.minutes)
    if isinstance(params, lateness_percent.Params):
        return finding("percent", use, first=params.first, later=params.later)
    if isinstance(params, absence_pay.Params):
        return finding("absence", use, multiple=params.multiple, fine=params.fine)
    if isinstance(params, incident_doubling.Params) and params.highest is None:
        return finding("doubling", use, first=params.amount, grown=params.amount * 2 ** (TIMES - 1), times=TIMES)
    if isinstance(params, missing_punch_pay.Params) and params.missing_as == "half-absent":
        return finding("presumed", use)
    return finding("fine", use)


def month(worked: LawMonth, _figures: Params) -> Iterator[LawFinding]:
    """What was kept back beyond the pay for time not worked, person by person."""
    for one in worked.paid or ():
        person = one.month.employee
        found = compared(person, one.lines, one.lawful)
        if found.repay:
            kept = {"kept": found.house.kept, "time": found.lawful.kept, "repay": found.repay}
            yield finding("taken", None, **who(person), **kept)


PROVISION = Provision(ID, Params, judge, month)
