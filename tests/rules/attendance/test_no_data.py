"""no-data: what the page's examples leave out (2.9)."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rosterctl.domain.attendance import Unit
from tests.attendance.silence_by_value import no_data
from tests.support.settling import punches_of, read, settle

TEAMS = [
    {"id": "A", "team": "east"},
    {"id": "B", "team": "east"},
    {"id": "C", "team": "west"},
    {"id": "E", "team": "west"},
]
FOUR = "A = D\nB = D\nC = D\nE = D"


def run(punches: str = "", roster: str = FOUR, **params: Any) -> tuple[list[str], list[str]]:
    requests = params.pop("requests", [])
    table = {
        "first": "2026-10-09",
        "staff": TEAMS,
        "posts": ["desk", "gate"],
        "roster": roster,
        "punches": punches,
        "requests": requests,
        "rules": [{"use": "no-data", **params}],
    }
    found = settle(table)
    return found.records(), found.findings("no-data")


def test_by_team_one_team_may_be_silent() -> None:
    records, findings = run("A 09 08:59 18:00", site="team")
    assert records == ["B 09 absent", "C 09 no-data", "E 09 no-data"]
    assert findings == ["no-data site-silent C 09 2"]


def test_all_together_one_punch_is_enough() -> None:
    assert run("A 09 08:59 18:00")[0] == ["B 09 absent", "C 09 absent", "E 09 absent"]


def test_by_post_a_punch_belongs_to_where_its_person_works() -> None:
    roster = "A = D/desk\nB = D/desk\nC = D/gate\nE = D/gate"
    records, findings = run("A 09 08:59 18:00", roster, site="post")
    assert records == ["B 09 absent", "C 09 no-data", "E 09 no-data"]
    assert findings == ["no-data site-silent C 09 2"]


def test_by_post_a_punch_that_no_shift_of_its_person_reaches_is_at_no_post() -> None:
    roster = "A = D/desk\nB = D/desk\nC = . D/gate\nE = . ."
    assert run("C 09 08:59 18:00", roster, site="post")[0] == ["A 09 no-data", "B 09 no-data", "C 10 absent"]


@pytest.mark.parametrize(("people", "word"), [(4, "no-data"), (5, "absent")])
def test_a_site_of_fewer_people_is_judged_as_ever(people: int, word: str) -> None:
    assert run(people=people)[0] == [f"{who} 09 {word}" for who in "ABCE"]


def test_people_wholly_on_leave_are_not_counted() -> None:
    away = [{"who": who, "first": "2026-10-09"} for who in "BCE"]
    assert run(requests=away)[0][0] == "A 09 absent"


def test_overtime_of_its_own_is_at_no_post() -> None:
    overtime = [{"who": who, "kind": "overtime", "first": "2026-10-09", "hours": "09:00-12:00"} for who in "AB"]
    found = run("C 09 08:59 18:00", "A = .\nB = .\nC = D", requests=overtime, site="post")
    assert found == (["A 09 ", "B 09 "], [])


def test_somebody_who_is_not_rostered_counts_as_a_punch() -> None:
    assert run("B 09 10:00", "A = D\nC = D\nE = D")[0] == ["A 09 absent", "C 09 absent", "E 09 absent"]


@pytest.mark.parametrize(("clock", "word"), [("05:00", "absent"), ("04:59:59", "no-data"), ("22:00:01", "no-data")])
def test_the_reach_is_closed(clock: str, word: str) -> None:
    # B has no shift; the others' reach is 05:00 to 22:00
    assert run(f"B 09 {clock}", "A = D\nC = D")[0] == [f"A 09 {word}", f"C 09 {word}"]


def test_who_was_corrected_at_both_ends_is_known() -> None:
    forms = [
        {
            "who": "A",
            "kind": "correction",
            "first": "2026-10-09",
            "side": side,
            "time": time,
            "filed": "2026-10-10T09:00",
        }
        for side, time in (("in", "09:00"), ("out", "18:00"))
    ]
    assert run(requests=forms)[0] == ["B 09 no-data", "C 09 no-data", "E 09 no-data"]
    assert run(requests=forms[:1])[0][0] == "A 09 no-data"


def test_a_date_that_is_confirmed_counts_for_its_own_site_only() -> None:
    roster = "A = D D\nB = D D\nC = . .\nE = . ."
    assert run("", roster, confirmed=["2026-10-10"])[0] == [
        "A 09 no-data", "A 10 absent", "B 09 no-data", "B 10 absent",
    ]  # fmt: skip


def test_only_those_whom_the_use_is_for() -> None:
    table = {
        "first": "2026-10-09",
        "staff": TEAMS,
        "roster": FOUR,
        "rules": [{"use": "no-data", "for": {"team": ["west"]}}],
    }
    assert settle(table).records() == ["A 09 absent", "B 09 absent", "C 09 no-data", "E 09 no-data"]


def test_what_is_silent_is_nobodys_absence_and_costs_nothing() -> None:
    found = settle({"first": "2026-10-09", "roster": "A = D\nB = D"})
    assert (found.findings("absence"), found.lines()) == ([], [])


HOURS = st.lists(st.tuples(st.sampled_from("ABCE"), st.integers(9, 11), st.integers(0, 23)), max_size=4)
GRIDS = st.lists(st.sampled_from(["D", "N", "."]), min_size=12, max_size=12)


@settings(max_examples=60, deadline=None)
@given(HOURS, GRIDS, st.sampled_from(["all", "team"]))
def test_it_agrees_with_the_plain_reading(hours: list[tuple[str, int, int]], cells: list[str], site: str) -> None:
    roster = "\n".join(f"{who} = {' '.join(cells[n::4])}" for n, who in enumerate("ABCE"))
    table = {
        "first": "2026-10-09",
        "staff": TEAMS,
        "shifts": {"D": "09:00-18:00", "N": "22:00-30:00"},
        "roster": roster,
        "punches": "\n".join(f"{who} {day:02} {hour:02}:00" for who, day, hour in hours),
        "rules": [{"use": "no-data", "site": site}],
    }
    judged = settle(table).judged
    team = {str(one["id"]): str(one["team"]) if site == "team" else "" for one in TEAMS}

    def group(unit: Unit) -> str:
        return team[unit.employee]

    punches = punches_of(table, read(table))
    groups = {
        name: np.array(
            [
                at
                for at, who in zip(punches.instant, punches.person, strict=True)
                if team[punches.people[who]] == name
            ],
            np.int64,
        )
        for name in set(team.values())
    }
    silent = no_data(judged.matches, groups, group, 2)
    units = judged.matches.matched.all_units
    expected = [unit.takes_punches and (group(unit), unit.date) in silent for unit in units]
    assert judged.sheet.facts.no_data.tolist() == expected


def test_a_night_leaving_is_data_for_the_day_that_it_reaches() -> None:
    # 06:02 is inside 05:00 to 22:00, the reach of D
    table = {
        "first": "2026-10-09",
        "shifts": {"D": "09:00-18:00", "N": "22:00-06:00"},
        "roster": "A = N .\nB = . D\nC = . D",
        "punches": "A 09 21:58\nA 10 06:02",
    }
    assert settle(table).records() == ["B 10 absent", "C 10 absent"]
