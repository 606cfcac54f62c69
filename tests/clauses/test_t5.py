"""T5 (客服纪律管理制度 第四条): everybody is ready 10 minutes before the shift; who cannot, asks for leave before."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

T5 = stated("T5", "telecom-hotline")
LEAVE: Table = {"kind": "leave", "first": "2026-10-12", "leave_kind": "sick", "reason": "看病"}
NINE = "2026-10-12T09:00:00"


def test_what_the_preset_states() -> None:
    assert T5.numbers("arrive-early", "minutes") == (10,)
    assert T5.numbers("leave-notice", "days_ahead", "emergency_hours") == (0, None)


@pytest.mark.parametrize(
    ("arrival", "found"),
    [
        ("08:50:00", []),
        ("08:50:01", ["arrive-early not-ready A 12 1"]),
        ("09:00:00", ["arrive-early not-ready A 12 600"]),
    ],
)
def test_everybody(arrival: str, found: list[str]) -> None:
    table = {"first": "2026-10-12", "roster": "A = D", "punches": f"A 12 {arrival} 18:00"}
    assert T5.findings(table) == found
    assert T5.totals(table) == {"A": "0.00"}  # it is working time in law, and costs nothing


@pytest.mark.parametrize(
    ("filed", "emergency", "refused"),
    [
        ("2026-10-12T08:59:59", False, []),
        (NINE, False, ["leave-notice begun"]),
        (NINE, True, ["leave-notice no-emergency"]),
    ],
)
def test_leave_before(filed: str, emergency: bool, refused: list[str]) -> None:
    assert T5.filing({**LEAVE, "emergency": emergency}, begins=NINE, filed=filed) == refused
