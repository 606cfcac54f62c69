"""D4 (客户服务管理制度 交接班管理规定 一, 三): the incoming person is at the post 5 minutes before."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

D4 = stated("D4", "duty-24h")


def test_what_the_preset_states() -> None:
    assert D4.numbers("arrive-early", "minutes") == (5,)


@pytest.mark.parametrize(
    ("arrival", "records"),
    [
        ("07:55:00", []),
        ("07:55:01", ["A 12 not-ready 1"]),
        ("08:00:00", ["A 12 not-ready 300"]),
        ("08:00:01", ["A 12 late 1"]),  # late, and not both
    ],
)
def test_five_minutes_before(arrival: str, records: list[str]) -> None:
    """It costs nothing: it is working time in law, and nobody is late before the start (a second is 0.0035)."""
    table = {
        "first": "2026-10-12",
        "shifts": {"D": "08:00-20:00"},
        "roster": "A = D",
        "punches": f"A 12 {arrival} 20:00",
    }
    month = D4.month(table)
    assert month.records() == records
    assert month.totals() == {"A": "0.00"}
    assert D4.findings(table) == [
        f"arrive-early {text[5:].replace(' ', ' A 12 ')}" for text in records if "late" not in text
    ]
