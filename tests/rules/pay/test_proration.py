"""proration: parts of periods, and floors under unpaid days (4.5)."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from tests.support.settling import Settled, settle

JULY = "A = D D D . . D D D D D . . D D D D D . . D D D D D . . D D D D D"
"""All 23 workdays of July 2026."""
WORKDAYS = [1, 2, 3, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 27, 28, 29, 30, 31]


def _part(since: str | None, until: str | None, **table: Any) -> Settled:
    who = {"id": "A", "employed_from": since, "employed_until": until}
    staff = [{name: value for name, value in who.items() if value is not None}]
    return settle({"staff": staff, "roster": "A = .", **table})


@pytest.mark.parametrize(
    ("since", "until", "line"),
    [
        (None, None, []),
        ("2026-10-01", "2026-10-31", []),
        ("2026-10-01", "2026-10-30", []),  # the 31st is a Saturday
        # 21 of 22 days: 101.149425 × 21 = 2124.1379, 2200 − 101.149425 = 2098.85: 2200 − 2124.1379 = 75.8621
        ("2026-10-02", None, ["A -- proration part -75.86 = 2200 − 2200 ÷ 21.75 × 21"]),
        # 2 of 22: 202.2989 against 2200 − 2022.99 = 177.01: 1997.7011
        ("2026-10-29", None, ["A -- proration part -1997.70 = 2200 − 2200 ÷ 21.75 × 2"]),
        # the first day only: 101.1494 against 2200 − 2124.14 = 75.86: 2098.8506
        (None, "2026-10-01", ["A -- proration part -2098.85 = 2200 − 2200 ÷ 21.75 × 1"]),
        # five days in the middle, 12-16: 505.7471 against 2200 − 1719.54 = 480.46: 1694.2529
        ("2026-10-12", "2026-10-16", ["A -- proration part -1694.25 = 2200 − 2200 ÷ 21.75 × 5"]),
    ],
)
def test_part_of_a_period(since: str | None, until: str | None, line: list[str]) -> None:
    assert _part(since, until).lines([" = "]) == line


def test_a_month_of_fewer_days_counts_down() -> None:
    # February 2026 has 20: 19 employed, 101.149425 × 19 = 1921.84; 2200 − 101.149425 = 2098.85 is more
    found = _part("2026-02-03", None, month="2026-02")
    assert found.lines([" = "]) == ["A -- proration part -101.15 = 2200 ÷ 21.75 × 1"]


def test_calendar_days_count_rest_days_too() -> None:
    # 13 of 31 days: 2200 ÷ 31 × 13 = 922.58 either way; 2200 ÷ 31 × 18 = 1277.4194
    found = _part("2026-10-19", None, rules=[{"use": "day-wage", "divisor": "calendar"}])
    assert found.lines([" = "]) == ["A -- proration part -1277.42 = 2200 ÷ 31 × 18"]


def test_the_line_says_how_many_days() -> None:
    (priced,) = _part("2026-10-19", None).priced
    assert dict(priced.lines[0].values) == {"days": 10, "of": 22}


def _absent(days: int, **table: Any) -> Settled:
    """July, absent on the first so many workdays and on time on the others."""
    punches = "\n".join(f"A {day:02d} 09:00 18:00" for day in WORKDAYS[days:])
    return settle({"month": "2026-07", "roster": JULY, "punches": punches, **table})


@pytest.mark.parametrize(
    ("unpaid", "total"),
    [
        (0, "0.00"),
        (1, "-101.15"),
        (11, "-1112.65"),  # 11 × 101.15: not more than half of 23
        (12, "-1112.64"),  # 11 paid are 1112.6437; no more than 11 unpaid leave: 2200 − 1112.6437 = 1087.3563
        (13, "-1188.51"),  # 10 paid: 1011.4943
        (22, "-2098.85"),  # 1 paid: 101.1494
        (23, "-2200.00"),
    ],
)
def test_unpaid_days_of_a_long_month(unpaid: int, total: str) -> None:
    assert _absent(unpaid).totals() == {"A": total}


@pytest.mark.parametrize(
    ("unpaid", "total"),
    [
        (1, "0.00"),  # 22 paid are 2225.2874, never above the base
        (2, "-75.86"),  # 21 paid are 2124.1379
        (22, "-2098.85"),
        (23, "-2200.00"),
    ],
)
def test_a_floor_from_the_first_day_on(unpaid: int, total: str) -> None:
    assert _absent(unpaid, rules=[{"use": "proration", "unpaid": "any"}]).totals() == {"A": total}


def test_one_more_unpaid_day_never_pays_more() -> None:
    totals = [Decimal(_absent(days).totals()["A"]) for days in range(24)]
    # a fen aside: lines are rounded one by one, the floor once
    assert all(later <= earlier + Decimal("0.01") for earlier, later in pairwise(totals))


def test_a_missed_hour_is_taken_off_the_floor() -> None:
    # 21 absent; one of the two paid days came an hour late: 202.2989 − 12.64 = 189.6589 stay
    punches = "A 30 10:00 18:00\nA 31 09:00 18:00"
    found = settle({"month": "2026-07", "roster": JULY, "punches": punches})
    assert found.totals() == {"A": "-2010.34"}
    assert found.lines([""] * 22 + [" = "])[-1] == (
        "A -- proration floor 126.45 = 2200 ÷ 21.75 × 2 − 12.64 − (2200 − 2136.79)"
    )


def test_who_works_most_days_is_paid_for_them() -> None:
    # rostered on 29 of July's 31 days, absent on the first 22: 2200 − 2225.30 is less than nothing, 22 of 23 days are
    # unpaid by the calendar; but 7 days were worked: 708.0460
    punches = "\n".join(f"A {day:02d} 09:00 18:00" for day in range(23, 30))
    found = settle({"month": "2026-07", "roster": "A =" + " D" * 29, "punches": punches})
    assert found.totals() == {"A": "-1491.95"}


def test_all_rostered_days_of_a_short_month_unpaid() -> None:
    # 20 × 101.15 = 2023: the 177 that would stay are for no day
    roster = "A = . D D D D D . . D D D D D . . D D D D D . . D D D D D ."
    found = settle({"month": "2026-02", "roster": roster})
    assert found.lines([""] * 20 + [" = "])[-1] == "A -- proration nothing -177.00 = 2200 − 2023"


def test_a_statutory_holiday_among_unpaid_days_is_paid() -> None:
    # 16 February is a holiday and not rostered: 19 × 101.15 = 1921.85 are taken, 278.15 stay, more than one day wage
    roster = "A = . D D D D D . . D D D D D . . . D D D D . . D D D D D ."
    found = settle({"month": "2026-02", "roster": roster, "days": {"2026-02-16": "holiday"}})
    assert found.totals() == {"A": "-1921.85"}


def test_a_roster_of_one_day_says_nothing_about_the_month() -> None:
    assert settle({"first": "2026-10-12", "roster": "A = D"}).totals() == {"A": "-101.15"}


def test_hired_for_the_last_days_and_absent_on_all() -> None:
    # 29 and 30 October: 1997.70 for days not employed, two absences 202.30: exactly nothing is left
    staff = [{"id": "A", "employed_from": "2026-10-29"}]
    found = settle({"first": "2026-10-29", "staff": staff, "roster": "A = D D"})
    assert found.totals() == {"A": "-2200.00"}


def test_the_rounding_of_lines_is_no_floor() -> None:
    # 1011.49 are due for ten days; five absent take 505.75, which leaves 505.74 of 5 × 101.1494 = 505.7471
    staff = [{"id": "A", "employed_from": "2026-10-19"}]
    punches = "\n".join(f"A {day} 09:00 18:00" for day in range(26, 31))
    found = settle(
        {"first": "2026-10-19", "staff": staff, "roster": "A = D D D D D . . D D D D D", "punches": punches}
    )
    assert found.totals() == {"A": "-1694.26"}  # 1188.51 + 505.75


def test_fines_are_no_part_of_it() -> None:
    found = _absent(23, rules=[{"use": "absence-pay", "fine": 1}, {"use": "cap", "mode": "off"}])
    assert found.totals() == {"A": "-2223.00"}
