"""forbidden-succession: both readings over all small rosters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from rosterctl.rules.roster.forbidden_succession import Params
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "forbidden-succession"
BASE: Table = {
    "first": "2026-10-01",
    "staff": ["A"],
    "shifts": {"E": "06:00-14:00", "L": "14:00-22:00", "N": "22:00-06:00"},
    "width": 4,
}
NIGHT_EARLY = {"after": ["night"], "never": ["early"]}
TWO: Table = {**BASE, "shifts": {"E": "06:00-14:00", "N": "22:00-06:00"}, "width": 5}
CASES: dict[str, Table] = {
    "night before early": {**BASE, "params": NIGHT_EARLY},
    "codes": {**BASE, "params": {"after": ["N", "L"], "never": ["E"]}},
    "several, late among them": {**BASE, "params": {"after": ["late"], "never": ["early", "N"]}},
    "itself": {**BASE, "params": {"after": ["N"], "never": ["N"]}},
    "within two": {**BASE, "params": {**NIGHT_EARLY, "within": 2}},
    "within three": {**BASE, "params": {**NIGHT_EARLY, "within": 3}},
    "within more than the horizon": {**BASE, "params": {**NIGHT_EARLY, "within": 7}},
    "adjacent, one": {**BASE, "params": {**NIGHT_EARLY, "adjacent": True}},
    "adjacent, within two": {**BASE, "params": {**NIGHT_EARLY, "within": 2, "adjacent": True}},
    "adjacent, within three": {**TWO, "params": {**NIGHT_EARLY, "within": 3, "adjacent": True}},
    "carried in": {**BASE, "history": "A = N", "params": NIGHT_EARLY},
    "carried in, broken before": {**BASE, "width": 3, "history": "A = N E N", "params": NIGHT_EARLY},
    "carried in, at the edge": {**TWO, "history": "A = N . .", "params": {**NIGHT_EARLY, "within": 3}},
    "carried in, adjacent": {
        **TWO,
        "history": "A = N . .",
        "params": {**NIGHT_EARLY, "within": 4, "adjacent": True},
    },
    "carried in, adjacent, other work between": {
        **BASE,
        "width": 3,
        "history": "A = N L .",
        "params": {**NIGHT_EARLY, "within": 5, "adjacent": True},
    },
    "several on a date carried in": {**BASE, "width": 3, "history": "A = E+N", "params": NIGHT_EARLY},
    "several on a date between": {
        **BASE,
        "width": 3,
        "history": "A = N E+L",
        "params": {**NIGHT_EARLY, "within": 3},
    },
    "valid from the third day": {**TWO, "valid_from": "2026-10-03", "params": {**NIGHT_EARLY, "within": 2}},
    "two posts": {**TWO, "width": 3, "posts": ["desk", "gate"], "params": NIGHT_EARLY},
    "a day off by leave": {
        **TWO,
        "width": 4,
        "leave": [{"who": "A", "first": "2026-10-02"}],
        "params": {**NIGHT_EARLY, "within": 2, "adjacent": True},
    },
    "only one of two people": {
        **TWO,
        "width": 3,
        "staff": ["A", {"id": "B", "team": "x"}],
        "for": {"team": ["x"]},
        "params": NIGHT_EARLY,
    },
}


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case, limit=300)


def test_readings_agree_until_the_rule_ends() -> None:
    table = {**TWO, "params": {**NIGHT_EARLY, "within": 2}}
    case, _ = read(table, replace(use_of(RULE, table), valid_until=date(2026, 10, 3)))
    agree.hard(case)
    agree.soft(case)


def test_a_ban_of_night_before_early_leaves_night_before_late() -> None:
    """The rosters of two days that are forbidden, one by one: only N E."""
    table = {**BASE, "width": 2, "params": NIGHT_EARLY}
    case, _ = read(table, use_of(RULE, table))
    every, kept = set(agree.every_roster(case)), agree.solver_rosters(case)
    codes = {kind: case.duty(kind).shift for kind in case.choices}
    assert {tuple(codes.get(kind, ".") for kind in labels) for labels in every - kept} == {("N", "E")}


@pytest.mark.parametrize(("roster", "found"), [("A = E+N E", [2]), ("A = N L+E", [2]), ("A = N+L . E", [])])
def test_a_date_has_the_names_of_all_its_assignments(roster: str, found: list[int]) -> None:
    table = {**BASE, "params": NIGHT_EARLY, "roster": roster}
    case, stated = read(table, use_of(RULE, table))
    assert [on.day for finding in judge(RosterIndex(case, stated)) for on in finding.dates] == found


def test_the_finding_names_both_shifts() -> None:
    table = {**BASE, "params": NIGHT_EARLY, "roster": "A = L+N L+E"}
    case, stated = read(table, use_of(RULE, table))
    (finding,) = judge(RosterIndex(case, stated))
    assert finding.values == {
        "earlier": "N",
        "before": date(2026, 10, 1),
        "later": "E",
        "after": date(2026, 10, 2),
    }


@pytest.mark.parametrize("stated", [{"after": []}, {"never": []}, {"within": 0}, {"within": 8}])
def test_refused(stated: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Params.model_validate({**NIGHT_EARLY, **stated})


def test_focus_finds_what_a_change_on_any_date_of_the_pair_breaks() -> None:
    table = {**BASE, "params": {**NIGHT_EARLY, "within": 2, "adjacent": True}, "roster": "A = N . E ."}
    case, stated = read(table, use_of(RULE, table))
    index = RosterIndex(case, stated)
    assert [len(judge(index, days=[day])) for day in case.days] == [1, 1, 1, 0]
    assert not judge(index, people=[])
