"""leave-pay: what the page's examples leave out (4.2, 4.7)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rosterctl.rules.pay.leave_pay import KINDS, Params
from tests.support.settling import settle

SHIFTS = {
    "D": {"time": "09:00-18:00", "meals": ["12:00-13:00"]},
    "S": "09:00-12:00;14:00-18:00",
    "L": "08:00-20:00",
    "N": "22:00-06:00",
}


def month(*requests: Mapping[str, object], **more: object) -> dict[str, object]:
    asked = [{"who": "A", "kind": "leave", "first": "2026-10-09", **one} for one in requests]
    return {"first": "2026-10-09", "roster": "A = D", "shifts": SHIFTS, "requests": asked, **more}


def lines(table: Mapping[str, object], arithmetic: bool = False) -> list[str]:
    return settle(table).lines([" = "] * 9 if arithmetic else [])


def test_each_kind_has_its_share() -> None:
    paid = {kind: Params().percent(kind) for kind in KINDS}
    assert paid.pop("personal") == 0
    assert paid.pop("sick") == 60
    assert set(paid.values()) == {100}
    assert len(paid) == 8


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # no word of its own: as personal leave
        ({}, ["A 09 leave-pay other -101.15 = 2200 ÷ 21.75"]),
        # 101.1494… × 30 % = 30.3448…
        ({"own": {"study": 70}}, ["A 09 leave-pay other -30.34 = 2200 ÷ 21.75 × 30 %"]),
        ({"personal": 50}, ["A 09 leave-pay other -50.57 = 2200 ÷ 21.75 × 50 %"]),
        ({"own": {"study": 100}}, []),
    ],
)
def test_a_kind_of_the_workspaces_own(rule: dict[str, object], expected: list[str]) -> None:
    table = month({"leave": "study"}, rules=[{"use": "leave-pay", **rule}])
    assert lines(table, arithmetic=True) == expected


@pytest.mark.parametrize(
    ("minimum", "expected"),
    [
        # 60 % of 2200 is what 80 % of 1650 is: at the floor, not below it; 40.4597…
        (1650, ["A 09 leave-pay sick -40.46 = 2200 ÷ 21.75 × 40 %"]),
        # (2200 − 1650.01 × 0.8) ÷ 21.75 = 879.992 ÷ 21.75 = 40.4594…
        ("1650.01", ["A 09 leave-pay sick -40.46 = 2200 ÷ 21.75 − 1650.01 × 80 % ÷ 21.75"]),
        # (2200 − 1600.8…): 2001 × 0.8 = 1600.80; 599.2 ÷ 21.75 = 27.5494…
        (2001, ["A 09 leave-pay sick -27.55 = 2200 ÷ 21.75 − 2001 × 80 % ÷ 21.75"]),
        # 80 % of 2750 is the whole wage; more than that is still no more than the own day wage
        (2750, []),
        (9000, []),
    ],
)
def test_the_floor_of_sick_pay(minimum: object, expected: list[str]) -> None:
    table = month({"leave": "sick"}, rules=[{"use": "leave-pay", "minimum_wage": minimum}])
    assert lines(table, arithmetic=True) == expected


def test_the_floor_is_for_sick_leave_only() -> None:
    table = month({"leave": "personal"}, rules=[{"use": "leave-pay", "minimum_wage": 2200}])
    assert lines(table) == ["A 09 leave-pay personal -101.15"]


def test_the_floor_by_the_hour() -> None:
    # (2200 − 2200 × 0.8) ÷ 21.75 ÷ 8 × 3 = 440 ÷ 21.75 ÷ 8 × 3 = 7.5862…
    table = month(
        {"leave": "sick", "part": "first-half"},
        punches="A 09 13:00 18:00",
        rules=[{"use": "leave-pay", "minimum_wage": 2200}],
    )
    assert lines(table, arithmetic=True) == [
        "A 09 leave-pay sick -7.59 = (2200 ÷ 21.75 − 2200 × 80 % ÷ 21.75) ÷ 8 × 3"
    ]


def test_two_kinds_on_a_whole_day_share_one_day_wage() -> None:
    # 3 of 8 hours sick: 101.1494… × 3 ÷ 8 × 40 % = 15.172…; 5 of 8 personal: 63.218…
    table = month({"leave": "sick", "part": "first-half"}, {"leave": "personal", "part": "second-half"})
    assert lines(table, arithmetic=True) == [
        "A 09 leave-pay sick -15.17 = 2200 ÷ 21.75 × 3 ÷ 8 × 40 %",
        "A 09 leave-pay personal -63.22 = 2200 ÷ 21.75 × 5 ÷ 8",
    ]


def test_two_requests_of_one_kind_are_one_line() -> None:
    table = month({"id": "P", "part": "first-half"}, {"id": "Q", "part": "second-half"})
    found = settle(table)
    assert found.lines() == ["A 09 leave-pay personal -101.15"]
    (line,) = found.priced[0].lines
    assert line.because == ("P", "Q")
    assert line.values == {"hours": "8:00"}
    assert line.record is not None


def test_a_second_in_two_requests_is_paid_as_the_better_one() -> None:
    # the whole day is personal leave, 14–16 sick as well: two hours of eight at 40 %, six of eight unpaid
    # 101.1494… × 6 ÷ 8 = 75.862…; × 2 ÷ 8 × 40 % = 10.1149…
    table = month({"leave": "personal"}, {"leave": "sick", "hours": "14:00-16:00"})
    assert sorted(lines(table)) == ["A 09 leave-pay personal -75.86", "A 09 leave-pay sick -10.11"]


def test_a_split_shift_on_leave_is_one_day() -> None:
    # seven paid hours in two units, and still one day wage
    assert lines(month({}, roster="A = S")) == ["A 09 leave-pay personal -101.15"]


def test_one_segment_on_leave_is_hours() -> None:
    # 09–12: 12.6437 × 3 = 37.931
    table = month({"part": "first-half"}, roster="A = S", punches="A 09 14:00 18:00")
    assert lines(table) == ["A 09 leave-pay personal -37.93"]


def test_a_long_shift_costs_no_more_than_a_day() -> None:
    # eleven of twelve hours: 11 ÷ 8 of a day wage, limited to one (4.2)
    table = month({"hours": "08:00-19:00"}, roster="A = L", punches="A 09 19:00 20:00")
    assert lines(table) == ["A 09 leave-pay personal -101.15"]


def test_the_wage_of_the_date() -> None:
    # 2610 ÷ 21.75 = 120 from the 10th on
    table = month({"last": "2026-10-10"}, roster="A = D D", wages={"A": {"2026-10-10": "2610"}})
    assert lines(table) == ["A 09 leave-pay personal -101.15", "A 10 leave-pay personal -120.00"]


def test_nothing_on_a_statutory_holiday() -> None:
    assert lines(month({}, days={"2026-10-09": "holiday"})) == []


def test_an_open_date_costs_nothing_yet() -> None:
    # the reach ends at 22:00: the date is open up to that second; three hours at 12.6437
    half = {"part": "first-half"}
    assert lines(month(half, punches="A 09 13:00 18:00", as_of="2026-10-09T22:00")) == []
    settled = month(half, punches="A 09 13:00 18:00", as_of="2026-10-09T22:00:01")
    assert lines(settled) == ["A 09 leave-pay personal -37.93"]


def test_leave_that_nobody_approved_is_none() -> None:
    table = month({"status": "filed"}, punches="A 09 09:00 18:00")
    assert lines(table) == []


def test_overtime_of_its_own_beside_leave_changes_nothing() -> None:
    overtime = {"kind": "overtime", "hours": "23:00-24:00"}
    table = month({"leave": "personal"}, overtime, rules=[{"use": "time-not-worked", "mode": "off"}])
    assert [line for line in lines(table) if "leave-pay" in line] == ["A 09 leave-pay personal -101.15"]


def test_leave_and_lateness_share_the_day() -> None:
    # 12.6437 × 3 for the morning; an hour late in the afternoon 12.6437
    table = month({"part": "first-half"}, punches="A 09 14:00 18:00")
    assert lines(table) == ["A 09 leave-pay personal -37.93", "A 09 time-not-worked late -12.64"]


HALF_HOURS = st.integers(18, 35)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["personal", "sick", "annual"]), HALF_HOURS, st.integers(1, 8)), max_size=4),
    st.sampled_from([0, 1650, 2200, 2750]),
)
def test_leave_never_costs_more_than_its_time_unpaid(asked: list[tuple[str, int, int]], minimum: int) -> None:
    requests = [
        {
            "leave": kind,
            "hours": f"{start // 2:02d}:{start % 2 * 30:02d}-{(start + many) // 2:02d}:{(start + many) % 2 * 30:02d}",
        }
        for kind, start, many in asked
    ]
    table = month(
        *requests,
        rules=[{"use": "leave-pay", "minimum_wage": minimum}, {"use": "time-not-worked", "mode": "off"}],
    )
    found = settle(table)
    (record,) = found.judged.records()
    hour = Fraction(2200) / Fraction("21.75") / 8
    cost = -sum(Fraction(line.amount) for line in found.priced[0].lines)
    slack = Fraction(len(asked), 200)
    assert 0 <= cost <= hour * Fraction(record.leave_seconds, 3600) + slack
    if minimum == 2750 and {kind for kind, *_ in asked} <= {"sick", "annual"}:
        assert cost == 0
    if {kind for kind, *_ in asked} == {"personal"}:
        assert abs(cost - hour * Fraction(record.leave_seconds, 3600)) <= slack


def test_yuan_and_percent_are_what_they_are() -> None:
    made = Params.model_validate_json('{"minimum_wage": "2690.50", "own": {"study": 30}}', strict=True)
    assert made.minimum_wage == Decimal("2690.50")
    for bad in ('{"sick": 101}', '{"sick": -1}', '{"minimum_wage": -1}', '{"own": {"study": 101}}'):
        with pytest.raises(ValueError):
            Params.model_validate_json(bad, strict=True)
