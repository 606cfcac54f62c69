"""G2 (物业客户服务管理制度 护卫与门岗 4 三.5): the relief not there yet: nobody leaves the post."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.clauses import Table, stated, stated_with

G2 = stated("G2", "property-guard")


def test_what_the_preset_states() -> None:
    assert G2.numbers("relief-on-roster", "overlap", "people") == (0, 1)
    assert G2.own["relief"].rule == "relief"


@pytest.mark.parametrize(("night", "breaches"), [("20:00-08:00", []), ("20:01-08:00", ["relief-on-roster gap A 1"])])
def test_no_gap_on_the_roster(night: str, breaches: list[str]) -> None:
    table = {
        "first": "2026-10-12",
        "staff": ["A", "B"],
        "posts": ["gate"],
        "shifts": {"D": "08:00-20:00", "N": night},
        "history": "B = .",
        "roster": "A = D\nB = N",
    }
    assert G2.breaches(table) == breaches


@pytest.mark.parametrize(("leaves", "found"), [("08:02:00", []), ("08:01:59", ["relief left-before A 12 1"])])
def test_nobody_left(tmp_path: Path, leaves: str, found: list[str]) -> None:
    """B came two minutes late. The workspace names the posts that are never empty."""
    known = stated_with("G2", "property-guard", '[[rule]]\nuse = "relief"\nposts = ["gate"]\n', tmp_path)
    table: Table = {
        "first": "2026-10-12",
        "posts": ["gate"],
        "shifts": {"N": "20:00-08:00", "D": "08:00-20:00"},
        "roster": "A = N .\nB = . D",
        "punches": f"A 12 19:58\nA 13 {leaves}\nB 13 08:02:00 20:00",
    }
    assert known.findings(table) == found
