"""G5 (物业客户服务管理制度 节假日服务保障 6 八): the four long holidays are peak days."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

G5 = stated("G5", "property-guard")


def test_what_the_preset_states() -> None:
    holidays = ("new-year", "spring-festival", "labour-day", "national-day")
    assert G5.numbers("peak-days", "holidays", "percent", "people") == (holidays, 150, None)


@pytest.mark.parametrize(
    ("date", "kind", "breaches"),
    [
        ("2026-10-01", "holiday", ["peak-days short 540"]),  # 150 % of two are three: one short, 09:00–18:00
        ("2026-01-01", "holiday", ["peak-days short 540"]),
        ("2026-02-17", "holiday", ["peak-days short 540"]),
        ("2026-05-01", "holiday", ["peak-days short 540"]),
        ("2026-04-05", "holiday", []),  # Qingming is none of the four
        ("2026-10-04", "rest", []),
    ],
)
def test_half_as_many_again(date: str, kind: str, breaches: list[str]) -> None:
    table = {
        "first": date,
        "staff": ["A", "B", "C"],
        "shifts": {"D": "09:00-18:00"},
        "days": {date: kind},
        "demand": [{"day": "all", "time": "09:00-18:00", "min": 2}],
        "history": "A = .",
        "roster": "A = D\nB = D",
    }
    assert G5.breaches(table) == breaches
    assert G5.breaches({**table, "roster": "A = D\nB = D\nC = D"}) == []
