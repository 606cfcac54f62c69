"""Thirteen statutory holidays a year; page ``constraints/law/statutory-holidays.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding

ID = "statutory-holidays"
SINCE = 2025
DAYS, BEFORE = 13, 11


class Params(NoFigures):
    """Nothing differs from place to place."""


def judge(house: House, _params: Params) -> Iterator[LawFinding]:
    """A calendar that the house changed still has all of the year's holidays (State Council orders 513, 795)."""
    due = DAYS if house.on.year >= SINCE else BEFORE
    if house.holidays is not None and len(house.holidays) < due:
        yield finding("fewer", None, year=house.on.year, days=len(house.holidays), due=due)


PROVISION = Provision(ID, Params, judge)
