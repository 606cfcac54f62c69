"""Whose punch it is."""

from __future__ import annotations

import pytest

from rosterctl.domain.people import Employee
from rosterctl.io.punches.people import People

PEOPLE = People(
    (
        Employee("H01", "陈思远", clock_ids=frozenset({"101", "manager42"})),
        Employee("H02", "李佳怡", clock_ids=frozenset({"0102"})),
        Employee("103", "王梓涵", clock_ids=frozenset({"5"})),
        Employee("H04", "赵一鸣", clock_ids=frozenset({"103"})),
        Employee("H05", "重名"),
        Employee("H06", "重名"),
    )
)


@pytest.mark.parametrize(
    ("clock", "number", "name", "wanted"),
    [
        ("101", None, None, "H01"),
        ("00000101", None, None, "H01"),
        ("１０１", None, None, "H01"),
        ("102", None, None, "H02"),
        ("manager42", None, None, "H01"),
        ("H02", None, None, "H02"),
        (None, "H02", None, "H02"),
        (None, "101", None, "H01"),
        ("103", None, None, "H04"),
        (None, "103", None, "103"),
        (None, "0103", None, "103"),
        (None, None, "赵一鸣", "H04"),
        ("LiJiaYi", None, "李佳怡", "H02"),
        (None, "李佳怡", None, "H02"),
        ("9", "H01", "李佳怡", "H01"),
        ("9", None, None, ""),
        ("0", None, None, ""),
        (None, None, "重名", "H05 H06"),
        (None, None, None, ""),
    ],
)
def test_find(clock: str | None, number: str | None, name: str | None, wanted: str) -> None:
    assert " ".join(sorted(PEOPLE.find(clock, number, name))) == wanted
