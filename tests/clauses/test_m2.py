"""M2 (总服务台管理制度 4.2.2): welcome and farewell duty at opening and closing."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

M2 = stated("M2", "mall-desk")


def test_what_the_preset_states() -> None:
    names = ("hours", "people", "opening", "closing", "minutes")
    assert M2.numbers("welcome-and-farewell", *names) == ({"all": "10:00-22:00"}, 0, 2, 2, 15)


@pytest.mark.parametrize(
    ("second", "breaches"),
    [
        ("10:00-22:00", []),
        ("10:15-22:00", ["welcome-and-farewell opening 15"]),
        ("10:05-22:00", ["welcome-and-farewell opening 5"]),
        ("10:00-21:45", ["welcome-and-farewell closing 15"]),
    ],
)
def test_two_at_either_end(second: str, breaches: list[str]) -> None:
    shifts = {"T": "10:00-22:00", "S": second}
    table = {
        "first": "2026-10-12",
        "staff": ["A", "B"],
        "shifts": shifts,
        "history": "A = .",
        "roster": "A = T\nB = S",
    }
    assert M2.breaches(table) == breaches
