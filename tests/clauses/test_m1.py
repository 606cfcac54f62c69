"""M1 (购物中心客服规章制度 第十四条): service hours are the mall's opening hours."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

M1 = stated("M1", "mall-desk")


def test_what_the_preset_states() -> None:
    assert M1.numbers("opening-hours", "hours", "people") == ({"all": "10:00-22:00"}, 1)


@pytest.mark.parametrize(
    ("early", "late", "breaches"),
    [
        ("10:00-18:00", "14:00-22:00", []),
        ("10:01-18:00", "14:00-22:00", ["opening-hours short 1"]),
        ("10:00-18:00", "14:00-21:30", ["opening-hours short 30"]),
        ("10:00-14:00", "15:00-22:00", ["opening-hours short 60"]),
    ],
)
def test_somebody_from_opening_to_closing(early: str, late: str, breaches: list[str]) -> None:
    shifts = {"E": early, "L": late}
    table = {
        "first": "2026-10-12",
        "staff": ["A", "B"],
        "shifts": shifts,
        "history": "A = .",
        "roster": "A = E\nB = L",
    }
    assert M1.breaches(table) == breaches
