"""OS10 (淘宝客服部管理制度 篇2 奖惩 4): phone not answered within five rings, three complaints, verified: 5 yuan."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

OS10 = stated("OS10", "online-store")


def test_what_the_preset_states() -> None:
    assert OS10.numbers("phone-unanswered", "kinds", "from_count", "amount") == (("phone-unanswered",), 3, 5)


@pytest.mark.parametrize(
    ("complaints", "verified", "lines"),
    [
        (2, True, []),
        (3, True, ["A 2026-10-12 reached -5.00: 5 = 5.00"]),
        (7, True, ["A 2026-10-12 reached -5.00: 5 = 5.00"]),
        (3, False, []),
    ],
)
def test_three_complaints(complaints: int, verified: bool, lines: list[str]) -> None:
    row = {"who": "A", "date": "2026-10-12", "kind": "phone-unanswered", "count": complaints, "verified": verified}
    assert OS10.lines({"first": "2026-10-12", "roster": "A = .", "incidents": [row]}) == lines
