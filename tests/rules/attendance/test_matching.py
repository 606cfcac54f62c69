"""matching: what the page's examples leave out (1.2, 2.1 to 2.5, 2.8)."""

from dataclasses import fields
from typing import Any

import pytest

from rosterctl.domain.attendance import DEFAULTS
from rosterctl.rules.attendance import matching
from tests.support.refusals import refused
from tests.support.settling import settle


def records(punches: str, **params: Any) -> list[str]:
    table = {"first": "2026-10-09", "roster": "A = D", "punches": f"A 09 {punches}"}
    return settle({**table, "rules": [{"use": "matching", **params}]}).records()


def test_the_defaults_are_those_of_the_semantics() -> None:
    found = matching.match_params(matching.Params())
    stated = {field.name for field in fields(DEFAULTS)} - {"sharing", "no_data_people"}
    assert {name: getattr(found, name) for name in stated} == {name: getattr(DEFAULTS, name) for name in stated}


@pytest.mark.parametrize(
    ("punches", "params", "said"),
    [
        ("07:59 18:00", {"reach_before": 60}, ["A 09 missing-in"]),  # 08:00 is the edge of the reach
        ("08:00 18:00", {"reach_before": 60}, []),
        ("09:00 19:00", {"reach_after": 60}, []),
        ("09:00 19:01", {"reach_after": 60}, ["A 09 missing-out"]),
        ("09:00 09:05", {"one_event": 300}, ["A 09 missing-out"]),  # 300 s apart: one event
        ("09:00 09:05:01", {"one_event": 300}, ["A 09 early 32099"]),  # two; 18:00:00 − 09:05:01 = 8 h 54 min 59 s
        ("10:00", {"deep": 60}, ["A 09 missing-out"]),  # an hour inside is not deeper than an hour: late 3600 below
        ("10:01", {"deep": 60}, ["A 09 missing-in, missing-out"]),
    ],
)
def test_each_number_is_read_in_its_unit(punches: str, params: dict[str, int], said: list[str]) -> None:
    found = records(punches, **params)
    assert [line.replace("late 3600, ", "") for line in found] == said


def test_a_shift_that_states_its_own_reach_keeps_it() -> None:
    table = {
        "first": "2026-10-09",
        "shifts": {"D": {"time": "09:00-18:00", "reach_before": 120}},
        "roster": "A = D",
        "punches": "A 09 07:00 18:00",
        "rules": [{"use": "matching", "reach_before": 60}],
    }
    assert settle(table).records() == []


def test_matching_is_one_for_everybody_and_for_the_whole_period() -> None:
    assert refused(rules=[{"use": "matching", "for": {"team": ["night"]}}]) == ["judge.matching-scoped"]
    assert refused(rules=[{"use": "matching", "valid_from": "2026-10-02"}]) == ["judge.matching-dated"]
    assert refused(rules=[{"use": "matching", "valid_until": "2026-10-31"}]) == ["judge.matching-dated"]
    assert refused(rules=[{"use": "matching", "key": "one"}]) == ["judge.matching-twice"]  # beside the one by default


def test_a_use_that_holds_for_the_whole_period_is_taken() -> None:
    whole = {"valid_from": "2026-10-01", "valid_until": "2026-11-01"}
    assert records("08:00 18:00", reach_before=59, **whole) == ["A 09 missing-in"]


def test_a_use_of_another_month_is_not_looked_at() -> None:
    table = {"first": "2026-10-09", "roster": "A = D", "punches": "A 09 08:00 18:00"}
    later = {"use": "matching", "key": "later", "reach_before": 30, "valid_from": "2026-11-01"}
    assert settle({**table, "rules": [later]}).records() == []


def test_switched_off_the_usual_numbers_hold() -> None:
    table = {"first": "2026-10-09", "roster": "A = D", "punches": "A 09 05:00 18:00"}
    assert settle({**table, "rules": [{"use": "matching", "mode": "off"}]}).records() == []
