"""Wage parts of one date: their order, one day wage, and exactly one where nothing was worked or paid (4.2, 4.7).

Charges are made by hand, so that leave and what else is charged need no rule here.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from rosterctl.domain.money import Rate
from rosterctl.domain.pay import DIVISOR, Charge, Fact, Fill, Part, PersonMonth
from rosterctl.domain.policy import RuleUse
from rosterctl.domain.records import Record
from rosterctl.rules.pay.claims import charges
from rosterctl.rules.pay.limits import Raised, limited
from tests.support.months import month

ON = date(2026, 10, 12)
USE = RuleUse("some-rule", "some-rule", None)
OTHER = RuleUse("other-rule", "other-rule", None)
DAY = Rate.of(2200).over(DIVISOR)
HOUR = DAY.over(8)


def _month(shift: Any, requests: Sequence[Any] = (), punches: str = "", **table: Any) -> PersonMonth:
    return month(
        {"first": "2026-10-12", "roster": "A = S", "shifts": {"S": shift}, "requests": requests, "punches": punches,
         "rules": [{"use": "absence"}], **table}
    )  # fmt: skip


def _wage(amount: Rate, fact: Fact, record: Record | None = None, **more: Any) -> Raised:
    return Raised.by(USE, Charge(ON, Part.WAGE, amount, fact.value, fact, record=record, **more))


def _told(found: Sequence[Raised]) -> list[str]:
    return [f"{one.charge.code} {one.charge.amount.text} = {one.amount}" for one in found]


def test_the_order_is_leave_absence_missing_late_early() -> None:
    raised = [_wage(HOUR, fact) for fact in reversed(Fact)]
    codes = [one.charge.code for one in limited(_month("09:00-17:00"), raised)]
    assert codes == ["leave", "absence", "missing", "late", "early"]


def test_what_comes_last_gets_what_is_left() -> None:
    # five hours of leave are 63.2184; of four hours late (50.5747) 101.1494 − 63.22 = 37.9294 are left; then nothing
    raised = [
        _wage(HOUR.hours(3600), Fact.EARLY),
        _wage(HOUR.hours(4 * 3600), Fact.LATE),
        _wage(HOUR.hours(5 * 3600), Fact.LEAVE),
    ]
    assert _told(limited(_month("09:00-17:00"), raised)) == [
        "leave 2200 ÷ 21.75 ÷ 8 × 5 = 63.22",
        "late 2200 ÷ 21.75 − 63.22 = 37.93",
    ]


def test_each_date_has_a_day_wage_of_its_own() -> None:
    other = Charge(date(2026, 10, 13), Part.WAGE, DAY, "late", Fact.LATE)
    found = limited(_month("09:00-17:00"), [_wage(DAY, Fact.LATE), Raised.by(USE, other)])
    assert [str(one.amount) for one in found] == ["101.15", "101.15"]


LEAVE = {"who": "A", "kind": "leave", "first": "2026-10-12", "part": "first-half"}


def test_unpaid_leave_and_an_absence_are_a_whole_day() -> None:
    # seven hours, half of them on leave: 44.2529; the absence takes 101.1494 − 44.25 = 56.8994
    found = _month("09:00-16:00", [LEAVE])
    (record,) = found.records
    half = HOUR.hours(12_600)
    raised = [_wage(half, Fact.LEAVE, record), _wage(half, Fact.ABSENCE, record)]
    assert (record.leave_seconds, record.expected_seconds) == (12_600, 12_600)
    assert _told(limited(found, raised)) == [
        "leave 2200 ÷ 21.75 ÷ 8 × 210 ÷ 60 = 44.25",
        "absence 2200 ÷ 21.75 − 44.25 = 56.90",
    ]


def test_leave_that_is_paid_in_part_is_not_filled_up() -> None:
    found = _month("09:00-16:00", [LEAVE])
    (record,) = found.records
    half = HOUR.hours(12_600)
    raised = [_wage(half.percent(40), Fact.LEAVE, record), _wage(half, Fact.ABSENCE, record)]
    # 40 % of 44.2529 = 17.7011
    assert [str(one.amount) for one in limited(found, raised)] == ["17.70", "44.25"]


def test_leave_paid_in_full_raises_no_charge_and_is_not_filled_up() -> None:
    found = _month("09:00-16:00", [LEAVE])
    (record,) = found.records
    assert [str(one.amount) for one in limited(found, [_wage(HOUR.hours(12_600), Fact.ABSENCE, record)])] == ["44.25"]


def test_an_errand_counts_as_worked() -> None:
    outing = {"who": "A", "kind": "outing", "first": "2026-10-12", "hours": "09:00-10:00"}
    found = _month("09:00-16:00", [outing])
    (record,) = found.records
    # six of seven hours are missed: 75.8621
    assert [str(one.amount) for one in limited(found, [_wage(HOUR.hours(21_600), Fact.ABSENCE, record)])] == ["75.86"]


def test_an_absence_beside_a_half_that_was_worked_is_not_filled_up() -> None:
    found = _month("09:00-12:00;14:00-18:00", punches="A 12 08:59 12:01")
    afternoon = found.records[1]
    assert afternoon.match.absent
    assert [str(one.amount) for one in limited(found, [_wage(HOUR.hours(14_400), Fact.ABSENCE, afternoon)])] == [
        "50.57"
    ]


def test_a_charge_for_the_whole_day_is_exactly_that() -> None:
    found = limited(_month("09:00-16:00"), [_wage(HOUR.hours(25_200), Fact.LEAVE, whole=True)])
    assert _told(found) == ["leave 2200 ÷ 21.75 = 101.15"]


def test_a_wage_part_of_nothing_is_no_line() -> None:
    assert limited(_month("09:00-16:00"), [_wage(Rate.of(0), Fact.LATE)]) == []


def _fine(amount: Rate, fill: Fill | None, record: Record | None = None, use: RuleUse = USE) -> Raised:
    return Raised.by(use, Charge(ON, Part.FINE, amount, "fine", record=record, fill=fill))


def test_a_fine_that_fills_the_day_takes_what_leave_has_left() -> None:
    # half a day of leave 50.5747, 16 minutes 3.3716: 101.1494 − 53.94 = 47.2094
    raised = [
        _wage(HOUR.hours(14_400), Fact.LEAVE),
        _wage(HOUR.hours(960), Fact.LATE),
        _fine(DAY, Fill.DATE),
    ]
    assert _told(limited(_month("09:00-17:00"), raised))[-1] == "fine 2200 ÷ 21.75 − 53.94 = 47.21"


def test_two_fines_that_fill_a_day_fill_it_once() -> None:
    raised = [_fine(DAY, Fill.DATE), _fine(DAY, Fill.DATE, use=OTHER)]
    assert [str(one.amount) for one in limited(_month("09:00-17:00"), raised)] == ["101.15"]


def test_a_fine_that_fills_a_record_leaves_others_aside() -> None:
    found = _month("09:00-17:00", punches="A 12 10:00 17:00")
    (record,) = found.records
    hour = HOUR.hours(3600)
    raised = [_wage(hour, Fact.LEAVE), _wage(hour, Fact.ABSENCE, record), _fine(DAY.over(2), Fill.RECORD, record)]
    assert _told(limited(found, raised))[-1] == "fine 2200 ÷ 21.75 ÷ 2 − 12.64 = 37.93"


def test_other_fines_and_payments_are_left_as_they_are() -> None:
    raised = [_wage(DAY, Fact.ABSENCE), _fine(Rate.of(30), None), _fine(DAY.times(2), None)]
    assert [str(one.amount) for one in limited(_month("09:00-17:00"), raised)] == ["101.15", "30.00", "202.30"]


def test_no_wage_parts_on_a_statutory_holiday() -> None:
    holiday = _month("09:00-17:00", days={"2026-10-12": "holiday"})
    raised = [_wage(HOUR, Fact.LATE), _fine(Rate.of(30), None), _fine(DAY, Fill.DATE)]
    assert _told(limited(holiday, raised)) == ["fine 30 = 30.00", "fine 2200 ÷ 21.75 − 12.64 = 88.51"]


def test_rounding_up_never_takes_more_than_the_day() -> None:
    # three times 33.7155 are 101.1465, less than 101.1494; rounded 33.72 each they would be 101.16
    raised = [_wage(Rate.of(Decimal("33.7155")), fact) for fact in (Fact.LEAVE, Fact.LATE, Fact.EARLY)]
    assert [str(one.amount) for one in limited(_month("09:00-17:00"), raised)] == ["33.72", "33.72", "33.71"]


def test_what_lies_outside_employment_is_no_charge() -> None:
    found = _month("09:00-17:00", staff=[{"id": "A", "employed_until": "2026-10-12"}])
    on, after = (Charge(day, Part.ALLOWANCE, Rate.of(5), "some") for day in (date(2026, 10, 12), date(2026, 10, 13)))
    assert charges(USE, on, found, ())
    assert not charges(USE, after, found, ())
    # the second half of a night that began on the last day is that day's, whatever date its money is counted on
    (record,) = found.records
    assert charges(USE, replace(after, record=record), found, ())
