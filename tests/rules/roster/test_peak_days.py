"""peak-days: both readings over all small rosters, and what check() says about hand-made ones."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from rosterctl.domain.calendar import Calendar, DayKind
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.rules.roster.peak_days import Params
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "peak-days"
BASE: Table = {
    "first": "2026-10-03",
    "staff": ["A", "B"],
    "width": 2,
    "shifts": {"E": "08:00-14:00", "L": "12:00-20:00"},
    "days": {"2026-10-03": "holiday"},
    "demand": [{"day": "all", "time": "10:00-16:00", "min": 1}],
}
NIGHT: Table = {**BASE, "shifts": {"D": "08:00-20:00", "N": "20:00-08:00"}, "history": "A = N\nB = ."}


def row(time: str = "10:00-13:00", day: str = "all", **more: Any) -> Table:
    return {"day": day, "time": time, "min": 1, **more}


def peak(**params: Any) -> Table:
    return {"params": params}


CASES: dict[str, Table] = {
    "half as many again": {**BASE, **peak(percent=150), "demand": [row()]},
    "no more than it says": {**BASE, **peak(percent=100)},
    "so many people": {**BASE, **peak(people=2), "demand": [row("12:00-14:00")]},
    "the higher of the two": {
        **BASE,
        "staff": ["A", "B", "C"],
        "width": 1,
        **peak(people=2, percent=150),
        "demand": [row("12:30-13:00", min=2), row("08:00-09:00")],
    },
    "rounded up": {
        **BASE,
        "staff": list("ABCDE"),
        "width": 1,
        "shifts": {"D": "08:00-14:00"},
        **peak(percent=134),
        "demand": [row(min=3)],
    },
    "exactly": {
        **BASE,
        "staff": list("ABCDE"),
        "width": 1,
        "shifts": {"D": "08:00-14:00"},
        **peak(percent=150),
        "demand": [row(min=2)],
    },
    "another holiday": {**BASE, **peak(holidays=["labour-day"], also=["2026-10-04"], people=1)},
    "no holidays": {**BASE, **peak(holidays=[], also=["sun"], people=1)},
    "special days": {
        **BASE,
        "days": {"2026-10-04": "campaign"},
        **peak(also=["special"], people=2),
        "demand": [row("12:00-13:00")],
    },
    "rows of nobody": {
        **BASE,
        "width": 1,
        **peak(people=2),
        "demand": [
            row(min=0),
            row(min=None, target=2, skill="x"),
            row("12:00-13:00", post="desk"),
            {"day": "all", "shift": "L", "min": 1},
        ],
    },
    "rows of the holiday": {
        **BASE,
        "width": 1,
        **peak(percent=200),
        "demand": [row(min=2), row("12:00-13:00", "holiday")],
    },
    "past midnight": {**NIGHT, **peak(people=1), "demand": [row("22:00-09:00")]},
    "from a peak day before": {**NIGHT, "first": "2026-10-04", **peak(people=1), "demand": [row("22:00-10:00")]},
    "the month's last night": {**NIGHT, "width": 1, **peak(people=1), "demand": [row("22:00-10:00")]},
    "carried in": {
        **NIGHT,
        "width": 1,
        "shifts": {**NIGHT["shifts"], "E": "05:00-12:00"},
        **peak(people=2),
        "demand": [row("06:00-07:00")],
    },
    "without history": {**BASE, "shifts": NIGHT["shifts"], **peak(people=1), "demand": [row("06:00-09:00")]},
    "filters": {
        **BASE,
        "staff": [{"id": "A", "skills": ["x"]}, "B"],
        **peak(percent=101),
        "demand": [row(rank="leader", min=0), row(skill="x", day="sun"), row(skill="x", day="mon")],
    }
    | {"params": {"percent": 100, "also": ["sun"]}},
    "a post": {
        **BASE,
        "width": 1,
        "posts": ["desk", "gate"],
        "for": {"post": ["gate"]},
        **peak(people=1),
        "demand": [row(post="desk"), row("12:00-13:00", post="gate"), row("13:00-14:00")],
    },
    "a team": {
        **BASE,
        "staff": [{"id": "A", "team": "x"}, {"id": "B", "team": "y"}],
        "for": {"team": ["x"]},
        "width": 1,
        **peak(people=1),
        "demand": [row()],
    },
    "valid from the second day": {
        **NIGHT,
        "valid_from": "2026-10-04",
        "days": {"2026-10-03": "holiday", "2026-10-04": "campaign"},
        **peak(people=1, also=["campaign"]),
    },
    "trainees": {
        **BASE,
        "width": 1,
        "staff": [{"id": "A", "employed_from": "2026-10-03"}, "B"],
        "train": {"days": 1},
        **peak(people=1),
        "demand": [row()],
    },
}


def both(example: Table) -> Any:
    training = [use_of("trainees", {"params": example["train"]})] if "train" in example else []
    return read(example, use_of(RULE, example), *training)


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = both(CASES[name])
    agree.hard(case)
    agree.soft(case, limit=200)


def test_which_holidays_are_peak_days() -> None:
    dates = [
        date(2026, 1, 1),
        date(2026, 2, 16),
        date(2026, 2, 19),
        date(2026, 4, 5),
        date(2026, 5, 1),
        date(2026, 5, 2),
        date(2026, 6, 19),
        date(2026, 9, 25),
        date(2026, 10, 1),
        date(2026, 10, 3),
    ]
    calendar = Calendar(marked=MappingProxyType(dict.fromkeys(dates, DayKind.HOLIDAY)))
    found = [on for on in dates if Params(people=1).peak(calendar, on)]
    # not Qingming, the Dragon Boat and the Mid-Autumn Festival
    assert found == [on for on in dates if on.month not in (4, 6, 9)]
    assert [on.month for on in dates if Params(people=1, holidays=("spring-festival",)).peak(calendar, on)] == [2, 2]
    assert not Params(people=1).peak(calendar, date(2026, 10, 2))


def test_what_is_told() -> None:
    example = {**BASE, "roster": "A = E", "demand": [row(min=2)], **peak(percent=150)}
    case, roster = both(example)
    (found,) = judge(RosterIndex(case, roster))
    # 150 % of two are three; one is there for 180 minutes
    told = {"from": "10:00", "to": "13:00", "what": ("all-staff",), "need": 3, "have": 1}
    assert (found.dates, found.size, dict(found.values)) == ((date(2026, 10, 3),), 360, told)


def test_one_of_the_numbers_must_be_stated() -> None:
    with pytest.raises(ValueError, match="at least one"):
        use_of(RULE, {})
