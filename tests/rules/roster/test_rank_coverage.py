"""rank-coverage: both readings over all small rosters, and what check() says about hand-made ones."""

from __future__ import annotations

from typing import Any

import pytest

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "rank-coverage"
TEAM = [{"id": "A", "rank": "leader"}, {"id": "B", "rank": "middle"}, {"id": "C", "rank": "agent"}]
DN = {"D": "08:00-20:00", "N": "20:00-08:00"}
ONE: Table = {"first": "2026-10-01", "staff": TEAM, "width": 1, "shifts": DN}
TWO: Table = {**ONE, "staff": [TEAM[0], "C"], "width": 2}


def by(rank: str = "leader", **params: Any) -> Table:
    return {"params": {"rank": rank, **params}}


NIGHTS = "A = . N\nB = . .\nC = . N"
CASES: dict[str, Table] = {
    "a leader on each shift": {**ONE, **by()},
    "two of them": {**ONE, **by(people=2)},
    "a rank that is nobody's": {**ONE, **by("director")},
    "middle and higher": {**ONE, **by("middle")},
    "a rank outside the order": {**ONE, "staff": [{"id": "X", "rank": "captain"}, TEAM[0], "C"], **by()},
    "only nights": {**ONE, **by(shifts=["night"])},
    "only members": {
        **ONE,
        "staff": [{**TEAM[0], "team": "y"}, {**TEAM[1], "team": "x"}, {**TEAM[2], "team": "x"}],
        "for": {"team": ["x"]},
        **by(),
    },
    "posts are one shift": {**ONE, "staff": [TEAM[0], "C"], "posts": ["desk", "gate"], **by()},
    "a post": {**ONE, "staff": [TEAM[0], "C"], "posts": ["desk", "gate"], "for": {"post": ["gate"]}, **by()},
    "a post by the minute": {
        **ONE,
        "staff": [TEAM[0], "C"],
        "posts": ["desk", "gate"],
        "for": {"post": ["gate"]},
        **by(per="minute"),
    },
    "on the holiday": {**TWO, "days": {"2026-10-01": "holiday"}, **by(on=["holiday"])},
    "on the weekday that is no holiday": {**TWO, "days": {"2026-10-01": "holiday"}, **by(on=["thu", "fri"])},
    "on a special day by name": {**TWO, "days": {"2026-10-02": "campaign"}, **by(on=["campaign"])},
    "on any special day": {**TWO, "days": {"2026-10-02": "campaign"}, **by(on=["special", "holiday"], per="date")},
    "on a date": {**TWO, **by(on=["2026-10-02"], per="date")},
    "on rest days": {**TWO, "first": "2026-10-02", **by(on=["rest"], per="minute"), "history": "A = ."},
    "a manager for the date": {**ONE, **by(per="date")},
    "two managers for the date": {**ONE, **by(per="date", people=2)},
    "on a night of the date": {**ONE, **by(per="date", shifts=["N"])},
    "the date at a post": {
        **ONE,
        "staff": [TEAM[0], "C"],
        "posts": ["desk", "gate"],
        "for": {"post": ["gate"]},
        **by(per="date"),
    },
    "valid from the second day": {**TWO, "valid_from": "2026-10-02", **by()},
    "by the minute": {
        **ONE,
        **by(per="minute"),
        "history": "A = .",
        "shifts": {"D": "08:00-16:00", "L": "10:00-18:00"},
    },
    "two by the minute": {
        **ONE,
        **by(per="minute", people=2),
        "history": "A = .",
        "shifts": {"D": "08:00-16:00", "L": "10:00-18:00"},
    },
    "nights carried in": {
        **ONE,
        **by(per="minute"),
        "history": "A = . .\nB = . .\nC = . N",
        "shifts": {"E": "02:00-10:00", "L": "09:00-18:00"} | DN,
        "staff": [TEAM[0], "B", "C"],
    },
    "a leader carried in": {
        **ONE,
        **by(per="minute", people=2),
        "history": NIGHTS,
        "shifts": {"E": "02:00-10:00", "L": "06:00-18:00"} | DN,
    },
    "at work when judging begins": {
        **TWO,
        "width": 1,
        **by(per="minute"),
        "shifts": {"N": "20:00-08:00", "E": "05:00-13:00"},
    },
    "without history": {**TWO, **by(per="minute")},
    "meals and leave by the minute": {
        **ONE,
        "staff": [TEAM[0], "C"],
        **by(per="minute"),
        "width": 2,
        "history": "A = .",
        "shifts": {"D": {"time": "09:00-18:00", "meals": ["12:00-13:00"]}, "E": "09:00-18:00"},
        "leave": [{"who": "A", "first": "2026-10-02", "part": "hours", "hours": "10:00-11:00"}],
    },
    "leave does not matter on a shift": {
        **TWO,
        **by(),
        "leave": [{"who": "A", "first": "2026-10-02", "part": "second-half"}],
    },
    "a leader in training": {
        **TWO,
        "staff": [{**TEAM[0], "employed_from": "2026-10-01"}, TEAM[1] | {"id": "B"}],
        "train": {"days": 1},
        **by(),
    },
    "a trainee needs a leader": {
        **TWO,
        "staff": [TEAM[0], {"id": "C", "employed_from": "2026-10-01"}],
        "train": {"days": 1},
        **by(),
    },
    "a manager in training": {
        **TWO,
        "staff": [{**TEAM[0], "employed_from": "2026-10-01"}, TEAM[1]],
        "train": {"days": 1},
        **by(per="date"),
    },
    "training by the minute": {
        **TWO,
        "staff": [{**TEAM[0], "employed_from": "2026-10-01"}, "C"],
        "train": {"days": 1},
        **by(per="minute"),
        "history": "A = .",
    },
}


NEVER = {"nights carried in", "a leader carried in"}
"""What no roster of these few can keep: only what it costs is compared."""


def both(example: Table) -> Any:
    training = [use_of("trainees", {"params": example["train"]})] if "train" in example else []
    return read(example, use_of(RULE, example), *training)


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = both(CASES[name])
    if name in NEVER:
        assert agree.checker_rosters(case) == agree.solver_rosters(case) == set()
    else:
        agree.hard(case)
    agree.soft(case, limit=250)


def findings(example: Table) -> list[tuple[str, int, int, dict[str, object]]]:
    case, roster = both(example)
    return [(f.code, f.dates[0].day, f.size, dict(f.values)) for f in judge(RosterIndex(case, roster))]


def test_nobody_works_and_nobody_leads() -> None:
    assert findings({**ONE, **by()}) == []
    assert [(code, size) for code, _, size, _ in findings({**ONE, **by(per="date", people=2)})] == [("no-date", 2)]


def test_what_is_told() -> None:
    found = findings({**ONE, **by(people=3), "roster": "A = D\nB = D\nC = N"})
    assert found == [
        ("no-shift", 1, 1, {"shift": "D", "rank": "leader", "need": 3, "have": 2}),
        ("no-shift", 1, 3, {"shift": "N", "rank": "leader", "need": 3, "have": 0}),
    ]


def test_the_minutes_after_midnight_are_of_the_next_calendar_day() -> None:
    # 20:00–24:00 on the first is 240 minutes, 00:00–08:00 on the second 480; only the second is meant
    example = {**TWO, **by(per="minute", on=["2026-10-02"]), "history": "A = .", "roster": "A = . .\nC = N ."}
    assert [(day, size, v["from"], v["to"]) for _, day, size, v in findings(example)] == [(2, 480, "00:00", "08:00")]


def test_a_shift_of_nobodys_posts_is_not_looked_at() -> None:
    example = {**ONE, "posts": ["desk", "gate"], "for": {"post": ["gate"]}, **by(), "roster": "C = D"}
    assert findings(example) == []
    assert len(findings({**example, "roster": "C = D/gate"})) == 1
