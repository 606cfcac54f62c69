"""What people would like; page ``constraints/roster/wishes.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.requests import Wish
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Port
from rosterctl.rules.roster.index import RosterIndex

ID = "wishes"
ANY = "*"
"""How a finding writes that no shift was named."""


class Params(RuleParams):
    """Wishes have no numbers of their own: each row carries its weight."""


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per unfulfilled wish, as large as the wish's weight, in the order of the wishes."""
    case, judged = index.case, frozenset(scope.judged)
    for wish in case.wishes:
        who, day = case.person.get(wish.employee), case.axis.day(wish.date)
        if who is None or who not in judged or not scope.on(day):
            continue
        if not case.employees[who].employed(wish.date) or case.on_whole_leave(who, day):
            continue
        has = any(wish.shift in (None, item.shift) for item in index.at(who, day))
        if has is not wish.on:
            code = "on" if wish.on else "off"
            yield Breach(code, wish.weight, (day,), (who,), {"shift": wish.shift or ANY, "weight": wish.weight})


def encode(port: Port, params: Params) -> None:
    """A wish for something makes the rest of the cell cost its weight; one against something makes that cost it."""
    case = port.case
    judged = frozenset(port.scope.judged)
    for wish in case.wishes:
        who, day = case.person.get(wish.employee, -1), case.axis.day(wish.date)
        if who in judged and port.scope.on(day) and _counts(case, who, day):
            meant = _meant(case, wish)
            unwanted = (case.kinds | {OFF}) - meant if wish.on else meant
            port.forbid(who, [Cell(day, unwanted)], wish.weight)


def _counts(case: Case, who: int, day: int) -> bool:
    """Whether the person could be rostered that day at all: nobody is blamed for a wish on a day of leave."""
    return case.employees[who].employed(case.axis.date(day)) and not case.on_whole_leave(who, day)


def _meant(case: Case, wish: Wish) -> frozenset[int]:
    """The kinds of work that a wish is about."""
    return frozenset(kind for kind in case.choices if wish.shift is None or case.duty(kind).shift == wish.shift)


RULE = RosterRule(ID, Params, check, encode, reach="person")
