"""Wage records are kept for two years; page ``constraints/law/record-retention.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding

ID = "record-retention"


class Params(NoFigures):
    """Nothing differs from place to place."""


def judge(house: House, _figures: Params) -> Iterator[LawFinding]:
    """Months that were worked and whose wages are in no record (Wage Payment Provisions 6)."""
    if house.unrecorded:
        yield finding("unrecorded", None, months=house.unrecorded)


PROVISION = Provision(ID, Params, judge)
