"""OS12 (淘宝客服部管理制度 篇2 奖惩 6): a meal takes at most 35 minutes; meals rotate; everyone eating at once with
the phone unanswered: 5 yuan for those on duty."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

OS12 = stated("OS12", "online-store")


def test_what_the_preset_states() -> None:
    assert OS12.numbers("meal-rotation", "max_minutes", "at_least", "away") == (35, 1, None)
    assert OS12.numbers("meal-overrun", "max_minutes") == (35,)
    assert OS12.numbers("meal-fine", "unanswered", "kinds", "overrun") == (5, ("meal-phone-unanswered",), None)


def desk(second: str, minutes: int = 35) -> Table:
    """A eats at 11:00, B at ``second``."""
    return {
        "first": "2026-10-12",
        "staff": ["A", "B"],
        "shifts": {"D": {"time": "08:30-18:00", "meals": [f"11:00-13:30/{minutes}"]}},
        "roster": "A = D\nB = D",
        "meals": {"A 2026-10-12": ["11:00"], "B 2026-10-12": [second]},
    }


@pytest.mark.parametrize(
    ("second", "breaches"),
    [
        ("11:35", []),
        ("11:30", ["meal-rotation thin 5"]),  # nobody there from 11:30 to 11:35
        ("11:00", ["meal-rotation thin 35"]),
    ],
)
def test_meals_rotate(second: str, breaches: list[str]) -> None:
    assert OS12.breaches(desk(second)) == breaches


def test_a_meal_is_planned_for_thirty_five_minutes_at_most() -> None:
    assert OS12.breaches(desk("12:00", 36)) == ["meal-rotation too-long A 1", "meal-rotation too-long B 1"]


@pytest.mark.parametrize(("back", "found"), [("12:35:00", []), ("12:35:01", ["meal-overrun overrun A 12 1"])])
def test_a_meal_that_was_punched(back: str, found: list[str]) -> None:
    table = {"first": "2026-10-12", "roster": "A = D", "punches": f"A 12 09:00 12:00 {back} 18:00"}
    assert OS12.findings(table) == found
    assert OS12.lines(table) == []


def test_five_yuan_for_those_on_duty() -> None:
    """Each pays 5 and keeps the bonus of OS13: 100 − 5 = 95. C was at the phone."""
    happened = [{"who": who, "date": "2026-10-12", "kind": "meal-phone-unanswered"} for who in "AB"]
    punches = "\n".join(f"{who} 12 09:00 18:00" for who in "ABC")
    table = {"first": "2026-10-12", "roster": "A = D\nB = D\nC = D", "punches": punches, "incidents": happened}
    assert OS12.totals(table) == {"A": "95.00", "B": "95.00", "C": "100.00"}
    assert OS12.without(table) == {"A": "100.00", "B": "100.00", "C": "100.00"}
