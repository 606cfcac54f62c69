"""``minors``: sixteen and eighteen, from the birthday on."""

from __future__ import annotations

import datetime as dt

import pytest

from rosterctl.domain.people import Employee
from tests.support.law import codes, judge

ID = "minors"


@pytest.mark.parametrize(
    ("born", "found"),
    [
        ("2010-10-02", ["under-sixteen"]),
        ("2010-10-01", ["minor"]),
        ("2008-10-02", ["minor"]),
        ("2008-10-01", []),
        ("1980-01-01", []),
    ],
)
def test_ages_on_the_first_of_october_2026(born: str, found: list[str]) -> None:
    assert codes(ID, "", staff=[f"甲 4500 born={born}"]) == found


def test_nothing_is_said_of_whom_nothing_is_known() -> None:
    assert codes(ID, "", staff=["甲 4500"]) == []
    assert codes(ID, "") == []


def test_born_on_a_leap_day() -> None:
    person = Employee("A", "A", born=dt.date(2008, 2, 29))
    assert person.turns(16) == dt.date(2024, 2, 29)
    assert person.turns(18) == dt.date(2026, 3, 1)


def test_the_nights_before_the_birthday_alone() -> None:
    table = {
        "first": "2026-10-12", "staff": [{"id": "A", "born": "2008-10-14"}, "B"],
        "shifts": {"N": "20:00-28:00"}, "roster": "A = N N N N\nB = N N N N",
    }  # fmt: skip
    (one,) = judge(ID, {"month": table})
    assert one.code == "night"
    assert one.values["employee"] == "A"
    assert one.values["dates"] == (dt.date(2026, 10, 12), dt.date(2026, 10, 13))
