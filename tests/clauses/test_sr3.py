"""SR3 (客服部管理规章制度 一.3): overtime: form in advance, the supervisor approves, then the work."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

SR3 = stated("SR3", "six-day-rotating")
FORM: Table = {"kind": "overtime", "first": "2026-10-12", "start": "18:00", "end": "20:00", "reason": "盘点"}


def test_what_the_preset_states() -> None:
    assert SR3.numbers("overtime-notice", "late_hours", "reason") == (0, True)
    assert SR3.numbers("approval-overtime", "kinds", "steps") == (("overtime",), ("leader",))
    assert SR3.numbers("overtime", "counts") == ("min",)


def test_the_form() -> None:
    assert SR3.filing(FORM, filed="2026-10-12T17:59:59") == []
    assert SR3.filing(FORM, filed="2026-10-12T18:00:00") == ["overtime-notice begun"]
    assert SR3.filing({**FORM, "reason": None}, filed="2026-10-12T17:00:00") == ["overtime-notice reason"]


@pytest.mark.parametrize(
    ("rank", "refused"), [("agent", ["approval rank"]), ("leader", []), ("A:leader", ["approval own"])]
)
def test_the_supervisor(rank: str, refused: list[str]) -> None:
    assert SR3.steps(FORM) == ("leader",)
    assert SR3.deciding(FORM, rank, "leader") == refused


@pytest.mark.parametrize(("status", "total"), [("approved", "37.93"), ("filed", "0.00")])
def test_the_work(status: str, total: str) -> None:
    """Two hours: 2200 ÷ 21.75 ÷ 8 × 2 × 150 % = 37.931…"""
    asked = {"who": "A", "kind": "overtime", "first": "2026-10-12", "hours": "18:00-20:00", "status": status}
    table = {"first": "2026-10-12", "roster": "A = D", "punches": "A 12 09:00 20:00", "requests": [asked]}
    assert SR3.totals(table) == {"A": total}
