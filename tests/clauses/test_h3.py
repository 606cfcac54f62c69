"""H3 (客服规章制度 第三篇 六.1): the rest days of a month are used up in it; what the work made impossible is settled
by a separate decision, and taken as time off."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.support.clauses import Table, stated

H3 = stated("H3", "hospital-desk")
OCTOBER: Table = {"first": "2026-10-01", "staff": ["A"], "shifts": {"B": "08:00-16:00"}}


def test_what_the_preset_states() -> None:
    assert H3.numbers("monthly-rest", "days", "by") == (4, "month")
    assert H3.numbers("exchange-balance", "kind") == ("exchange",)


@pytest.mark.parametrize(
    ("off", "breaches"), [(4, []), (3, ["monthly-rest month A 1"]), (1, ["monthly-rest month A 3"])]
)
def test_four_in_the_month(off: int, breaches: list[str]) -> None:
    assert H3.breaches({**OCTOBER, "roster": "A = " + "B " * (31 - off) + ". " * off}) == breaches


def test_the_next_month_s_do_not_make_up_for_them() -> None:
    """Three in October and four on the first days of November."""
    table = {**OCTOBER, "roster": "A = " + "B " * 28 + ". " * 7}
    assert H3.breaches(table) == ["monthly-rest month A 1"]


@pytest.mark.parametrize(
    ("first", "refused"),
    [("2026-11-30", []), ("2026-12-01", ["leave-balance short"])],
)
def test_a_day_that_was_carried_over(first: str, refused: list[str]) -> None:
    """One rest day of October was lost; a decision grants a day, 480 minutes, to be taken by the end of November."""
    grant = {"kind": "exchange", "minutes": 480, "source": "rest:2026-10", "expires": dt.date(2026, 11, 30)}
    leave: Table = {"kind": "leave", "first": first, "leave_kind": "exchange", "reason": "补休"}
    assert H3.filing(leave, grants=[grant], asked={first: 480}) == refused
    assert H3.filing(leave, asked={first: 480}) == ["leave-balance short"]  # nothing was decided
