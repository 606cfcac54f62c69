"""T6 (客服中心现场管理制度 第十三条): nobody swaps privately: swap record, a manager signs, then the swap."""

from __future__ import annotations

from tests.support.clauses import Table, stated

T6 = stated("T6", "telecom-hotline")
SWAP: Table = {"kind": "swap", "first": "2026-10-12", "partner": "B"}
BEGINS = "2026-10-12T09:00:00"


def test_what_the_preset_states() -> None:
    assert T6.numbers("swap-consent", "agreed") == (True,)
    assert T6.numbers("approval-swap", "kinds", "steps") == (("swap",), ("leader",))
    assert T6.numbers("swap-roster", "exceed") == (None,)


def test_the_record() -> None:
    assert T6.filing(SWAP, begins=BEGINS, filed="2026-10-12T08:59:59") == []
    assert T6.filing(SWAP, begins=BEGINS, filed=BEGINS) == ["swap-consent begun"]
    assert T6.filing({**SWAP, "partner": None}, begins=BEGINS) == ["swap-consent partner"]


def test_both_agree_and_a_manager_signs() -> None:
    assert T6.steps(SWAP) == ("partner", "leader")
    assert T6.deciding(SWAP, "C:agent", "partner") == ["approval not-partner"]
    assert T6.deciding(SWAP, "agent", "leader") == ["approval rank"]
    assert T6.deciding(SWAP, "leader", "leader") == []


def test_within_the_roster_s_rules() -> None:
    assert T6.filing(SWAP, begins=BEGINS, breaches=["shift-leader"]) == ["swap-roster breach"]
