"""OS2 (客服部管理制度表 篇1 二.2): two rest days a month."""

from __future__ import annotations

import pytest

from rosterctl.domain.policy import Mode
from tests.support.clauses import Table, stated

OS2 = stated("OS2", "online-store")
OCTOBER: Table = {"first": "2026-10-01", "staff": ["A"], "shifts": {"D": "08:30-18:00"}}


def test_what_the_preset_states() -> None:
    assert OS2.numbers("monthly-rest", "days") == (2,)


@pytest.mark.parametrize(
    ("off", "breaches"), [(2, []), (1, ["monthly-rest month A 1"]), (0, ["monthly-rest month A 2"])]
)
def test_of_thirty_one_days(off: int, breaches: list[str]) -> None:
    assert OS2.breaches({**OCTOBER, "roster": "A = " + "D " * (31 - off) + ". " * off}) == breaches


def test_the_law_s_day_a_week_stays() -> None:
    """Two days off in the last week are enough for the clause; the three whole weeks without one break the law's rule
    (1–4 October are a Thursday to a Sunday: the days before the known ones may have been free)."""
    table = {**OCTOBER, "roster": "A = " + "D " * 29 + ". ."}
    assert {use.key: use.mode for use in OS2.uses}["weekly-rest"] is Mode.HARD
    assert OS2.breaches(table, "weekly-rest") == ["weekly-rest week A 1"] * 3
