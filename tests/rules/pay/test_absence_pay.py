"""absence-pay: whole days, parts of days, tiers and the fine beside them (OS11, 4.2)."""

from typing import Any

from tests.support.settling import Settled, settle

SPLIT = {"S": "09:00-12:00;14:00-18:00"}


def _settled(punches: str = "", roster: str = "A = D", rules: Any = (), params: Any = None, **table: Any) -> Settled:
    uses = [{"use": "absence-pay", **(params or {})}, *rules]
    return settle({"first": "2026-10-12", "roster": roster, "punches": punches, "rules": uses, **table})


def test_by_default_the_day_is_not_paid_and_no_more() -> None:
    assert _settled().lines([" = "]) == ["A 12 absence-pay absent -101.15 = 2200 ÷ 21.75"]


def test_an_absent_half_at_three_times() -> None:
    # the morning's three hours 37.9310, and twice that as fine: 75.8621
    found = _settled("A 12 14:00 18:00", "A = S", shifts=SPLIT, params={"multiple": 3})
    assert found.lines([" = "] * 2) == [
        "A 12 absence-pay absent -37.93 = 2200 ÷ 21.75 ÷ 8 × 3",
        "A 12 absence-pay multiple -75.86 = 2200 ÷ 21.75 ÷ 8 × 3 × 2",
    ]


def test_a_short_shift_at_three_times_is_three_days() -> None:
    found = _settled(roster="A = K", shifts={"K": "09:00-16:00"}, params={"multiple": 3})
    assert found.totals() == {"A": "-303.45"}  # 101.15 + 202.30


def test_two_shifts_of_a_day_and_one_of_them_absent() -> None:
    # E of six hours is absent: 75.8621; the fine of 30 is for the date
    found = _settled(
        "A 12 17:00 23:00", "A = E+F", shifts={"E": "06:00-12:00", "F": "17:00-23:00"}, params={"fine": 30}
    )
    assert found.lines() == ["A 12 absence-pay absent -75.86", "A 12 absence-pay fixed -30.00"]


def test_half_a_day_by_tier_never_costs_less_than_the_time() -> None:
    # five hours late are 63.2184, more than half a day (50.57): no fine is added
    found = _settled("A 12 15:00 18:00", rules=[{"use": "lateness-tiers", "absent_half": 30}])
    assert found.lines() == ["A 12 absence-pay absent -63.22"]


def test_half_a_day_by_tier_twice_is_a_day() -> None:
    # each half of the split day an hour late: 12.6437 + 37.9347, twice
    found = _settled(
        "A 12 10:00 12:00 15:00 18:00", "A = S", rules=[{"use": "lateness-tiers", "absent_half": 30}], shifts=SPLIT
    )
    assert found.totals() == {"A": "-101.14"}  # 2 × (12.64 + 37.93): each line is rounded on its own


def test_half_a_day_by_tier_at_twice() -> None:
    # twice half a day is 101.1494; the hour not worked 12.64; 88.5094 is fine
    found = _settled("A 12 10:00 18:00", rules=[{"use": "lateness-tiers", "absent_half": 30}], params={"multiple": 2})
    assert found.lines([" = "] * 2)[1] == "A 12 absence-pay half -88.51 = 2200 ÷ 21.75 ÷ 2 × 2 − 12.64"


def test_half_a_day_by_tier_and_gone_early() -> None:
    # the hour before is the absence's, the hour after plain early leave
    found = _settled("A 12 10:00 17:00", rules=[{"use": "lateness-tiers", "absent_half": 30}])
    assert found.lines() == [
        "A 12 absence-pay absent -12.64",
        "A 12 time-not-worked early -12.64",
        "A 12 absence-pay half -37.93",
    ]


def test_the_fine_is_for_each_date() -> None:
    found = _settled(roster="A = D D", params={"fine": "12.50"})
    assert found.totals() == {"A": "-227.30"}  # 2 × (101.15 + 12.50)


def test_overtime_that_nobody_came_to_costs_nothing() -> None:
    overtime = {"who": "A", "kind": "overtime", "first": "2026-10-17", "hours": "10:00-12:00"}
    rules = [{"use": "overtime", "mode": "off"}]
    assert _settled("A 12 09:00 18:00", rules=rules, requests=[overtime], params={"fine": 30}).lines() == []


def test_an_undecided_correction_makes_the_absence_wait() -> None:
    correction = {"who": "A", "kind": "correction", "first": "2026-10-12", "side": "in", "time": "09:00"}
    filed = {**correction, "filed": "2026-10-13T09:00", "status": "filed"}
    assert _settled(requests=[filed]).lines() == []
    assert _settled(requests=[{**filed, "status": "rejected"}]).totals() == {"A": "-101.15"}


def test_on_a_holiday_the_fine_part_only() -> None:
    found = _settled(days={"2026-10-12": "holiday"}, params={"multiple": 2, "fine": 30})
    assert found.lines() == ["A 12 absence-pay multiple -101.15", "A 12 absence-pay fixed -30.00"]
