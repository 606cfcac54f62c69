"""OS9 (淘宝客服部管理制度 篇2 奖惩 3): not online three times in a month without good reason, 10 yuan."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

OS9 = stated("OS9", "online-store")


def test_what_the_preset_states() -> None:
    assert OS9.numbers("offline", "kinds", "from_nth", "amount", "once") == (("offline",), 3, 10, False)


def offline(*days: str, verified: bool = True) -> Table:
    happened = [{"who": "A", "date": f"2026-{day}", "kind": "offline", "verified": verified} for day in days]
    return {"first": "2026-10-12", "roster": "A = .", "incidents": happened}


@pytest.mark.parametrize(
    ("days", "lines"),
    [
        (["10-12", "10-13"], []),
        (["10-12", "10-13", "10-14"], ["A 2026-10-14 nth -10.00: 10 = 10.00"]),
        (
            ["10-12", "10-13", "10-14", "10-15"],
            ["A 2026-10-14 nth -10.00: 10 = 10.00", "A 2026-10-15 nth -10.00: 10 = 10.00"],
        ),
        (["09-29", "10-12", "10-13"], []),  # of two months
    ],
)
def test_the_third_of_a_month(days: list[str], lines: list[str]) -> None:
    assert OS9.lines(offline(*days)) == lines


def test_what_was_excused_is_not_verified() -> None:
    assert OS9.lines(offline("10-12", "10-13", "10-14", verified=False)) == []
    assert OS9.totals(offline("10-12", "10-13", "10-14")) == {"A": "-10.00"}
