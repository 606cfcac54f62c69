"""OS1 (客服部管理制度表 篇1 二.1): day shift 08:30–18:00, evening shift 15:30–24:00."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

OS1 = stated("OS1", "online-store")
DAY = {"time": "08:30-18:00", "meals": ["11:00-13:30/35"]}
EVENING = {"time": "15:30-24:00", "meals": ["17:30-20:00/35"]}
STORE: Table = {"first": "2026-10-12", "staff": ["A", "B"], "roster": "A = D\nB = E"}


def test_what_the_preset_states() -> None:
    (shifts,) = OS1.numbers("shift-times", "shifts")
    assert shifts == {"D": "08:30-18:00 11:00-13:30", "E": "15:30-24:00 17:30-20:00"}


@pytest.mark.parametrize(
    ("day", "evening", "breaches"),
    [
        (DAY, EVENING, []),
        ({**DAY, "time": "08:30-18:01"}, EVENING, ["shift-times times A 1"]),
        (DAY, {**EVENING, "time": "15:29-24:00"}, ["shift-times times B 1"]),
    ],
)
def test_day_and_evening(day: Table, evening: Table, breaches: list[str]) -> None:
    assert OS1.breaches({**STORE, "shifts": {"D": day, "E": evening}}) == breaches
