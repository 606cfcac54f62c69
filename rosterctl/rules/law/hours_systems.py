"""Hours systems that need an approval; page ``constraints/law/hours-systems.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.messages import Word
from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding

ID = "hours-systems"


class Params(NoFigures):
    """Nothing differs from place to place."""


def judge(house: House, _params: Params) -> Iterator[LawFinding]:
    """Comprehensive and flexible hours hold only with the labour office's approval (39; 1994/503)."""
    for system in ("comprehensive", "flexible"):
        people = house.under(system)
        if people:
            who = tuple(person.name for person in people)
            yield finding(system, None, system=Word(system), count=len(people), who=who[:6])


PROVISION = Provision(ID, Params, judge)
