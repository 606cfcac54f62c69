"""SW1 (服务客服部规章制度 6, 24): Monday–Friday, 09:00–12:00 and 14:00–18:00; four punches, each half judged."""

from __future__ import annotations

from tests.support.clauses import Table, stated

SW1 = stated("SW1", "split-weekday")
SPLIT: Table = {"first": "2026-10-12", "shifts": {"S": {"time": "09:00-12:00;14:00-18:00"}}, "roster": "A = S"}


def test_what_the_preset_states() -> None:
    assert SW1.numbers("shift-times", "shifts", "others") == ({"S": "09:00-12:00+14:00-18:00"}, False)
    assert SW1.numbers("five-day-week", "days") == (2,)
    assert SW1.numbers("lateness", "grace", "free") == (0, 0)
    assert SW1.numbers("early-leave", "grace") == (0,)


def test_the_roster() -> None:
    week: Table = {**SPLIT, "staff": ["A"]}
    assert SW1.breaches({**week, "roster": "A = S S S S S . ."}) == []
    assert SW1.breaches({**week, "roster": "A = S S S S S S ."}) == ["five-day-week week A 1"]
    through = {**week, "shifts": {"S": "09:00-12:00;13:59-18:00"}, "roster": "A = S . . . . . ."}
    assert SW1.breaches(through) == ["shift-times times A 1"]


def test_four_punches_and_nothing_to_say() -> None:
    month = SW1.month({**SPLIT, "punches": "A 12 08:58 12:00 14:00 18:01"})
    assert (month.records(), month.totals()) == ([], {"A": "0.00"})


def test_each_half_is_judged_by_itself() -> None:
    """Ten minutes late and five early in the morning, one second late and a quarter of an hour early in the
    afternoon. A minute is 2200 ÷ 21.75 ÷ 8 ÷ 60 = 0.21073: 2.1073, 1.0536, 0.0035, 3.1609, each rounded 2.11 + 1.05 +
    0.00 + 3.16 = 6.32."""
    month = SW1.month({**SPLIT, "punches": "A 12 09:10 11:55 14:00:01 17:45"})
    assert month.records() == ["A 12 late 600, early 300", "A 12.2 late 1, early 900"]
    assert month.totals() == {"A": "-6.32"}


def test_two_punches_are_not_enough() -> None:
    """Nine and six o'clock are one boundary of each half; the others are missing."""
    month = SW1.month({**SPLIT, "punches": "A 12 09:00 18:00"})
    assert month.records() == ["A 12 missing-out", "A 12.2 missing-in"]


def test_a_half_that_nobody_came_to() -> None:
    """Four of the seven hours: 12.6437 × 4 = 50.5747."""
    month = SW1.month({**SPLIT, "punches": "A 12 09:00 12:00"})
    assert month.records() == ["A 12.2 absent"]
    assert month.totals() == {"A": "-50.57"}
