"""grade-mix: both readings over all small rosters, and what check() says about hand-made ones."""

from __future__ import annotations

from typing import Any

import pytest

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "grade-mix"
S, M, J = ({"id": grade[0].upper(), "grade": grade} for grade in ("senior", "middle", "junior"))
M["grade"] = "intermediate"
DN = {"D": "08:00-20:00", "N": "20:00-08:00"}
ONE: Table = {
    "first": "2026-10-01",
    "staff": [S, M, J],
    "width": 1,
    "shifts": {"D": "09:00-18:00", "L": "12:00-20:00"},
    "demand": [{"day": "all", "time": "10:00-19:00", "min": 1}],
}
NIGHT: Table = {**ONE, "shifts": DN, "demand": [{"day": "all", "time": "19:00-10:00", "min": 1}]}
POSTS: Table = {**ONE, "staff": [S, J], "posts": ["desk", "gate"]}


def mix(grade: str = "senior", **params: Any) -> Table:
    return {"params": {"grade": grade, **params}}


def row(time: str = "10:00-12:00", day: str = "all", **more: Any) -> Table:
    return {"day": day, "time": time, "min": 1, **more}


CASES: dict[str, Table] = {
    "one senior": {**ONE, "demand": [row("12:00-18:00")], **mix(least=1)},
    "two of the middle or higher": {**ONE, "demand": [row("12:30-17:00")], **mix("intermediate", least=2)},
    "exactly a third": {**ONE, **mix(percent=33)},
    "more than a third": {**ONE, **mix(percent=34)},
    "exactly a half of two": {**ONE, **mix(percent=50)},
    "more than a half": {**ONE, **mix("intermediate", percent=51)},
    "exactly two of three": {**ONE, **mix("intermediate", percent=66)},
    "more than two of three": {**ONE, **mix("intermediate", percent=67)},
    "all of them": {**ONE, **mix("intermediate", percent=100)},
    "both bounds": {**ONE, "demand": [row("13:00-19:00")], **mix(least=1, percent=50)},
    "many people": {
        **ONE,
        "staff": [S, M, *({"id": f"J{n}", "grade": "junior"} for n in range(6))],
        "shifts": {"D": "09:00-18:00"},
        **mix("intermediate", percent=25),
    },
    "no grade or another one": {**ONE, "staff": [S, "X", {"id": "Y", "grade": "expert"}], **mix(percent=50)},
    "rows overlap": {
        **ONE,
        **mix(least=1),
        "demand": [row("10:00-14:00"), row("13:00-15:00", skill="english"), row("11:00-13:30", rank="x")],
    },
    "rows that ask for nobody": {
        **ONE,
        **mix(least=1),
        "demand": [
            row("08:00-10:00", min=0),
            row("10:00-13:00", min=None, target=1, grade="junior"),
            row("13:00-22:00", min=None, max=3, skill="x"),
            {"day": "all", "shift": "L", "min": 1},
        ],
    },
    "nights carried in": {**NIGHT, "staff": [S, J], "width": 2, **mix(percent=50), "history": "S = .\nJ = N"},
    "a senior carried in": {
        **NIGHT,
        "staff": [S, J],
        "width": 2,
        **mix(percent=50, least=1),
        "history": "S = N\nJ = N",
    },
    "one of two seniors carried in": {
        **NIGHT,
        "staff": [S, {"id": "T", "grade": "senior"}, J],
        "shifts": {"N": "20:00-08:00", "E": "02:00-10:00"},
        "demand": [row("06:00-07:00")],
        "history": "S = N\nT = .",
        **mix(least=2),
    },
    "without history": {**NIGHT, "staff": [S, J], "width": 2, **mix(percent=50)},
    "month end": {**NIGHT, "first": "2026-10-31", "history": "S = .", **mix(least=1)},
    "a row of the day before": {
        **NIGHT,
        "history": "S = .",
        "shifts": {**DN, "E": "01:00-09:00"},
        "demand": [row("22:00-04:00", "2026-09-30")],
        **mix(percent=50),
    },
    "two posts": {
        **POSTS,
        "demand": [row(post="desk"), row("11:00-13:00", post="gate")],
        **mix(least=1),
        "staff": [S, {"id": "T", "grade": "senior"}, J],
        "shifts": {"D": "09:00-18:00"},
    },
    "a post of two": {
        **POSTS,
        "for": {"post": ["gate"]},
        "demand": [row(post="desk"), row("11:00-13:00", post="gate"), row("13:00-14:00")],
        **mix(percent=50),
    },
    "all posts together": {**POSTS, **mix(percent=50)},
    "members only": {
        **ONE,
        "staff": [{**S, "team": "x"}, {**M, "team": "y"}, {**J, "team": "y"}],
        "for": {"team": ["y"]},
        **mix("intermediate", percent=50),
    },
    "valid from the second day": {
        **NIGHT,
        "staff": [S, J],
        "width": 2,
        "valid_from": "2026-10-02",
        "history": "S = .",
        **mix(percent=50),
    },
    "meals and leave": {
        **ONE,
        "staff": [S, J],
        "width": 2,
        **mix(percent=50),
        "shifts": {"D": {"time": "09:00-18:00", "meals": ["12:00-13:00"]}, "E": "09:00-18:00"},
        "leave": [{"who": "S", "first": "2026-10-02", "part": "hours", "hours": "10:00-11:00"}],
    },
    "trainees": {
        **ONE,
        "staff": [S, {**M, "employed_from": "2026-09-30"}, J],
        "train": {"days": 2},
        **mix("intermediate", percent=51),
    },
    "a trainee of last month": {
        **NIGHT,
        "staff": [S, {**J, "employed_from": "2026-09-30"}],
        "train": {"days": 1},
        "history": "S = .\nJ = N",
        **mix(percent=50),
    },
}


NEVER = {"nights carried in", "a senior carried in", "month end"}
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


def findings(example: Table) -> list[tuple[str, int, object, object, object]]:
    case, roster = both(example)
    return [
        (f.code, f.size, f.values["from"], f.values["to"], f.values["missing"])
        for f in judge(RosterIndex(case, roster))
    ]


def test_shares_are_rounded_up_to_whole_people() -> None:
    # 30 % of seven are 2.1, so three; two are there, one is missing for 9 hours
    staff = [{"id": f"P{n}", "grade": "senior" if n < 2 else "junior"} for n in range(7)]
    roster = "\n".join(f"P{n} = D" for n in range(7))
    example = {**ONE, "staff": staff, "roster": roster, "demand": [row("09:00-18:00")]}
    assert findings({**example, **mix(percent=30)}) == [("percent", 540, "09:00", "18:00", 1)]
    # 28 % of seven are 1.96, so two
    assert findings({**example, **mix(percent=28)}) == []


def test_nobody_there_is_a_matter_of_least_only() -> None:
    example = {**ONE, "demand": [row("09:00-10:00")]}
    assert findings({**example, **mix(least=2, percent=100)}) == [("least", 120, "09:00", "10:00", 2)]


def test_a_night_is_told_by_calendar_day() -> None:
    example = {**NIGHT, "width": 2, "history": "S = .", "roster": "J = N .", **mix(percent=1)}
    assert findings(example) == [("percent", 240, "20:00", "24:00", 1), ("percent", 480, "00:00", "08:00", 1)]


def test_the_bound_must_be_stated() -> None:
    with pytest.raises(ValueError, match="at least one"):
        use_of(RULE, mix())
