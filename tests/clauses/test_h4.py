"""H4 (客服规章制度 第三篇 六.2): eight kinds of leave, asked for in advance; each has its pay."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.support.clauses import Table, stated

H4 = stated("H4", "hospital-desk")
KINDS = ("personal", "sick", "marriage", "maternity", "bereavement", "exchange", "annual", "injury")
LEAVE: Table = {"kind": "leave", "first": "2026-10-12", "reason": "家中有事"}


def test_what_the_preset_states() -> None:
    assert H4.numbers("leave-kinds", "kinds") == ((*KINDS, "nursing", "prenatal"),)  # two are the law's besides
    assert H4.numbers("leave-pay", "personal", "sick") == (0, 60)
    assert H4.numbers("annual-balance", "kind") == ("annual",)


@pytest.mark.parametrize(
    ("kind", "refused"),
    [*((kind, []) for kind in KINDS), ("探亲假", ["leave-kinds unknown"]), (None, ["leave-kinds missing"])],
)
def test_the_eight_kinds(kind: str | None, refused: list[str]) -> None:
    assert H4.filing({**LEAVE, "leave_kind": kind}, employee={"employed_from": dt.date(2020, 3, 1)}) == refused


@pytest.mark.parametrize(("taken", "refused"), [(4, []), (5, ["leave-balance short"])])
def test_paid_annual_leave_as_far_as_there_is_any(taken: int, refused: list[str]) -> None:
    """Since March 2020, six years and a half: five days a year of eight hours, 2400 minutes."""
    known = {"employee": {"employed_from": dt.date(2020, 3, 1)}, "taken": {"2026-06-01": 480 * taken}}
    assert H4.filing({**LEAVE, "leave_kind": "annual"}, **known, asked={"2026-10-12": 480}) == refused


@pytest.mark.parametrize(
    ("kind", "total"),
    [
        ("personal", "-101.15"),  # 2200 ÷ 21.75, nothing paid
        ("sick", "-40.46"),  # 40 % of it, 40.4598
        *((kind, "0.00") for kind in KINDS[2:]),
    ],
)
def test_what_a_day_of_each_pays(kind: str, total: str) -> None:
    asked = {"who": "A", "kind": "leave", "first": "2026-10-12", "leave": kind}
    table = {"first": "2026-10-12", "roster": "A = D", "requests": [asked]}
    assert H4.month(table).records() == ["A 12 whole-leave"]
    assert H4.totals(table) == {"A": total}
