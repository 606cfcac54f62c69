"""G7 (物业客户服务管理制度 节假日服务保障 6 四, 11 三): department meeting every Friday."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

G7 = stated("G7", "property-guard")


def test_what_the_preset_states() -> None:
    names = ("days", "window", "minutes", "attend", "at_least")
    assert G7.numbers("department-meeting", *names) == (("fri",), "15:00-16:00", 60, "present", 1)


@pytest.mark.parametrize(
    ("first", "talkers", "breaches"),
    [
        ("2026-10-16", "ABC", ["department-meeting thin 60"]),  # a Friday, and nobody at the desk
        ("2026-10-16", "AB", ["department-meeting missing C 1"]),  # C keeps it, which costs a sixtieth of that
        ("2026-10-16", "A", ["department-meeting missing B 1", "department-meeting missing C 1"]),
        ("2026-10-15", "", []),  # a Thursday
    ],
)
def test_friday_afternoon(first: str, talkers: str, breaches: list[str]) -> None:
    table = {
        "first": first,
        "staff": ["A", "B", "C"],
        "shifts": {"D": "09:00-18:00"},
        "history": "A = .",
        "roster": "A = D\nB = D\nC = D",
        "talks": {f"{who} {first}": ["部门例会 15:00/60"] for who in talkers},
    }
    assert G7.breaches(table) == breaches
