"""P2 (物业客户服务管理制度 七.1): each day of lateness costs 1 % of the base, from the third in a month on 5 %."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, late, stated

P2 = stated("P2", "property-desk")
DESK: Table = {"first": "2026-10-12", "shifts": {"D": {"time": "08:30-17:30", "meals": ["12:00-13:00"]}}}
SPLIT: Table = {**DESK, "shifts": {"D": {"time": "08:30-12:00;13:00-17:30"}}}


def test_what_the_preset_states() -> None:
    assert P2.numbers("lateness-percent", "first", "later", "later_from", "by", "tier") == (
        1,
        5,
        3,
        "day",
        "marginal",
    )


@pytest.mark.parametrize(
    ("times", "total"),
    [
        (0, "0.00"),
        (1, "-22.00"),  # 2200 × 1 %
        (2, "-44.00"),
        (3, "-154.00"),  # 22 + 22 + 110, or 7 %
        (4, "-264.00"),  # and 110 more, 12 %
    ],
)
def test_the_third_costs_five_times_as_much(times: int, total: str) -> None:
    """On time is 08:30:00; a second later is a lateness, and how long it was does not matter."""
    arrivals = ["08:30:01", "08:45", "09:30", "08:31"][:times] + ["08:30:00"] * (4 - times)
    table = {**DESK, "roster": "A = D D D D", "punches": late("12", *arrivals, leaves="17:30")}
    assert P2.totals(table) == {"A": total}
    assert len(P2.lines(table)) == times


def test_the_lines() -> None:
    table = {**DESK, "roster": "A = D D D", "punches": late("12", "08:31", "08:31", "08:31", leaves="17:30")}
    assert P2.lines(table) == [
        "A 2026-10-12 first -22.00: 2200 × 1 % = 22.00",
        "A 2026-10-13 first -22.00: 2200 × 1 % = 22.00",
        "A 2026-10-14 later -110.00: 2200 × 5 % = 110.00",
    ]


def test_two_late_halves_of_a_day_are_one() -> None:
    """Both halves late on two days: two of the month, 44.00, and not four."""
    table = {**SPLIT, "roster": "A = D D", "punches": "A 12 08:31 12:00 13:05 17:30\nA 13 08:31 12:00 13:05 17:30"}
    assert P2.totals(table) == {"A": "-44.00"}


def test_a_new_month_begins_at_one() -> None:
    """Two latenesses in October, and the third on 1 November: 22.00 of November's wage."""
    table: Table = {
        **DESK,
        "month": "2026-11",
        "first": "2026-10-29",
        "roster": "A = D D . D",
        "punches": "A 10-29 08:40 17:30\nA 10-30 08:40 17:30\nA 01 08:40 17:30",
    }
    assert P2.totals(table) == {"A": "-22.00"}


def test_without_the_clause_it_is_the_time() -> None:
    """Three minutes in all: 0.2107 each, 0.21 × 3 = 0.63."""
    table = {**DESK, "roster": "A = D D D", "punches": late("12", "08:31", "08:31", "08:31", leaves="17:30")}
    assert P2.without(table) == {"A": "-0.63"}
