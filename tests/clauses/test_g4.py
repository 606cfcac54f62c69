"""G4 (物业客户服务管理制度 总台交接班 12 交接班 1–7): hand-over every shift in writing, signed with both present."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

G4 = stated("G4", "property-guard")


def test_what_the_preset_states() -> None:
    assert G4.numbers("hand-over", "overlap", "people", "early") == (5, 1, True)


@pytest.mark.parametrize(("early", "breaches"), [(5, []), (4, ["hand-over gap A 1"])])
def test_five_minutes_with_both_present(early: int, breaches: list[str]) -> None:
    """B begins at 20:00, when A goes, and comes so many minutes early."""
    table = {
        "first": "2026-10-12",
        "staff": ["A", "B"],
        "shifts": {"D": "08:00-20:00", "N": {"time": "20:00-08:00", "early": early}},
        "history": "B = .",
        "roster": "A = D\nB = N",
    }
    assert G4.breaches(table) == breaches
