"""D2 (客户服务管理制度 值班管理规定 七): on holidays and special days somebody of middle rank or higher is there."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

D2 = stated("D2", "duty-24h")


def test_what_the_preset_states() -> None:
    names = ("rank", "people", "per", "on")
    assert D2.numbers("holiday-manager", *names) == ("middle", 1, "date", ("holiday", "special"))


@pytest.mark.parametrize(
    ("rank", "day", "breaches"),
    [
        ("leader", "holiday", ["holiday-manager no-date 1"]),
        ("leader", "campaign", ["holiday-manager no-date 1"]),  # a special day of the house
        ("leader", "workday", []),
        ("middle", "holiday", []),
        ("director", "campaign", []),
    ],
)
def test_a_manager_on_holidays(rank: str, day: str, breaches: list[str]) -> None:
    table = {
        "first": "2026-10-12",
        "staff": [{"id": "A", "rank": rank}],
        "shifts": {"T": "00:00-24:00"},
        "days": {"2026-10-12": day},
        "roster": "A = T",
    }
    assert D2.breaches(table) == breaches
