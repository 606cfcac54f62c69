"""OS13 (客服部管理制度表 篇1 六.1): a whole month without lateness, early leave, absence or leave: +100 yuan."""

from __future__ import annotations

import pytest

from tests.support.clauses import stated

OS13 = stated("OS13", "online-store")


def test_what_the_preset_states() -> None:
    rights = ("annual", "exchange", "injury", "nursing", "prenatal")
    assert OS13.numbers("full-attendance", "amount", "keeps") == (100, rights)


@pytest.mark.parametrize(
    ("second", "total"),
    [
        ("A 13 09:00:00 18:00:00", "100.00"),
        ("A 13 09:00:01 18:00:00", "0.00"),  # a second late, of no worth: 0.0035
        ("A 13 09:00:00 17:59:59", "0.00"),  # a second early
        ("", "-131.15"),  # absent: 101.15 and the 30 of OS11
    ],
)
def test_a_second_of_the_month_costs_it(second: str, total: str) -> None:
    table = {"first": "2026-10-12", "roster": "A = D D", "punches": f"A 12 09:00 18:00\n{second}"}
    assert OS13.totals(table) == {"A": total}
    assert OS13.lines(table) == (["A -- kept 100.00: 100 = 100.00"] if total == "100.00" else [])


@pytest.mark.parametrize(
    ("kind", "total"),
    [
        ("personal", "-101.15"),
        ("sick", "-40.46"),  # 40 % of 101.1494
        ("marriage", "0.00"),  # paid, and leave all the same
        ("annual", "100.00"),
    ],
)
def test_leave(kind: str, total: str) -> None:
    asked = {"who": "A", "kind": "leave", "first": "2026-10-13", "leave": kind}
    table = {"first": "2026-10-12", "roster": "A = D D", "punches": "A 12 09:00 18:00", "requests": [asked]}
    assert OS13.totals(table) == {"A": total}


def test_not_before_the_month_is_over() -> None:
    table = {"first": "2026-10-12", "roster": "A = D", "punches": "A 12 09:00 18:00"}
    assert OS13.totals({**table, "as_of": "2026-10-31T23:59"}) == {"A": "0.00"}
