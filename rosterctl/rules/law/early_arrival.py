"""Time at the post before the shift; page ``constraints/law/early-arrival.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.rules.attendance import arrive_early
from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding

ID = "early-arrival"


class Params(NoFigures):
    """Nothing differs from place to place."""


def judge(house: House, _figures: Params) -> Iterator[LawFinding]:
    """Who must be at the post is at work (Labour Contract Law 31): minutes asked for before the start are unpaid."""
    for use, params in house.told(arrive_early.Params, house.kept(arrive_early.ID)):
        if params.minutes:
            yield finding("asked", use, minutes=params.minutes)
        elif params.minutes is None:
            asked = [shift for shift in house.shifts or () if shift.arrive_early]
            if asked:
                most = max(shift.arrive_early for shift in asked)
                yield finding("asked-by-shifts", use, shifts=tuple(shift.code for shift in asked), minutes=most)


PROVISION = Provision(ID, Params, judge)
