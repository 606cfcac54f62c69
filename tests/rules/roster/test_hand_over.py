"""hand-over: both readings over all small rosters, and what check() says about hand-made ones."""

from __future__ import annotations

from typing import Any

import pytest

from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "hand-over"
DN = {"D": "08:00-20:00", "N": "20:00-08:00"}
EARLY = {"D": {"time": "08:00-20:00", "early": 5}, "N": {"time": "20:00-08:00", "early": 5}}
BASE: Table = {"first": "2026-10-01", "staff": ["A", "B"], "width": 2, "shifts": DN, "history": "A = ."}
DAY: Table = {**BASE, "staff": ["A", "B", "C"], "width": 1, "shifts": {"E": "08:00-14:00", "L": "12:00-18:00"}}


def over(overlap: int = 0, **more: Any) -> Table:
    return {"params": {"overlap": overlap, **more}}


CASES: dict[str, Table] = {
    "to the minute": {**BASE, **over()},
    "a minute of overlap": {**BASE, "shifts": {**DN, "L": "07:59-20:01"}, **over(1)},
    "exactly two hours": {**DAY, **over(120, closes=["18:00"])},
    "more than two hours": {**DAY, **over(121, closes=["18:00"])},
    "two reliefs": {**DAY, "shifts": {**DAY["shifts"], "M": "10:00-18:00"}, **over(people=2, closes=["18:00"])},
    "a gap": {**BASE, "shifts": {"D": "08:10-20:00", "N": "20:00-08:00"}, **over()},
    "arriving early": {**BASE, "shifts": EARLY, **over(5)},
    "not early enough": {**BASE, "shifts": EARLY, **over(6)},
    "early does not count": {**BASE, "shifts": EARLY, **over(5, early=False)},
    "early is not there at the change": {
        **BASE,
        "shifts": {"D": {"time": "08:05-20:00", "early": 10}, "N": DN["N"]},
        **over(5),
    },
    "carried in": {**BASE, "history": "A = N\nB = .", **over()},
    "two carried in, one stays": {
        **BASE,
        "shifts": {**DN, "M": "18:00-06:00"},
        "history": "A = M\nB = N",
        "width": 1,
        **over(),
    },
    "enough carried in": {
        **BASE,
        "staff": ["A", "B", "C"],
        "shifts": {"N": DN["N"], "M": "18:00-06:00", "E": "02:00-10:00"},
        "width": 1,
        "history": "A = M\nB = N",
        **over(240, closes=["08:00", "10:00"], people=2),
    },
    "two shifts on a day of history": {**BASE, "history": "B = D+N", **over()},
    "without history": {**{k: v for k, v in BASE.items() if k != "history"}, **over()},
    "month end": {**BASE, "first": "2026-10-31", **over(closes=["20:00"])},
    "closing at midnight": {**BASE, "shifts": {"L": "16:00-24:00", "E": "08:00-16:00"}, **over(closes=["24:00"])},
    "posts apart": {
        **BASE,
        "width": 1,
        "posts": ["desk", "gate"],
        **over(closes=["20:00"]),
        "shifts": {"E": "08:00-14:00", "L": "12:00-20:00"},
    },
    "one post": {**BASE, "width": 1, "posts": ["desk", "gate"], **over(), "for": {"post": ["gate"]}},
    "one team": {
        **BASE,
        "staff": [{"id": "A", "team": "x"}, {"id": "B", "team": "x"}, {"id": "C", "team": "y"}],
        "width": 1,
        "for": {"team": ["x"]},
        **over(),
    },
    "valid from the second day": {
        **BASE,
        "shifts": {"E": "08:00-14:00", "L": "12:00-18:00"},
        "valid_from": "2026-10-02",
        **over(),
    },
    "leave brings it forward": {
        **DAY,
        "staff": ["A", "B"],
        **over(closes=["18:00"]),
        "shifts": {"E": "08:00-14:00", "L": "11:00-18:00"},
        "leave": [{"who": "A", "first": "2026-10-01", "part": "hours", "hours": "11:30-14:00"}],
    },
    "leave at the beginning": {
        **DAY,
        "staff": ["A", "B"],
        **over(5, closes=["18:00"]),
        "shifts": {"E": "08:00-13:00", "L": {"time": "13:00-18:00", "early": 10}, "M": "12:00-18:00"},
        "leave": [{"who": "B", "first": "2026-10-01", "part": "hours", "hours": "12:00-13:00"}],
    },
    "away for a meal": {
        **DAY,
        "shifts": {
            "E": "08:00-14:00",
            "L": {"time": "12:00-18:00", "meals": ["13:50-14:10"]},
            "M": {"time": "11:00-18:00", "meals": ["12:30-13:00"]},
        },
        "staff": ["A", "B"],
        **over(60, closes=["18:00"]),
    },
    "early before a later part": {
        **DAY,
        "staff": ["A", "B"],
        "shifts": {"S": "08:00-17:00", "T": {"time": "10:00-14:00;16:45-18:00", "early": 15}, "M": "16:30-18:00"},
        **over(30, closes=["18:00"]),
    },
    "early before leave": {
        **DAY,
        "staff": ["A", "B"],
        "shifts": {"E": "08:00-13:30", "L": {"time": "13:00-18:00", "early": 10}},
        "leave": [{"who": "B", "first": "2026-10-01", "part": "hours", "hours": "13:00-13:25"}],
        **over(10, closes=["18:00"]),
    },
    "split shifts": {
        **DAY,
        "shifts": {"S": "08:00-11:00;13:00-17:00", "T": "10:00-14:00;16:30-18:00"},
        "staff": ["A", "B"],
        **over(30, closes=["18:00"]),
    },
    "a trainee": {
        **BASE,
        "staff": [{"id": "A", "employed_from": "2026-10-01"}, "B", "C"],
        "train": {"days": 1},
        "width": 1,
        **over(),
    },
    "a trainee carried in": {
        **BASE,
        "staff": [{"id": "A", "employed_from": "2026-09-30"}, "B"],
        "train": {"days": 1},
        "history": "A = N\nB = M",
        "shifts": {"N": DN["N"], "M": "18:00-06:00", "E": "02:00-10:00"},
        "width": 1,
        **over(closes=["08:00", "10:00"]),
    },
    "autumn": {**BASE, "first": "2026-10-25", "zone": "Europe/Berlin", "history": "A = N", **over()},
}


def both(example: Table) -> Any:
    training = [use_of("trainees", {"params": example["train"]})] if "train" in example else []
    return read(example, use_of(RULE, example), *training)


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = both(CASES[name])
    agree.hard(case)
    agree.soft(case, limit=200)


def findings(example: Table) -> list[tuple[object, object, int, tuple[str, ...]]]:
    case, roster = both(example)
    return [(f.values["post"], f.values["at"], f.size, f.employees) for f in judge(RosterIndex(case, roster))]


def test_all_who_leave_at_a_moment_are_one_finding() -> None:
    example = {**DAY, "roster": "A = E\nB = E", **over(people=2)}
    assert findings(example) == [("desk", "14:00", 2, ("A", "B"))]


def test_the_end_of_the_horizon_is_the_next_rosters_business() -> None:
    example = {**BASE, "width": 1, "shifts": {"L": "16:00-24:00", "N": "20:00-08:00"}, **over()}
    assert findings({**example, "roster": "A = L\nB = N"}) == []
    assert findings({**example, "width": 2, "roster": "A = L ."}) == [("desk", "00:00", 1, ("A",))]


def test_closing_times_are_times() -> None:
    with pytest.raises(ValueError, match="25:00"):
        use_of(RULE, over(closes=["25:00"]))
