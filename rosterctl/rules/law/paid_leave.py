"""Leave that the law has paid in full; page ``constraints/law/paid-leave.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.messages import Word
from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding
from rosterctl.rules.pay import leave_pay
from rosterctl.rules.request import leave_kinds

ID = "paid-leave"
WHOLE = 100
IN_FULL = ("marriage", "maternity", "bereavement", "annual", "injury", "exchange")
GRANTED = ("sick", *IN_FULL)
"""The kinds that a house cannot do without: whoever may only ask for others gets none of these."""


class Params(NoFigures):
    """Nothing differs from place to place."""


def judge(house: House, _params: Params) -> Iterator[LawFinding]:
    """Each statutory kind of leave is paid in full, and may be asked for (51; Annual Leave 2)."""
    for use, paid in house.told(leave_pay.Params, house.kept(leave_pay.ID)):
        for kind in IN_FULL:
            if paid.percent(kind) < WHOLE:
                yield finding("share", use, kind=Word(kind), percent=paid.percent(kind))
    for use, asked in house.told(leave_kinds.Params, house.firm(leave_kinds.ID)):
        missing = tuple(Word(kind) for kind in GRANTED if kind not in asked.kinds)
        if missing:
            yield finding("kinds", use, kinds=missing)


PROVISION = Provision(ID, Params, judge)
