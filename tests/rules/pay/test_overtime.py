"""overtime: what the page's examples leave out (4.6)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from rosterctl.attendance.pipeline import judge_period
from rosterctl.domain.attendance import UnitKind
from rosterctl.domain.pay import PayLine, PersonMonth
from rosterctl.domain.requests import Compensation
from rosterctl.domain.stretches import common, seconds, union
from rosterctl.domain.worked import presence
from rosterctl.errors import InputError
from rosterctl.rules.pay.overtime import Params, Worked, payable
from rosterctl.services.pay import person_months
from tests.support.settling import punches_of, read, settle

SHIFTS = {
    "D": {"time": "09:00-18:00", "meals": ["12:00-13:00"]},
    "S": "09:00-12:00;14:00-18:00",
    "E": "15:30-24:00",
    "N": "22:00-06:00",
}


def month(punches: str, *requests: Mapping[str, object], **more: object) -> dict[str, object]:
    asked = [{"who": "A", "kind": "overtime", "first": "2026-10-09", **one} for one in requests]
    return {"first": "2026-10-09", "roster": "A = D", "shifts": SHIFTS, "punches": punches, "requests": asked, **more}


def use(**params: object) -> list[dict[str, object]]:
    return [{"use": "overtime", **params}]


def lines(table: Mapping[str, object], arithmetic: bool = False) -> list[str]:
    found = settle(table).lines([" = "] * 9 if arithmetic else [])
    return [line for line in found if " overtime " in line]


EVENING = {"hours": "18:00-20:00"}


@pytest.mark.parametrize(
    ("punches", "expected"),
    [
        # rounded down to half an hour: 12.6437 × 1.5 × 1.5 = 28.448…
        ("A 09 09:00 19:59:59", ["A 09 overtime workday 28.45 = 2200 ÷ 21.75 ÷ 8 × 90 ÷ 60 × 150 %"]),
        ("A 09 09:00 20:00", ["A 09 overtime workday 37.93 = 2200 ÷ 21.75 ÷ 8 × 2 × 150 %"]),
        # half an hour: 12.6437 × 0.5 × 1.5 = 9.4827…
        ("A 09 09:00 18:30", ["A 09 overtime workday 9.48 = 2200 ÷ 21.75 ÷ 8 × 30 ÷ 60 × 150 %"]),
        ("A 09 09:00 18:29:59", []),
        # a missing boundary: nothing until it is corrected
        ("A 09 20:00", []),
        ("A 09 09:00", []),
        ("", []),
    ],
)
def test_an_evening(punches: str, expected: list[str]) -> None:
    assert lines(month(punches, EVENING), arithmetic=True) == expected


def test_a_correction_brings_it_back() -> None:
    correction = {"kind": "correction", "side": "in", "time": "09:00"}
    assert lines(month("A 09 20:00", EVENING, correction)) == ["A 09 overtime workday 37.93"]


@pytest.mark.parametrize(
    ("counts", "departure", "seconds_"),
    [
        ("min", "19:00", 3600),
        ("approved", "19:00", 7200),
        ("punched", "19:00", 3600),
        ("min", "21:30", 7200),
        ("approved", "21:30", 7200),
        ("punched", "21:30", 12600),
        # not a second of it worked
        ("approved", "18:00", 0),
        ("punched", "18:00", 0),
    ],
)
def test_what_counts(counts: str, departure: str, seconds_: int) -> None:
    found = _payable(month(f"A 09 09:00 {departure}", EVENING), Params.model_validate({"counts": counts}))
    assert sum(seconds(one.stretches) for one in found) == seconds_


def test_punched_does_not_reach_beyond_the_side_that_was_asked_for() -> None:
    # 08:00–09:00 was nobody's request; 18:00–21:00 is
    (found,) = _payable(month("A 09 08:00 21:00", EVENING), Params(counts="punched"))
    assert seconds(found.stretches) == 3 * 3600


def test_a_window_over_the_whole_day_pays_neither_the_shift_nor_its_break() -> None:
    # 08–09 and 18–20; 09–18 is the shift, its break is nobody's overtime: 12.6437 × 3 × 1.5 = 56.896…
    table = month("A 09 08:00 20:00", {"hours": "08:00-20:00"})
    assert lines(table) == ["A 09 overtime workday 56.90"]


def test_work_through_the_break_counts_when_it_was_asked_for() -> None:
    # 12.6437 × 1 × 1.5 = 18.9655
    table = month("A 09 09:00 18:00", {"hours": "12:00-13:00"})
    assert lines(table) == ["A 09 overtime workday 18.97"]


def test_the_gap_of_a_split_shift_is_no_break() -> None:
    # 12–14 between the segments, present to 13:00 by the first one's departure: 12.6437 × 1.5 = 18.9655
    table = month("A 09 09:00 13:00 14:00 18:00", {"hours": "12:00-14:00"}, roster="A = S")
    assert lines(table) == ["A 09 overtime workday 18.97"]


def test_overtime_of_its_own_less_the_meal_that_was_punched() -> None:
    # 09–18 on a date off, out 12:00–13:00: 8 h × 12.6437 × 2 = 202.2988
    table = month("A 09 09:00 12:00 13:00 18:00", {"hours": "09:00-18:00"}, roster="A = .")
    assert lines(table) == ["A 09 overtime rest-day 202.30"]


def test_overtime_of_its_own_needs_both_punches() -> None:
    table = month("A 09 09:00", {"hours": "09:00-18:00"}, roster="A = .")
    assert lines(table) == []


def test_requests_that_overlap_pay_a_second_once() -> None:
    # 18–20 and 19–21, there until 21: two hours and one more
    table = month("A 09 09:00 21:00", {"id": "P", "hours": "18:00-20:00"}, {"id": "Q", "hours": "19:00-21:00"})
    found = [line for line in settle(table).priced[0].lines if line.rule == "overtime"]
    assert [(line.because, line.values["hours"]) for line in found] == [(("P",), "2:00"), (("Q",), "1:00")]


def test_the_classes_go_by_the_roster_not_the_week() -> None:
    # Sunday 11 October is rostered, Monday 12 is off
    table = month(
        "A 11 09:00 20:00\nA 12 18:00 20:00",
        {"first": "2026-10-11", "last": "2026-10-12", **EVENING},
        roster="A = . . D .",
    )
    assert lines(table) == ["A 11 overtime workday 37.93", "A 12 overtime rest-day 50.57"]


def test_a_moved_workday_is_a_workday_when_rostered() -> None:
    table = month(
        "A 10 09:00 20:00", {"first": "2026-10-10", **EVENING}, roster="A = . D", days={"2026-10-10": "moved"}
    )
    assert lines(table) == ["A 10 overtime workday 37.93"]


@pytest.mark.parametrize(
    ("where", "days", "expected"),
    [
        ("A = D", {}, ["A 09 overtime workday 37.93"]),  # the law wants money
        ("A = .", {}, []),
        ("A = .", {"2026-10-09": "holiday"}, ["A 09 overtime holiday 75.86"]),
    ],
)
def test_time_off_takes_the_place_of_rest_day_pay_only(where: str, days: dict[str, str], expected: list[str]) -> None:
    punches = "A 09 09:00 20:00" if "D" in where else "A 09 18:00 20:00"
    table = month(punches, {"compensation": "time-off", **EVENING}, roster=where, days=days)
    assert lines(table) == expected


@pytest.mark.parametrize("system", ["comprehensive", "flexible"])
@pytest.mark.parametrize(
    ("where", "days", "expected"),
    [
        ("A = D", {}, []),
        ("A = .", {}, []),
        ("A = .", {"2026-10-09": "holiday"}, ["A 09 overtime holiday 75.86"]),
    ],
)
def test_other_hours_systems_have_holidays_only(
    system: str, where: str, days: dict[str, str], expected: list[str]
) -> None:
    punches = "A 09 09:00 20:00" if "D" in where else "A 09 18:00 20:00"
    table = month(punches, EVENING, roster=where, days=days, staff=[{"id": "A", "hours_system": system}])
    assert lines(table) == expected


def test_rates_may_be_better_than_the_law_not_worse() -> None:
    # 12.6437 × 2 × 2 = 50.574…
    assert lines(month("A 09 09:00 20:00", EVENING, rules=use(workday=200))) == ["A 09 overtime workday 50.57"]
    for bad in ({"workday": 149}, {"rest_day": 199}, {"holiday": 299}):
        with pytest.raises(ValueError):
            Params(**bad)  # type: ignore[arg-type]


def test_rounding_can_be_off_or_in_hours() -> None:
    # 1 h 45 min: 12.6437 × 1.75 × 1.5 = 33.1896…; one hour 18.9655
    assert lines(month("A 09 09:00 19:45", EVENING, rules=use(unit=0))) == ["A 09 overtime workday 33.19"]
    assert lines(month("A 09 09:00 19:45", EVENING, rules=use(unit=60))) == ["A 09 overtime workday 18.97"]


def test_open_units_pay_nothing_yet() -> None:
    # the window widens the reach: 20:00 + 4 h
    assert lines(month("A 09 09:00 20:00", EVENING, as_of="2026-10-10T00:00")) == []
    assert lines(month("A 09 09:00 20:00", EVENING, as_of="2026-10-10T00:00:01")) == ["A 09 overtime workday 37.93"]


def test_only_what_is_approved() -> None:
    assert lines(month("A 09 09:00 20:00", {"status": "filed", **EVENING})) == []


def test_beyond_the_period_the_calendar_decides_where_no_roster_is_known() -> None:
    # Saturday 31 October 22:00 to 02:00: the 31st is the person's rest day, 1 November a Sunday nobody knows about
    table = month("A 31 22:00 26:00", {"first": "2026-10-31", "hours": "22:00-02:00"}, roster="A = .")
    assert lines(table) == ["A 31 overtime rest-day 50.57", "A 11-01 overtime rest-day 50.57"]
    # Sunday 31 May into a Monday that a roster has her on; into a Monday nobody knows about
    known = {"month": "2026-05", "first": "2026-05-31", "roster": "A = . D"}
    table = month("A 31 22:00 26:00", {"first": "2026-05-31", "hours": "22:00-02:00"}, **known)
    assert lines(table) == ["A 31 overtime rest-day 50.57", "A 06-01 overtime workday 37.93"]
    # somebody is on the roster of that Monday, so that it is known: A is off
    others = {**known, "roster": "A = . .\nB = . D", "staff": ["A"]}
    table = month("A 31 22:00 26:00", {"first": "2026-05-31", "hours": "22:00-02:00"}, **others)
    assert lines(table) == ["A 31 overtime rest-day 50.57", "A 06-01 overtime rest-day 50.57"]
    unknown = {**known, "roster": "A = ."}
    table = month("A 31 22:00 26:00", {"first": "2026-05-31", "hours": "22:00-02:00"}, **unknown)
    assert lines(table) == ["A 31 overtime rest-day 50.57", "A 06-01 overtime workday 37.93"]


def test_the_record_and_the_request_are_the_evidence() -> None:
    (line,) = _lines(month("A 09 09:00 20:00", {"id": "OT1", **EVENING}))
    assert line.because == ("OT1",)
    assert line.record is not None
    assert (line.record.unit.shift, str(line.part)) == ("D", "overtime")


# --- properties


def _lines(table: Mapping[str, object]) -> list[PayLine]:
    return [line for line in settle(table).priced[0].lines if line.rule == "overtime"]


def _payable(table: Mapping[str, object], params: Params) -> list[Worked]:
    return list(payable(_month(table), params))


def _month(table: Mapping[str, object]) -> PersonMonth:
    period = read(table)
    judged = judge_period(period, punches_of(table, period))
    return next(iter(person_months(judged)))


def _lived(table: Mapping[str, object]) -> PersonMonth:
    """The month; units that overlap are bad input (1.4), and no example."""
    try:
        return _month(table)
    except InputError:
        reject()


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@st.composite
def evenings(draw: st.DrawFn) -> dict[str, object]:
    """Three dates with shifts or without, punches anywhere, windows that may overlap shifts and each other."""
    cells = [draw(st.sampled_from(["D", "S", "N", ".", "."])) for _ in range(3)]
    cells = [c if i == 0 or cells[i - 1] != "N" else "." for i, c in enumerate(cells)]
    punches = []
    for day in (9, 10, 11):
        times = sorted(draw(st.lists(st.integers(6 * 60, 30 * 60), max_size=4, unique=True)))
        punches += [f"A {day:02d} {' '.join(map(_clock, times))}"] if times else []
    requests = []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, 47)) * 30
        end = (start + draw(st.integers(1, 12)) * 30) % 1440
        first = draw(st.sampled_from(["2026-10-09", "2026-10-10"]))
        last = draw(st.sampled_from([first, "2026-10-11"]))
        requests.append({"hours": f"{_clock(start)}-{_clock(end)}", "first": first, "last": last})
    return month("\n".join(punches), *requests, roster="A = " + " ".join(cells), days={"2026-10-11": "holiday"})


@settings(max_examples=200, deadline=None)
@given(evenings(), st.sampled_from([0, 30, 60]))
def test_no_more_is_paid_than_is_approved_and_present(table: dict[str, object], unit: int) -> None:
    lived = _lived(table)
    there = union(one for record in lived.records for one in presence(record.match))
    scheduled = union(
        one
        for record in lived.records
        if record.unit.kind is UnitKind.SEGMENT
        for one in (*record.unit.expected, *record.unit.outing)
    )
    found = list(payable(lived, Params()))
    seen = union(())
    for one in found:
        windows = [
            lived.period.wall.stretch(day, one.request.hours)
            for day in (one.request.first, one.request.last)
            if one.request.hours is not None
        ]
        if (one.request.last - one.request.first).days <= 1:
            assert seconds(common(one.stretches, union(windows))) == seconds(one.stretches)
        assert seconds(common(one.stretches, there)) == seconds(one.stretches)
        assert not common(one.stretches, scheduled)
        assert not common(one.stretches, seen)
        seen = union([*seen, *one.stretches])
    made = _lines({**table, "rules": use(unit=unit)})
    for one in found:
        said = sum(_length(line) for line in made if line.because == (one.request.id,))
        total = seconds(one.stretches)
        assert one.request.compensation is Compensation.PAY
        assert said == (total - total % (unit * 60) if unit else total)  # cut at midnight, and nothing lost
    assert {line.because[0] for line in made} <= {one.request.id for one in found}


@settings(max_examples=100, deadline=None)
@given(evenings())
def test_each_way_of_counting_is_no_less_than_both(table: dict[str, object]) -> None:
    lived = _lived(table)
    least = sum(seconds(one.stretches) for one in payable(lived, Params()))
    for counts in ("approved", "punched"):
        assert sum(seconds(one.stretches) for one in payable(lived, Params(counts=counts))) >= least


def _length(line: PayLine) -> int:
    hours, minutes, *rest = (int(part) for part in str(line.values["hours"]).split(":"))
    return hours * 3600 + minutes * 60 + sum(rest)
