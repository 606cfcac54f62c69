"""OS5 (客服部管理制度表 篇1 二.5): punch in and out; wages follow actual punch times and attended days."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

OS5 = stated("OS5", "online-store")


def test_what_the_preset_states() -> None:
    assert OS5.numbers("matching", "reach_before", "reach_after", "event") == (240, 240, 60)
    assert OS5.own["time-not-worked"].rule == "time-not-worked"


@pytest.mark.parametrize(
    ("punches", "lines"),
    [
        # 2200 ÷ 21.75 ÷ 8 = 12.6437 an hour
        ("09:16 18:00", ["A 2026-10-12 late -3.37: 2200 ÷ 21.75 ÷ 8 × 16 ÷ 60 = 3.37"]),
        ("09:00 17:00", ["A 2026-10-12 early -12.64: 2200 ÷ 21.75 ÷ 8 × 1 = 12.64"]),
        # from 14:00 on the lunch is no time missed: four hours of 09:00–14:00
        ("14:00 18:00", ["A 2026-10-12 late -50.57: 2200 ÷ 21.75 ÷ 8 × 4 = 50.57"]),
    ],
)
def test_wages_follow_the_punches(punches: str, lines: list[str]) -> None:
    table: Table = {"first": "2026-10-12", "roster": "A = D", "punches": f"A 12 {punches}"}
    assert OS5.lines(table) == lines


def test_and_the_days_attended() -> None:
    """One day of two: what OS11 charges for the other begins with its wage, 2200 ÷ 21.75 = 101.15."""
    month = OS5.month({"first": "2026-10-12", "roster": "A = D D", "punches": "A 12 09:00 18:00"})
    assert month.lines()[0] == "A 13 absence-pay absent -101.15"


def test_punches_find_their_shift() -> None:
    """Home after the evening at half past midnight, and back in the morning: four punches, two shifts."""
    table: Table = {
        "first": "2026-10-12",
        "shifts": {"D": "08:30-18:00", "E": "15:30-24:00"},
        "roster": "A = E D",
        "punches": "A 12 15:28 24:31\nA 13 08:29 18:02",
    }
    month = OS5.month(table)
    assert (month.records(), month.strays()) == ([], [])
