"""OS11 (淘宝客服部管理制度 篇2 奖惩 5): leave without written, approved application is absence: 30 yuan each."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

OS11 = stated("OS11", "online-store")


def test_what_the_preset_states() -> None:
    assert OS11.numbers("absence-pay", "multiple", "fine") == (1, 30)


@pytest.mark.parametrize(
    ("status", "total"), [("approved", "-101.15"), ("filed", "-131.15"), ("rejected", "-131.15")]
)
def test_thirty_beside_the_unpaid_day(status: str, total: str) -> None:
    """2200 ÷ 21.75 = 101.15 either way; without an approved application 30.00 more."""
    asked = {"who": "A", "kind": "leave", "first": "2026-10-12", "leave": "personal", "status": status}
    assert OS11.totals({"first": "2026-10-12", "roster": "A = D", "requests": [asked]}) == {"A": total}


def test_each_day() -> None:
    """Two of three days: 2 × 101.15 + 2 × 30 = 262.30."""
    table = {"first": "2026-10-12", "roster": "A = D D D", "punches": "A 13 09:00 18:00"}
    assert OS11.lines(table) == [
        "A 2026-10-12 absent -101.15: 2200 ÷ 21.75 = 101.15",
        "A 2026-10-12 fixed -30.00: 30 = 30.00",
        "A 2026-10-14 absent -101.15: 2200 ÷ 21.75 = 101.15",
        "A 2026-10-14 fixed -30.00: 30 = 30.00",
    ]
    assert OS11.totals(table) == {"A": "-262.30"}
    assert OS11.without(table) == {"A": "-202.30"}
