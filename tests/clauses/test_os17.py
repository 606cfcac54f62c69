"""OS17 (第二部分 篇3 第五条 服从性 2): full attendance a plus; three days away in a month, fifteen in the appraisal
period, or any unexcused absence, a minus."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

OS17 = stated("OS17", "online-store")


def test_what_the_preset_states() -> None:
    assert OS17.numbers("appraisal", "per_period", "total", "unexcused") == (3, 15, 1)


def month(on_leave: int, absent: int = 0, before: int = 0) -> Table:
    """Days on leave, then days absent, then one at work; ``before``: days away in the months before."""
    asked = [{"who": "A", "kind": "leave", "first": "2026-10-12", "last": f"2026-10-{11 + on_leave}"}]
    return {
        "first": "2026-10-12",
        "roster": "A = " + "D " * (on_leave + absent + 1),
        "punches": f"A {12 + on_leave + absent} 09:00 18:00",
        "requests": asked if on_leave else [],
        "opening": {"absences": {"A": before}},
    }


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (month(0), ["appraisal full-attendance A 31 1"]),
        (month(2), []),
        (month(3), ["appraisal days-away A 31 3"]),  # for whatever reason
        (month(1, before=13), []),
        (month(1, before=14), ["appraisal total-away A 31 15"]),
        (month(0, 1), ["appraisal unexcused A 31 1"]),
        (month(2, 1), ["appraisal days-away A 31 3", "appraisal unexcused A 31 1"]),
    ],
)
def test_pluses_and_minuses(table: Table, found: list[str]) -> None:
    assert OS17.findings(table) == found
