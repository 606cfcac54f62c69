"""W1 (客户服务中心服务规范 三.2.4): somebody is at the window at all working times."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

W1 = stated("W1", "service-window")


def test_what_the_preset_states() -> None:
    assert W1.numbers("opening-hours", "hours", "people") == ({"workday": "09:00-17:00"}, 1)
    assert W1.numbers("meal-rotation", "at_least") == (1,)


def window(first: str, time: str, starts: tuple[str, str] = ("11:30", "12:00")) -> Table:
    """Two work from 09:00 on, and eat for half an hour."""
    return {
        "first": first,
        "staff": ["A", "B"],
        "shifts": {"D": {"time": time, "meals": ["11:30-13:00/30"]}},
        "history": "A = .",
        "roster": "A = D\nB = D",
        "meals": {f"{who} {first}": [start] for who, start in zip("AB", starts, strict=True)},
    }


@pytest.mark.parametrize(
    ("table", "breaches"),
    [
        (window("2026-10-12", "09:00-17:00"), []),
        (window("2026-10-12", "09:00-16:50"), ["opening-hours short 10"]),
        (window("2026-10-17", "09:00-16:50"), []),  # a Saturday: closed
        (window("2026-10-12", "09:00-17:00", ("12:00", "12:00")), ["meal-rotation thin 30"]),  # at noon as well
    ],
)
def test_somebody_is_at_the_window(table: Table, breaches: list[str]) -> None:
    assert W1.breaches(table) == breaches
