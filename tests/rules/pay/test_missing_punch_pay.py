"""missing-punch-pay: each boundary, waiting, halves (OS6, 1.3, 2.4)."""

from typing import Any

import pytest

from tests.support.settling import Settled, settle


def _settled(punches: str, roster: str = "A = D", params: Any = None, **table: Any) -> Settled:
    uses = [{"use": "missing-punch-pay", **(params or {})}]
    return settle({"first": "2026-10-12", "roster": roster, "punches": punches, "rules": uses, **table})


@pytest.mark.parametrize(
    ("as_of", "lines"),
    [
        ("2026-10-12T20:00", []),  # the reach of the unit has not ended
        ("2026-10-15T23:59", []),  # a correction may still be filed
        ("2026-10-16T00:00", ["A 12 missing-punch-pay out -10.00"]),
    ],
)
def test_it_waits(as_of: str, lines: list[str]) -> None:
    assert _settled("A 12 08:59", as_of=as_of).lines() == lines


def test_a_correction_in_time_costs_nothing() -> None:
    correction = {
        "who": "A", "kind": "correction", "first": "2026-10-12", "side": "out", "time": "18:00",
        "filed": "2026-10-13T09:00",
    }  # fmt: skip
    assert _settled("A 12 08:59", requests=[correction]).lines() == []


def test_the_amount_is_a_parameter() -> None:
    assert _settled("A 12 13:30", params={"fine": "7.50"}).totals() == {"A": "-15.00"}
    assert _settled("A 12 13:30", params={"fine": 0}).lines() == []


def test_a_lateness_beside_it_is_charged_too() -> None:
    # 16 minutes late 3.3716, and out forgotten; the fine comes after the wage parts
    assert _settled("A 12 09:16").lines() == ["A 12 time-not-worked late -3.37", "A 12 missing-punch-pay out -10.00"]


def test_half_absent_is_a_wage_part_taken_before_a_lateness() -> None:
    found = _settled("A 12 09:16", params={"missing_as": "half-absent"})
    assert found.lines() == ["A 12 missing-punch-pay half -50.57", "A 12 time-not-worked late -3.37"]
    assert {line.part.value for line in found.priced[0].lines} == {"wage"}


def test_two_units_of_a_day_half_absent_stay_within_a_day() -> None:
    # each six hours with one boundary: 50.5747 twice are one day wage, to the fen
    found = _settled(
        "A 12 06:00 17:00",
        "A = E+F",
        shifts={"E": "06:00-12:00", "F": "17:00-23:00"},
        params={"missing_as": "half-absent"},
    )
    assert found.lines([" = "] * 2) == [
        "A 12 missing-punch-pay half -50.57 = 2200 ÷ 21.75 ÷ 2",
        "A 12 missing-punch-pay half -50.58 = 2200 ÷ 21.75 − 50.57",
    ]


def test_on_a_holiday_half_absent_costs_nothing_and_the_fine_stays() -> None:
    holiday: dict[str, Any] = {"days": {"2026-10-12": "holiday"}}
    assert _settled("A 12 08:59", params={"missing_as": "half-absent"}, **holiday).lines() == []
    assert _settled("A 12 08:59", **holiday).totals() == {"A": "-10.00"}


def test_without_the_rule_a_missing_punch_costs_nothing() -> None:
    found = settle({"first": "2026-10-12", "roster": "A = D", "punches": "A 12 08:59"})
    assert (found.records(), found.lines()) == (["A 12 missing-out"], [])


def test_forgetting_to_punch_out_against_leaving_three_hours_early() -> None:
    # the page's warning: 10 and 50.57 against 12.643678 × 3 = 37.93
    early = _settled("A 12 09:00 15:00").totals()["A"]
    fine = _settled("A 12 09:00").totals()["A"]
    half = _settled("A 12 09:00", params={"missing_as": "half-absent"}).totals()["A"]
    assert (early, fine, half) == ("-37.93", "-10.00", "-50.57")
