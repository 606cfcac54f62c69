"""OS7 (淘宝客服部管理制度 篇2 奖惩 2): next month's duty roster is made before the month begins."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

OS7 = stated("OS7", "online-store")


def test_what_the_preset_states() -> None:
    assert OS7.numbers("publish-deadline", "days") == (1,)


@pytest.mark.parametrize(
    ("today", "breaches"),
    [
        ("2026-09-30", []),
        ("2026-10-01", ["publish-deadline late 1"]),
        ("2026-10-03", ["publish-deadline late 3"]),
    ],
)
def test_before_the_month_begins(today: str, breaches: list[str]) -> None:
    table = {"first": "2026-10-01", "as_of": today, "staff": ["A"], "shifts": {"D": "08:30-18:00"}, "roster": "A = D"}
    assert OS7.breaches(table) == breaches
