"""``protected``: overtime and nights of those whom the law protects, at the edges of dates and hours."""

from __future__ import annotations

import pytest

from tests.support.law import codes, judge

ID = "protected"


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ("", []),
        ('mode = "soft"', ["missing"]),
        ('mode = "off"', ["missing"]),
        ('for = { team = "a" }', ["missing"]),
    ],
)
def test_everybodys_overtime_is_refused(entry: str, found: list[str]) -> None:
    assert codes(ID, f'[[rule]]\nuse = "overtime-protected"\n{entry}', staff=["甲 4500"]) == found


@pytest.mark.parametrize(
    ("time", "night", "found"),
    [
        ("14:00-22:00", None, []),
        ("14:00-22:01", None, ["night"]),
        ("06:00-14:00", None, []),
        ("05:59-14:00", None, ["night"]),
        ("21:00-30:00", False, ["night"]),  # whatever the house calls it
        ("13:00-21:00", True, []),
    ],
)
def test_any_minute_between_ten_and_six(time: str, night: bool | None, found: list[str]) -> None:
    shift = {"time": time, **({} if night is None else {"night": night})}
    table = {
        "first": "2026-10-12", "shifts": {"X": shift}, "roster": "A = X",
        "protected": [{"who": "A", "from": "2026-10-12", "to": "2026-10-12"}],
    }  # fmt: skip
    assert [one.code for one in judge(ID, {"month": table})] == found


@pytest.mark.parametrize(
    ("sides", "dates"),
    [
        ({}, "12 13 14"),
        ({"from": "2026-10-13"}, "13 14"),
        ({"to": "2026-10-13"}, "12 13"),
        ({"from": "2026-10-13", "to": "2026-10-13"}, "13"),
        ({"from": "2026-10-15"}, ""),
    ],
)
def test_both_ends_of_a_protection_count(sides: dict[str, str], dates: str) -> None:
    table = {
        "first": "2026-10-12", "shifts": {"N": "20:00-28:00"}, "roster": "A = N N N\nB = N N N",
        "protected": [{"who": "A", **sides}],
    }  # fmt: skip
    found = judge(ID, {"month": table})
    assert [f"{on:%d}" for one in found for on in one.values["dates"]] == dates.split()  # type: ignore[attr-defined]
    assert {one.values["employee"] for one in found} <= {"A"}
