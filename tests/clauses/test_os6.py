"""OS6 (淘宝客服部管理制度 篇2 奖惩 1): a forgotten punch is corrected within 3 days, with a reason, approved by the
supervisor, at most 5 a month; without it 10 yuan each."""

from __future__ import annotations

import pytest

from tests.support.clauses import Table, late, stated

OS6 = stated("OS6", "online-store")
FORM: Table = {"kind": "correction", "first": "2026-10-12", "side": "end", "at": "18:00", "reason": "忘记打卡"}
DAYS = ("12", "13", "14", "15", "16", "17")


def test_what_the_preset_states() -> None:
    assert OS6.numbers("correction-window", "days", "per_month", "reason") == (3, 5, True)
    assert OS6.numbers("corrections", "days", "per_month") == (3, 5)
    assert OS6.numbers("missing-punch-pay", "missing_as", "fine") == ("fine", 10)


@pytest.mark.parametrize(
    ("filed", "used", "refused"),
    [
        ("2026-10-15T23:59:59", 4, []),
        ("2026-10-16T00:00:00", 4, ["correction-window late"]),
        ("2026-10-15T23:59:59", 5, ["correction-window too-many"]),
    ],
)
def test_three_days_and_five_a_month(filed: str, used: int, refused: list[str]) -> None:
    assert OS6.filing(FORM, filed=filed, corrections=used) == refused


def test_a_reason_and_the_supervisor() -> None:
    assert OS6.filing({**FORM, "reason": None}, filed="2026-10-13T09:00:00") == ["correction-window reason"]
    assert OS6.steps(FORM) == ("leader",)


def test_ten_yuan_for_each() -> None:
    """Only one punch on the 12th; none at the seams of the 13th but one at half past one: both are missing. The bonus
    of OS13 does not depend on it: 100 − 30 = 70."""
    table = {"first": "2026-10-12", "roster": "A = D D", "punches": "A 12 09:00\nA 13 13:30"}
    assert OS6.lines(table) == [
        "A 2026-10-12 out -10.00: 10 = 10.00",
        "A 2026-10-13 in -10.00: 10 = 10.00",
        "A 2026-10-13 out -10.00: 10 = 10.00",
    ]
    assert OS6.totals(table) == {"A": "70.00"}


@pytest.mark.parametrize(("filed", "fined"), [("2026-10-15T23:59:59", 0), ("2026-10-16T00:00:00", 1)])
def test_a_correction_in_time_costs_nothing(filed: str, fined: int) -> None:
    form = {"who": "A", "kind": "correction", "first": "2026-10-12", "side": "out", "time": "18:00", "filed": filed}
    table = {"first": "2026-10-12", "roster": "A = D", "punches": "A 12 09:00", "requests": [form]}
    assert len(OS6.lines(table)) == fined
    assert OS6.findings(table) == ["corrections late A 12 1"] * fined


def test_the_sixth_of_a_month() -> None:
    """Six days without a departure and six forms in time: five act, the sixth costs 10."""
    forms = [
        {"who": "A", "kind": "correction", "first": f"2026-10-{day}", "side": "out", "time": "18:00",
         "filed": f"2026-10-{day}T20:00"}
        for day in DAYS
    ]  # fmt: skip
    arrivals = late("12", *["09:00"] * 6, leaves="")
    table = {"first": "2026-10-12", "roster": "A = " + "D " * 6, "punches": arrivals, "requests": forms}
    assert OS6.lines(table) == ["A 2026-10-17 out -10.00: 10 = 10.00"]
    assert OS6.findings(table) == ["corrections over-limit A 17 1"]


def test_nothing_is_charged_while_it_may_still_be_corrected() -> None:
    table = {"first": "2026-10-12", "roster": "A = D", "punches": "A 12 09:00"}
    assert OS6.lines({**table, "as_of": "2026-10-15T23:59"}) == []
    assert len(OS6.lines({**table, "as_of": "2026-10-16T00:00"})) == 1
