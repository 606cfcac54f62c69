"""OS16 (客服工作考核标准 加分 3): coming in when called, +5 points each."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

OS16 = stated("OS16", "online-store")


def test_what_the_preset_states() -> None:
    assert OS16.numbers("call-in", "points", "yuan", "kinds") == (5, None, ("call-in",))


@pytest.mark.parametrize(("times", "verified", "points"), [(1, True, [5]), (3, True, [15]), (1, False, [])])
def test_five_points_each(times: int, verified: bool, points: list[int]) -> None:
    row = {"who": "A", "date": "2026-10-12", "kind": "call-in", "count": times, "verified": verified}
    month = OS16.month({"first": "2026-10-12", "roster": "A = .", "incidents": [row]})
    (priced,) = month.priced
    assert [line.values["points"] for line in priced.lines if line.key in OS16.own] == points
    assert month.totals() == {"A": "0.00"}  # points are no money until the house says what one is worth
