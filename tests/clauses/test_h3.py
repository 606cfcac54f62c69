"""H3 (客服规章制度 第三篇 六.1): the rest days of a month are used up in it."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

H3 = stated("H3", "hospital-desk")
OCTOBER: Table = {"first": "2026-10-01", "staff": ["A"], "shifts": {"B": "08:00-16:00"}}


def test_what_the_preset_states() -> None:
    assert H3.numbers("monthly-rest", "days", "by") == (4, "month")


@pytest.mark.parametrize(
    ("off", "breaches"), [(4, []), (3, ["monthly-rest month A 1"]), (1, ["monthly-rest month A 3"])]
)
def test_four_in_the_month(off: int, breaches: list[str]) -> None:
    assert H3.breaches({**OCTOBER, "roster": "A = " + "B " * (31 - off) + ". " * off}) == breaches


def test_the_next_month_s_do_not_make_up_for_them() -> None:
    """Three in October and four on the first days of November."""
    table = {**OCTOBER, "roster": "A = " + "B " * 28 + ". " * 7}
    assert H3.breaches(table) == ["monthly-rest month A 1"]
