"""T1 (客服部班长责任制 3–6): every shift has its shift leader; seats are arranged by busy and idle times."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

T1 = stated("T1", "telecom-hotline")
LINE: Table = {
    "first": "2026-10-12",
    "staff": [{"id": "L", "rank": "leader"}, {"id": "M", "rank": "middle"}, "A", "B"],
    "shifts": {"D": "08:00-16:00", "N": "16:00-24:00"},
    "history": "A = .",
}


def test_what_the_preset_states() -> None:
    assert T1.numbers("shift-leader", "rank", "people", "per") == ("leader", 1, "shift")


@pytest.mark.parametrize(
    ("roster", "breaches"),
    [
        ("L = D\nA = D\nM = N\nB = N", []),  # a manager of higher rank leads as well
        ("L = D\nA = D\nB = N", ["shift-leader no-shift 1"]),
        ("L = D\nA = D", []),  # what nobody works needs no leader
    ],
)
def test_every_shift_has_its_leader(roster: str, breaches: list[str]) -> None:
    assert T1.breaches({**LINE, "roster": roster}) == breaches


def test_seats_by_busy_and_idle_times() -> None:
    """Three from 09:00 to 11:00 and one else, as the workspace demands. With two, one is short for 120 minutes."""
    busy = [{"day": "all", "time": "09:00-11:00", "min": 3}, {"day": "all", "time": "11:00-16:00", "min": 1}]
    table = {**LINE, "demand": busy, "roster": "L = D\nA = D"}
    assert T1.breaches(table, "coverage") == ["coverage short 120"]
    assert T1.breaches({**table, "roster": "L = D\nA = D\nB = D"}, "coverage") == []
