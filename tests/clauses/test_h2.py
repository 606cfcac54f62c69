"""H2 (客服规章制度 第三篇 六.1): one rest day a week in rotation, set by the head of department; nobody changes it
alone."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

H2 = stated("H2", "hospital-desk")
WEEK: Table = {"first": "2026-10-12", "staff": ["A"], "shifts": {"B": "08:00-16:00"}}  # a Monday
SWAP: Table = {"kind": "swap", "first": "2026-10-12", "partner": "B"}


def test_what_the_preset_states() -> None:
    assert H2.numbers("weekly-rest", "days", "window", "hours") == (1, "calendar-week", None)
    assert H2.numbers("swap-consent", "agreed") == (True,)
    assert H2.numbers("swap-roster", "exceed") == (None,)


@pytest.mark.parametrize(
    ("roster", "breaches"),
    [
        ("A = B B B B B B .", []),
        ("A = B B B . B B B", []),
        ("A = B B B B B B B", ["weekly-rest week A 1"]),
    ],
)
def test_one_day_a_week(roster: str, breaches: list[str]) -> None:
    assert H2.breaches({**WEEK, "roster": roster}) == breaches


def test_nobody_changes_it_alone() -> None:
    assert H2.filing(SWAP) == []
    assert H2.filing({**SWAP, "partner": None}) == ["swap-consent partner"]
    assert H2.steps(SWAP)[0] == "partner"
    assert len(H2.steps(SWAP)) == 2


def test_the_week_keeps_its_rest_day() -> None:
    assert H2.filing(SWAP, breaches=["weekly-rest"]) == ["swap-roster breach"]
