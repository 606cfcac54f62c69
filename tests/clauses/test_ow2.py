"""OW2 (客服办公室规章制度 2.2): later than 15 minutes, and that day's wage is forfeited."""

from __future__ import annotations

import pytest

from tests.support.clauses import late, stated

OW2 = stated("OW2", "office-weekday")


def test_what_the_preset_states() -> None:
    assert OW2.numbers("forfeited-day", "minutes", "below") == (15, "nothing")


@pytest.mark.parametrize(
    ("arrival", "total"),
    [
        ("09:00:00", "0.00"),
        ("09:15:00", "0.00"),  # 15 min 00 s is still within
        ("09:15:01", "-101.15"),  # 2200 ÷ 21.75 = 101.149…
        ("11:00:00", "-101.15"),  # however late: one day
    ],
)
def test_one_second_is_a_day(arrival: str, total: str) -> None:
    assert OW2.totals({"first": "2026-10-12", "roster": "A = D", "punches": f"A 12 {arrival} 18:00"}) == {"A": total}


def test_how_the_day_is_made_up() -> None:
    """901 s are 2200 ÷ 21.75 ÷ 8 × 901 ÷ 3600 = 3.1644; the rest of the day is 101.1494 − 3.16 = 97.9894."""
    assert OW2.lines({"first": "2026-10-12", "roster": "A = D", "punches": "A 12 09:15:01 18:00"}) == [
        "A 2026-10-12 time -3.16: 2200 ÷ 21.75 ÷ 8 × 901 ÷ 3600 = 3.16",
        "A 2026-10-12 forfeited -97.99: 2200 ÷ 21.75 − 3.16 = 97.99",
    ]


def test_a_month() -> None:
    """Late by 16 minutes twice and by 15 once: 2 × 101.15 = 202.30. Their fine parts are 2 × 97.78 = 195.56, and less
    than the 20 % of 2200, 440.00, that the law lets fines take. Without the clause it is the time alone: 16 + 16 + 15
    minutes at 0.2107 are 3.37 + 3.37 + 3.16 = 9.90."""
    table = {"first": "2026-10-12", "roster": "A = D D D", "punches": late("12", "09:16", "09:15", "09:16")}
    assert OW2.totals(table) == {"A": "-202.30"}
    assert OW2.without(table) == {"A": "-9.90"}


def test_five_days_meet_the_law_s_ceiling() -> None:
    """Fines 5 × 97.78 = 488.90 are cut to 440.00: 5 × 101.15 − 48.90 = 456.85."""
    table = {"first": "2026-10-12", "roster": "A = D D D D D", "punches": late("12", *["09:16"] * 5)}
    assert OW2.totals(table) == {"A": "-456.85"}
