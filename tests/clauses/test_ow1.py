"""OW1 (客服办公室规章制度 2.1): Monday–Friday 09:00–18:00, lunch 12:00–13:00."""

from __future__ import annotations

from tests.support.clauses import Table, stated

OW1 = stated("OW1", "office-weekday")
DAY = {"time": "09:00-18:00", "meals": ["12:00-13:00"]}
WEEK: Table = {"first": "2026-10-12", "staff": ["A"], "shifts": {"D": DAY, "X": "10:00-18:00"}}  # a Monday


def test_what_the_preset_states() -> None:
    assert OW1.numbers("shift-times", "shifts", "others") == ({"D": "09:00-18:00 12:00-13:00"}, False)
    assert OW1.numbers("five-day-week", "days") == (2,)


def test_monday_to_friday_from_nine_to_six() -> None:
    assert OW1.breaches({**WEEK, "roster": "A = D D D D D . ."}) == []


def test_other_times_another_lunch_another_shift() -> None:
    late = {**WEEK, "shifts": {"D": {**DAY, "time": "09:01-18:00"}}, "roster": "A = D . . . . . ."}
    lunch = {**WEEK, "shifts": {"D": {**DAY, "meals": ["12:00-12:59"]}}, "roster": "A = D . . . . . ."}
    assert OW1.breaches(late) == ["shift-times times A 1"]
    assert OW1.breaches(lunch) == ["shift-times times A 1"]
    assert OW1.breaches({**WEEK, "roster": "A = X . . . . . ."}) == ["shift-times other A 1"]


def test_a_saturday_too() -> None:
    """Six days of seven leave one rest day, where two are due."""
    assert OW1.breaches({**WEEK, "roster": "A = D D D D D D ."}) == ["five-day-week week A 1"]


def test_which_days_are_closed_is_demand_that_coverage_keeps() -> None:
    """Tuesday to Saturday are five days as well. A workspace closes its weekend in input/demand: nine hours less the
    lunch, 480 minutes, of one person too many."""
    closed = {**WEEK, "demand": [{"day": "rest", "max": 0}], "roster": "A = . D D D D D ."}
    assert OW1.breaches(closed) == []
    found = OW1.breaches(closed, "coverage")
    assert [text.rsplit(" ", 1)[0] for text in found] == ["coverage over", "coverage over"]
    assert sum(int(text.rsplit(" ", 1)[1]) for text in found) == 480
