"""OS15 (客服部管理制度表 篇1 二.6): resigning takes a month's notice."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, stated

OS15 = stated("OS15", "online-store")


def test_what_the_preset_states() -> None:
    assert OS15.numbers("leaver-notice", "days") == (30,)


@pytest.mark.parametrize(
    ("leaver", "breaches"),
    [
        ({"resigned_on": "2026-10-01", "employed_until": "2026-10-31"}, []),  # 30 days later
        ({"resigned_on": "2026-10-01", "employed_until": "2026-10-30"}, ["leaver-notice short A 1"]),
        ({"resigned_on": "2026-10-01"}, ["leaver-notice open A 1"]),  # without an end date
        ({}, []),
    ],
)
def test_a_month_s_notice(leaver: Table, breaches: list[str]) -> None:
    staff = [{"id": "A", **leaver}]
    table = {"first": "2026-10-01", "staff": staff, "shifts": {"D": "08:30-18:00"}, "roster": "A = D"}
    assert OS15.breaches(table) == breaches
