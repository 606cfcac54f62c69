"""T7 (客服中心现场管理制度 第十九条): nobody goes out without leave or stays out longer than allowed."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

T7 = stated("T7", "telecom-hotline")
OUT: Table = {"kind": "outing", "first": "2026-10-12", "start": "14:00", "end": "15:00", "reason": "去银行"}


def test_what_the_preset_states() -> None:
    assert T7.numbers("outing", "reason", "max_minutes") == (True, None)
    assert T7.numbers("outing-overrun", "grace_minutes") == (0,)


def test_a_time_to_be_back() -> None:
    without = {name: value for name, value in OUT.items() if name not in ("start", "end")}
    assert T7.filing(OUT) == []
    assert T7.filing(without, begins="2026-10-12T09:00:00") == ["outing due-back"]
    assert T7.filing(OUT, filed="2026-10-12T14:00:00") == ["outing begun"]


@pytest.mark.parametrize(("back", "found"), [("15:00:00", []), ("15:00:01", ["outing-overrun overrun A 12 1"])])
def test_back_in_time(back: str, found: list[str]) -> None:
    asked = {"who": "A", "kind": "outing", "first": "2026-10-12", "hours": "14:00-15:00"}
    punches = f"A 12 08:45 14:00 {back} 18:00"
    assert T7.findings({"first": "2026-10-12", "roster": "A = D", "punches": punches, "requests": [asked]}) == found
