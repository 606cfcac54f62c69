"""G1 (物业客户服务管理制度 护卫与门岗 4 三.1, 三.6): gate and patrol posts are manned 24 hours."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.clauses import Table, stated, stated_with

G1 = stated("G1", "property-guard")
GATE: Table = {
    "first": "2026-10-12",
    "staff": ["A", "B", "C"],
    "posts": ["gate", "desk"],
    "shifts": {"D": "08:00-20:00", "N": "20:00-08:00"},
    "history": "B = N/gate",
}


def test_what_the_preset_states() -> None:
    assert G1.numbers("duty-24h", "people") == (1,)


@pytest.mark.parametrize(
    ("roster", "breaches"),
    [
        ("A = D/gate\nB = N/gate", []),
        ("A = D/gate\nB = N/desk", ["duty-24h gap 240"]),  # nobody at the gate from 20:00 to midnight
    ],
)
def test_the_gate_day_and_night(tmp_path: Path, roster: str, breaches: list[str]) -> None:
    """Which posts are manned round the clock is the workspace's to say; here the gate alone."""
    known = stated_with("G1", "property-guard", '[[rule]]\nuse = "duty-24h"\nfor = { post = ["gate"] }\n', tmp_path)
    assert known.numbers("duty-24h", "people") == (1,)
    assert known.breaches({**GATE, "roster": roster}) == breaches


def test_without_a_word_from_the_workspace_every_post_is_meant() -> None:
    """The desk is empty for the whole of a day, 1440 minutes."""
    assert G1.breaches({**GATE, "roster": "A = D/gate\nB = N/gate"}) == ["duty-24h gap 1440"]
