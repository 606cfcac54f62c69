"""comprehensive-hours: what the page's examples leave out (4.6)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from rosterctl.rules.pay.comprehensive_hours import Params
from tests.support.settling import settle

SHIFTS = {"L": "08:00-20:00", "D": {"time": "09:00-18:00", "meals": ["12:00-13:00"]}, "N": "20:00-32:00"}
OFF = [{"use": "proration", "mode": "off"}]


def days(roster: str, punches: str, **more: object) -> dict[str, object]:
    """Employed on Thursday 29 and Friday 30 October (16 hours), and on the weekend day behind them."""
    person = {"id": "A", "hours_system": "comprehensive", "employed_from": "2026-10-29"}
    table = {"staff": [person], "rules": OFF, "shifts": SHIFTS, "first": "2026-10-29", "roster": f"A = {roster}"}
    return {**table, "punches": punches, **more}


def lines(table: Mapping[str, object]) -> list[str]:
    return [line for line in settle(table).lines() if "comprehensive" in line]


def said(table: Mapping[str, object]) -> list[dict[str, object]]:
    found = settle(table).priced[0].lines
    return [dict(line.values) for line in found if line.rule == "comprehensive-hours"]


TWO = "A 29 08:00 20:00\nA 30 08:00 20:00"


def test_beyond_the_standard() -> None:
    # 24 − 16 = 8 hours: 12.6437 × 8 × 1.5 = 151.724…
    assert lines(days("L L", TWO)) == ["A -- comprehensive-hours beyond 151.72"]
    assert said(days("L L", TWO)) == [{"hours": "8:00", "worked": "24:00", "standard": "16:00"}]


@pytest.mark.parametrize(
    ("punches", "expected"),
    [
        ("A 29 08:00 20:00\nA 30 08:00 12:00", []),  # 16 hours are the standard
        # a second beyond: 12.6437 ÷ 3600 × 1.5 = 0.0052…
        ("A 29 08:00 20:00\nA 30 08:00 12:00:01", ["A -- comprehensive-hours beyond 0.01"]),
        ("A 29 08:00 20:00\nA 30 08:00", []),  # the second day's hours are not known: 12 of 16
        ("A 29 08:00 20:00", []),
    ],
)
def test_equal_is_not_beyond_and_unknown_hours_do_not_count(punches: str, expected: list[str]) -> None:
    assert lines(days("L L", punches)) == expected


@pytest.mark.parametrize("system", ["standard", "flexible"])
def test_nobody_else(system: str) -> None:
    person = {"id": "A", "hours_system": system, "employed_from": "2026-10-29"}
    assert lines(days("L L", TWO, staff=[person])) == []


def test_hours_on_a_statutory_holiday_count_at_300_only() -> None:
    # Friday is a holiday: the standard is 8 h, and 12 h count; four beyond: 12.6437 × 4 × 1.5 = 75.862…
    table = days("L L", TWO, days={"2026-10-30": "holiday"})
    assert lines(table) == ["A -- comprehensive-hours beyond 75.86"]
    # 12 hours of the holiday: 12.6437 × 12 × 3 = 455.172…
    assert "A 30 holiday-work worked 455.17" in settle(table).lines()


def test_a_night_into_the_holiday_is_cut_at_midnight() -> None:
    # Thursday's night 20–08 has four hours before the holiday: 4 of 8
    table = days("N", "A 29 20:00 32:00", days={"2026-10-30": "holiday"})
    assert lines(table) == []
    # with a day shift before it, twelve more: 16 − 8 = 8 hours
    both = days("L+N", "A 29 08:00 20:00 32:00", days={"2026-10-30": "holiday"})
    assert said(both) == [{"hours": "8:00", "worked": "16:00", "standard": "8:00"}]


def test_a_moved_workday_is_in_the_standard() -> None:
    # Saturday is worked for a holiday's sake: 24 hours are the standard of three days
    table = days("L L", TWO, days={"2026-10-31": "moved"})
    assert lines(table) == []


def test_approved_overtime_and_outings_are_worked_leave_is_not() -> None:
    # Thursday 12 and one of two approved; Friday six on leave, six worked: 13 + 6 = 19, three beyond
    requests = [
        {"who": "A", "kind": "overtime", "first": "2026-10-29", "hours": "20:00-22:00"},
        {"who": "A", "kind": "leave", "leave": "annual", "first": "2026-10-30", "part": "first-half"},
    ]
    punches = "A 29 08:00 21:00\nA 30 14:00 20:00"
    assert said(days("L L", punches, requests=requests)) == [
        {"hours": "3:00", "worked": "19:00", "standard": "16:00"}
    ]
    outing = [{"who": "A", "kind": "outing", "first": "2026-10-30"}]
    assert said(days("L L", "A 29 08:00 20:00", requests=outing)) == [
        {"hours": "8:00", "worked": "24:00", "standard": "16:00"}
    ]


def test_overtime_of_its_own_is_worked_too() -> None:
    # 24 hours and three on Saturday off: 27 − 16 = 11
    overtime = [{"who": "A", "kind": "overtime", "first": "2026-10-31", "hours": "09:00-12:00"}]
    found = said(days("L L .", f"{TWO}\nA 31 09:00 12:00", requests=overtime))
    assert found == [{"hours": "11:00", "worked": "27:00", "standard": "16:00"}]


def test_the_wage_is_the_months() -> None:
    # 22 days are counted, two of them (29 and 30) at 2610: (2200 × 20 + 2610 × 2) ÷ 22 = 2237.27…
    # ÷ 21.75 ÷ 8 × 8 × 1.5 = 154.294…
    person = {"id": "A", "hours_system": "comprehensive", "employed_from": "2026-10-01"}
    table = days("L L", TWO, wages={"A": {"2026-10-29": "2610"}})
    assert lines(table) == ["A -- comprehensive-hours beyond 180.00"]  # employed at 2610 only: 15 × 8 × 1.5
    assert lines({**table, "staff": [person]}) == []  # 24 of 176 hours


def test_the_wage_of_a_month_with_a_raise() -> None:
    # 22 days of 10 hours, 08–18; 220 − 176 = 44 hours. Twelve workdays (1 to 16 October) at 2200, ten (19 to 30) at
    # 2610: (2200 × 12 + 2610 × 10) ÷ 22 = 2386.3636…; ÷ 21.75 ÷ 8 × 44 × 1.5 = 905.1724…
    week = "L L L L L . ."
    person = {"id": "A", "hours_system": "comprehensive"}
    on = [n for n in range(1, 31) if n not in (3, 4, 10, 11, 17, 18, 24, 25)]
    table = {
        "staff": [person],
        "shifts": {"L": "08:00-18:00"},
        "first": "2026-10-01",
        "roster": f"A = L L . . {week} {week} {week} L L L L L",
        "punches": "\n".join(f"A {n:02d} 08:00 18:00" for n in on),
        "wages": {"A": {"2026-10-19": "2610"}},
    }
    assert len(on) == 22
    assert settle(table).lines([" = "]) == [
        "A -- comprehensive-hours beyond 905.17 = (2200 × 12 + 2610 × 10) ÷ 22 ÷ 21.75 ÷ 8 × 44 × 150 %"
    ]


def test_the_rate_is_not_below_the_law() -> None:
    assert Params(percent=200).percent == 200
    with pytest.raises(ValueError):
        Params(percent=149)
