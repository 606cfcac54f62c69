"""consecutive-absence: what the page's examples leave out (3.6), and the other reading of it."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rosterctl.domain.records import Word
from tests.attendance.judging_by_value import streak
from tests.support.settling import Table, settle

HERE = "09:00 18:00"


def table(days: str, first: str = "2026-10-12", **more: Any) -> Table:
    """``days`` of A, a word each: absent, here, leave, off, trip, half (late by an hour and more), day (half a day's
    leave, absent beside it); every workday of them has the shift D."""
    begins = dt.date.fromisoformat(first)
    punches, requests, cells = [], list(more.pop("requests", [])), []
    for number, what in enumerate(days.split()):
        on = begins + dt.timedelta(number)
        cells.append("." if what == "off" else "D")
        clocks = {"here": HERE, "half": "10:30 18:00"}.get(what)
        punches += [f"A {on:%m-%d} {clocks}"] if clocks else []
        if what in ("leave", "trip", "day"):
            kind = "outing" if what == "trip" else "leave"
            part = "first-half" if what == "day" else "whole"
            requests.append({"who": "A", "kind": kind, "first": str(on), "part": part})
    rules = [
        {"use": "consecutive-absence", **more.pop("params", {})},
        {"use": "lateness-tiers", "absent_half": 60},
        *more.pop("rules", []),
    ]
    return {
        "first": first, "staff": ["A"], "roster": f"A = {' '.join(cells)}", "punches": "\n".join(punches),
        "requests": requests, "rules": rules, **more,
    }  # fmt: skip


def alarms(days: str, first: str = "2026-10-12", **more: Any) -> list[str]:
    found = settle(table(days, first, **more)).findings("consecutive-absence")
    return [line.split()[3] for line in found]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("absent absent absent absent", ["14"]),
        ("absent absent here absent", []),
        ("absent absent half absent absent", []),
        ("absent absent trip absent", []),
        ("absent leave absent leave absent", ["16"]),
        ("absent off absent off absent", ["16"]),
        ("absent absent day", ["14"]),
        ("absent absent absent here absent absent absent", ["14", "18"]),
    ],
)
def test_what_counts_and_what_breaks(days: str, said: list[str]) -> None:
    assert alarms(days) == said


def test_the_tier_of_absence_counts() -> None:
    tier = [{"use": "lateness-tiers", "absent": 60}]
    assert alarms("half half half", rules=tier) == ["14"]


def test_over_the_end_of_a_month() -> None:
    assert alarms("absent absent absent", "2026-09-29") == ["01"]
    assert alarms("absent absent absent absent", "2026-09-28") == []  # it came on 30 September
    assert alarms("absent absent absent", "2026-10-30") == []  # and will come on 1 November


def test_what_was_carried_in() -> None:
    carried = {"opening": {"consecutive-absence": {"A": 2}}}
    assert alarms("absent absent", "2026-10-08", **carried) == ["08"]
    assert alarms("here absent absent", "2026-10-08", **carried) == []
    assert alarms("leave absent", "2026-10-08", **carried) == ["09"]
    assert alarms("absent", "2026-10-08", opening={"consecutive-absence": {"A": 3}}) == []  # the alarm was before


def test_carried_days_that_are_known_are_not_counted_twice() -> None:
    carried = {"opening": {"consecutive-absence": {"A": 2}}}
    assert alarms("absent absent absent", "2026-09-29", **carried) == ["01"]  # 29 and 30 September are the two
    assert alarms("here absent absent absent", "2026-09-29", **carried) == ["02"]  # known better: one only


def test_open_days_neither_count_nor_break() -> None:
    found = settle(table("absent absent absent", as_of="2026-10-14T12:00"))
    assert found.findings("consecutive-absence") == []


def test_a_double_shift_is_one_day() -> None:
    double = {
        "first": "2026-10-12",
        "shifts": {"M": "06:00-10:00", "P": "18:00-22:00"},
        "roster": "A = M+P M+P M+P",
        "rules": [{"use": "consecutive-absence"}],
    }
    assert settle(double).findings("consecutive-absence") == ["consecutive-absence in-a-row A 14 3"]
    half = {**double, "punches": "A 13 18:00 22:00"}
    assert settle(half).findings("consecutive-absence") == []


def test_overtime_that_nobody_came_to_is_no_roster_day() -> None:
    overtime = {"who": "A", "kind": "overtime", "first": "2026-10-14", "hours": "09:00-12:00"}
    assert alarms("absent absent off", requests=[overtime]) == []


def test_each_person_has_a_run_of_his_own() -> None:
    two = {
        "first": "2026-10-12",
        "roster": "A = D D\nB = D D D",
        "punches": "C 12 09:00\nC 13 09:00\nC 14 09:00",
        "rules": [{"use": "consecutive-absence"}],
    }
    assert settle(two).findings("consecutive-absence") == ["consecutive-absence in-a-row B 14 3"]
    scoped = {**two, "rules": [{"use": "consecutive-absence", "for": {"employee": ["A"]}}]}
    assert settle(scoped).findings("consecutive-absence") == []


WORDS = {"absent": Word.ABSENT, "here": Word.PRESENT, "leave": Word.WHOLE_LEAVE, "half": Word.ABSENT_HALF}


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=12), st.integers(1, 4), st.integers(0, 4))
def test_it_agrees_with_the_plain_reading(days: list[str], limit: int, carried: int) -> None:
    expected, _ = streak([WORDS[day] for day in days], limit, carried)
    found = alarms(
        " ".join(days), "2026-10-01", params={"days": limit}, opening={"consecutive-absence": {"A": carried}}
    )
    assert found == [f"{number + 1:02}" for number in expected]
