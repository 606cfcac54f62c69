"""Eleven hours between overtime and the next shift: to the minute, over nights, ahead of a shift, between two."""

from __future__ import annotations

import pytest

from tests.support.requests import codes

LEADER = {"id": "L", "rank": "leader", "need": "leader"}
NIGHT = ["2026-10-12", "2026-10-13T07:00"]
"""The end of the night of the twelfth."""


def overtime(start: str, end: str, first: str = "2026-10-12") -> dict[str, str]:
    return {"kind": "overtime", "first": first, "start": start, "end": end}


@pytest.mark.parametrize(("end", "refused"), [("22:00", []), ("22:01", ["after"]), ("24:00", ["after"])])
def test_exactly_the_rest_is_enough(end: str, refused: list[str]) -> None:
    """The next shift starts at nine: 22:00 leaves 11 h, 22:01 a minute less."""
    table = {"last": ["2026-10-12", "2026-10-12T18:00"], "next": ["2026-10-13", "2026-10-13T09:00"]}
    assert codes("overtime-rest", request=overtime("18:00", end), **table) == refused
    assert codes("overtime-rest", request=overtime("18:00", end), **table, decided_by=LEADER) == refused


@pytest.mark.parametrize(
    ("end", "next_", "refused"),
    [
        # 07:00 to 11:00 after a night, and a night again at 22:00: exactly eleven hours
        ("11:00", ["2026-10-13", "2026-10-13T22:00"], []),
        # until noon ten are left, and none before it: the night's roster date is the twelfth
        ("12:00", ["2026-10-13", "2026-10-13T22:00"], ["before"]),
        ("12:00", ["2026-10-14", "2026-10-14T09:00"], []),
    ],
)
def test_after_a_night(end: str, next_: list[str], refused: list[str]) -> None:
    request = overtime("07:00", end, "2026-10-13")
    assert codes("overtime-rest", request=request, last=NIGHT, next=next_) == refused


@pytest.mark.parametrize(("ended", "refused"), [("20:00", []), ("20:01", ["before"])])
def test_ahead_of_the_day_s_shift_the_rest_before_counts(ended: str, refused: list[str]) -> None:
    """07:00 is eleven hours after 20:00."""
    request = overtime("07:00", "09:00", "2026-10-13")
    table = {"last": ["2026-10-12", f"2026-10-12T{ended}"], "next": ["2026-10-13", "2026-10-13T09:00"]}
    assert codes("overtime-rest", request=request, **table) == refused


def test_ahead_of_a_shift_with_nothing_before_it() -> None:
    request = overtime("07:00", "09:00", "2026-10-13")
    assert codes("overtime-rest", request=request, next=["2026-10-13", "2026-10-13T09:00"]) == []


def test_an_evening_before_an_early_shift_is_not_saved_by_a_long_rest_before_it() -> None:
    """A day off until 20:00, then work until 02:00, then a shift at 09:00: seven hours."""
    request = overtime("20:00", "26:00")
    table = {"last": ["2026-10-11", "2026-10-11T18:00"], "next": ["2026-10-13", "2026-10-13T09:00"]}
    assert codes("overtime-rest", request=request, **table) == ["after"]


def test_between_two_shifts_of_one_date_no_rest_is_lost() -> None:
    table = {"last": ["2026-10-12", "2026-10-12T12:00"], "next": ["2026-10-12", "2026-10-12T14:00"]}
    assert codes("overtime-rest", request=overtime("12:00", "14:00"), **table) == []


def test_what_nobody_knows_and_what_was_worked_already() -> None:
    assert codes("overtime-rest", request=overtime("18:00", "26:00")) == []
    held = {**overtime("18:00", "26:00"), "emergency": True}
    assert codes("overtime-rest", request=held, next=["2026-10-13", "2026-10-13T09:00"]) == []


def test_the_hours_are_the_policy_s() -> None:
    table = {"next": ["2026-10-13", "2026-10-13T09:00"], "request": overtime("18:00", "23:00")}
    assert codes("overtime-rest", **table, params={"hours": 10}) == []
    assert codes("overtime-rest", **table, params={"hours": 11}) == ["after"]
