"""P1 (物业客户服务管理制度 七.1): 08:30–17:30."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

P1 = stated("P1", "property-desk")


def test_what_the_preset_states() -> None:
    assert P1.numbers("shift-times", "shifts") == ({"D": "08:30-17:30 12:00-13:00"},)


@pytest.mark.parametrize(
    ("time", "breaches"),
    [
        ("08:30-17:30", []),
        ("08:31-17:30", ["shift-times times A 1"]),
        ("08:30-17:29", ["shift-times times A 1"]),
    ],
)
def test_the_hours(time: str, breaches: list[str]) -> None:
    day: Table = {"time": time, "meals": ["12:00-13:00"]}
    assert P1.breaches({"first": "2026-10-12", "staff": ["A"], "shifts": {"D": day}, "roster": "A = D"}) == breaches
