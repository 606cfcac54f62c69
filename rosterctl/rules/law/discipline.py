"""How a house makes rules that bind; page ``constraints/law/discipline.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.rules.attendance import appraisal, consecutive_absence
from rosterctl.rules.law.base import House, LawFinding, NoFigures, Provision, finding
from rosterctl.rules.law.fining import fining

ID = "discipline"


class Params(NoFigures):
    """Nothing differs from place to place."""


def judge(house: House, _figures: Params) -> Iterator[LawFinding]:
    """What a house decides about its people's pay and conduct binds them only by the procedure of the law (4)."""
    uses = [*fining(house), *house.kept(appraisal.ID)]
    if uses:
        yield finding("procedure", None, rules=tuple(dict.fromkeys(use.key for use in uses)))
    for use, params in house.told(consecutive_absence.Params, house.kept(consecutive_absence.ID)):
        yield finding("dismissal", use, days=params.days)


PROVISION = Provision(ID, Params, judge)
