"""Cells that the planner has fixed; page ``constraints/roster/pins.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.requests import Pin
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Port
from rosterctl.rules.roster.index import RosterIndex

ID = "pins"
NOTHING = "—"
"""How a finding writes a day off."""


class Params(RuleParams):
    """Pins have no numbers: the rows of the pin file say it all."""


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach of size 1 per pin that the roster does not keep, in the order of the pins."""
    judged = frozenset(scope.judged)
    for pin in index.case.pins:
        who, day = index.case.person.get(pin.employee), index.case.axis.day(pin.date)
        if who is None or who not in judged or not scope.on(day):
            continue
        held = index.at(who, day)
        now = "+".join(f"{item.shift}/{item.post}" for item in held) or NOTHING
        if pin.shift is None:
            if held:
                yield Breach("off", 1, (day,), (who,), {"now": now})
        elif len(held) != 1 or held[0].shift != pin.shift or pin.post not in (None, held[0].post):
            wanted = pin.shift if pin.post is None else f"{pin.shift}/{pin.post}"
            yield Breach("shift", 1, (day,), (who,), {"wanted": wanted, "now": now})


def encode(port: Port, params: Params) -> None:
    """Everything but what is pinned is forbidden in the cell."""
    case = port.case
    anything = case.kinds | {OFF}
    judged = frozenset(port.scope.judged)
    for pin in case.pins:
        who, day = case.person.get(pin.employee, -1), case.axis.day(pin.date)
        if who in judged and port.scope.on(day):
            port.forbid(who, [Cell(day, anything - _kept(case, pin))])


def _kept(case: Case, pin: Pin) -> frozenset[int]:
    """The kinds that keep a pin; none when its shift is not worked at its post."""
    if pin.shift is None:
        return frozenset({OFF})
    return frozenset(
        kind
        for kind in case.choices
        if case.duty(kind).shift == pin.shift and (pin.post is None or case.duty(kind).post == pin.post)
    )


RULE = RosterRule(ID, Params, check, encode, reach="person")
