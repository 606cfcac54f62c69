"""Grants spent by what expires first, annual leave by law, and figures shown exactly."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from rosterctl.domain.balances import (
    Grant,
    Taken,
    annual_days,
    annual_grants,
    days_shown,
    hours_shown,
    months_after,
    months_between,
    settle,
)
from rosterctl.domain.people import Employee

D = dt.date


@pytest.mark.parametrize(
    ("months", "days"), [(0, 0), (11, 0), (12, 5), (119, 5), (120, 10), (239, 10), (240, 15), (480, 15)]
)
def test_days_by_years_of_work(months: int, days: int) -> None:
    assert annual_days(months) == days


def annual(
    since: D | None, on: D, *, months: int | None = None, carry: int = 0, until: D | None = None
) -> list[tuple[int, D | None, D | None]]:
    """Days, first and last date of each grant."""
    person = Employee("A", "A", employed_from=since, employed_until=until)
    found = annual_grants(person, months, on, carry)
    assert found is not None
    return [(grant.minutes // 480, grant.first, grant.expires) for grant in found]


YEAR = (D(2026, 1, 1), D(2026, 12, 31))


@pytest.mark.parametrize(
    ("since", "months", "on", "grant"),
    [
        (D(2024, 3, 1), None, D(2026, 10, 1), (5, *YEAR)),
        (D(2025, 1, 1), None, D(2026, 1, 1), (5, *YEAR)),  # twelve months on 1 January: the whole year
        # twelve months on 2 January: 364 × 5 ÷ 365 = 4.98… → 4 whole days
        (D(2025, 1, 2), None, D(2026, 6, 1), (4, D(2026, 1, 2), YEAR[1])),
        # ten years on 1 October 2026: the higher grade from then on, for the whole year
        (D(2016, 10, 1), None, D(2026, 9, 30), (5, *YEAR)),
        (D(2016, 10, 1), None, D(2026, 10, 1), (10, *YEAR)),
        # entering on 1 July with five years elsewhere: 184 days × 5 ÷ 365 = 2.52 → 2
        (D(2026, 7, 1), 60, D(2026, 10, 1), (2, D(2026, 7, 1), YEAR[1])),
        # entering on 20 October with twenty years elsewhere: 73 × 15 ÷ 365 = 3 exactly
        (D(2026, 10, 20), 240, D(2026, 10, 20), (3, D(2026, 10, 20), YEAR[1])),
        (D(2026, 10, 21), 240, D(2026, 10, 21), (2, D(2026, 10, 21), YEAR[1])),  # 72 × 15 ÷ 365 = 2.96
        # six months elsewhere: the first year of work ends on 1 September; 122 × 5 ÷ 365 = 1.67 → 1
        (D(2026, 3, 1), 6, D(2026, 10, 1), (1, D(2026, 9, 1), YEAR[1])),
    ],
)
def test_annual_leave_of_a_year(since: D, months: int | None, on: D, grant: tuple[int, D, D]) -> None:
    assert annual(since, on, months=months) == [grant]


def test_nothing_in_the_first_year_of_work() -> None:
    assert annual(D(2026, 3, 1), D(2026, 10, 1)) == []
    assert annual_grants(Employee("A", "A"), 120, D(2026, 10, 1), 0) is None


def test_the_year_of_leaving() -> None:
    # until 30 June: 181 days × 10 ÷ 365 = 4.96 → 4, to be taken until then
    assert annual(D(2010, 1, 1), D(2026, 5, 1), until=D(2026, 6, 30)) == [(4, YEAR[0], D(2026, 6, 30))]
    assert annual(D(2010, 1, 1), D(2027, 5, 1), until=D(2026, 6, 30)) == []


def test_a_leap_year_gives_no_more_than_a_year() -> None:
    # 2028 has 366 days; leaving on 30 December: 365 × 5 ÷ 365 = 5
    assert annual(D(2020, 1, 1), D(2028, 5, 1), until=D(2028, 12, 30))[0][0] == 5
    # entering on 1 January 2028 with twenty years elsewhere is the whole year
    assert annual(D(2028, 1, 1), D(2028, 5, 1), months=240)[0][0] == 15


def test_carried_into_the_next_year() -> None:
    found = annual(D(2020, 1, 1), D(2026, 2, 1), carry=3)
    assert found == [(5, D(2025, 1, 1), D(2026, 3, 31)), (5, D(2026, 1, 1), D(2027, 3, 31))]


@pytest.mark.parametrize(
    ("date", "months", "after"),
    [
        (D(2026, 1, 15), 1, D(2026, 2, 15)),
        (D(2026, 1, 31), 1, D(2026, 3, 1)),  # February has no 31st
        (D(2026, 12, 31), 2, D(2027, 3, 1)),
        (D(2024, 2, 29), 12, D(2025, 3, 1)),
        (D(2026, 11, 30), 1, D(2026, 12, 30)),
        (D(2026, 10, 31), 1, D(2026, 12, 1)),
    ],
)
def test_months_after(date: D, months: int, after: D) -> None:
    assert months_after(date, months) == after
    assert months_between(date, after) == months
    assert months_between(date, after - dt.timedelta(days=1)) == months - 1
    assert months_between(after, date - dt.timedelta(days=1)) == 0


def grant(minutes: int, first: int | None, expires: int | None, source: str = "g") -> Grant:
    on = [None if day is None else D(2026, 10, day) for day in (first, expires)]
    return Grant("exchange", minutes, source, *on)


def taken(day: int, minutes: int) -> Taken:
    return Taken("exchange", D(2026, 10, day), minutes)


def test_what_expires_first_is_spent_first() -> None:
    found = settle([grant(60, None, None, "c"), grant(60, None, 20, "b"), grant(60, None, 10, "a")], [taken(5, 90)])
    assert [(entry.grant.source, entry.used, entry.left) for entry in found.entries] == [
        ("a", 60, 0), ("b", 30, 30), ("c", 0, 60),
    ]  # fmt: skip
    assert found.short == 0
    assert [found.left(D(2026, 10, day)) for day in (10, 20, 21)] == [90, 90, 60]
    assert [found.lost(D(2026, 10, day)) for day in (20, 21)] == [0, 30]


def test_on_its_last_date_and_not_on_the_next_nor_before_its_first() -> None:
    assert settle([grant(60, 5, 10)], [taken(10, 60)]).short == 0
    assert settle([grant(60, 5, 10)], [taken(11, 60)]).short == 60
    assert settle([grant(60, 5, 10)], [taken(5, 60)]).short == 0
    assert settle([grant(60, 5, 10)], [taken(4, 60)]).short == 60
    assert settle([grant(60, 5, 10)], [taken(10, 61)]).short == 1


def test_no_division_covers_more() -> None:
    """Against every way to hand out single minutes: two grants, three dates."""
    spans = [(1, 1), (1, 2), (2, 3), (3, 3), (1, 3)]
    for left, right in product(spans, spans):
        grants = [grant(1, *left, "a"), grant(1, *right, "b")]
        for days in product((1, 2, 3), repeat=2):
            best = 0
            for choice in product((0, 1, None), repeat=2):
                used = [one for one in choice if one is not None]
                fits = all(
                    one is None or grants[one].valid(D(2026, 10, day)) for one, day in zip(choice, days, strict=True)
                )
                if fits and len(set(used)) == len(used):
                    best = max(best, len(used))
            assert settle(grants, [taken(day, 1) for day in days]).short == 2 - best


@pytest.mark.parametrize(
    ("minutes", "days", "hours"),
    [(480, "1", "8:00"), (720, "1.5", "12:00"), (60, "0.125", "1:00"), (160, "1/3", "2:40"), (0, "0", "0:00"),
     (-240, "-0.5", "-4:00"), (5, "1/96", "0:05")],
)  # fmt: skip
def test_figures(minutes: int, days: str, hours: str) -> None:
    assert (days_shown(minutes), hours_shown(minutes)) == (days, hours)
