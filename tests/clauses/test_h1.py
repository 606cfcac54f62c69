"""H1 (客服规章制度 第三篇 五): A 08:00–18:00 with 12:00–14:00 for the meal, B 08:00–16:00 with 11:30–12:00, C
12:00–20:00 with supper at 17:30."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

H1 = stated("H1", "hospital-desk")
SHIFTS: dict[str, Table] = {
    "A": {"time": "08:00-18:00", "meals": ["12:00-14:00"]},
    "B": {"time": "08:00-16:00", "meals": ["11:30-12:00"]},
    "C": {"time": "12:00-20:00", "meals": ["17:30-18:00"]},
}
DESK: Table = {"first": "2026-10-12", "staff": ["1", "2", "3"], "roster": "1 = A\n2 = B\n3 = C"}


def test_what_the_preset_states() -> None:
    (shifts,) = H1.numbers("shift-times", "shifts")
    assert shifts == {"A": "08:00-18:00 12:00-14:00", "B": "08:00-16:00 11:30-12:00", "C": "12:00-20:00 17:30-18:00"}


def test_the_three_shifts() -> None:
    assert H1.breaches({**DESK, "shifts": SHIFTS}) == []


@pytest.mark.parametrize(
    ("code", "changed", "who"),
    [
        ("A", {"meals": ["12:00-13:00"]}, "1"),  # back at 13:00
        ("B", {"time": "08:00-16:30"}, "2"),
        ("C", {"time": "11:30-20:00"}, "3"),  # the early meal is before the shift
        ("C", {"meals": []}, "3"),
    ],
)
def test_other_times(code: str, changed: Table, who: str) -> None:
    shifts = {**SHIFTS, code: {**SHIFTS[code], **changed}}
    assert H1.breaches({**DESK, "shifts": shifts}) == [f"shift-times times {who} 1"]


def test_what_is_paid_of_a_shift() -> None:
    """Absent from A in the afternoon only, from 14:00 on: back at 14:00 nothing is missed; at 14:30 half an hour,
    2200 ÷ 21.75 ÷ 8 ÷ 2 = 6.32. The two hours of the meal are no working time: gone at 12:00, four hours are missed,
    50.57."""
    table = {"first": "2026-10-12", "shifts": SHIFTS, "roster": "1 = A"}
    assert H1.totals({**table, "punches": "1 12 08:00 18:00"}) == {"1": "0.00"}
    assert H1.totals({**table, "punches": "1 12 08:00 17:30"}) == {"1": "-6.32"}
    assert H1.totals({**table, "punches": "1 12 08:00 12:00"}) == {"1": "-50.57"}
