"""opening-hours: both readings over all small rosters, and what check() says about hand-made ones."""

from __future__ import annotations

from typing import Any

import pytest

from rosterctl.domain.time import Span
from rosterctl.rules.roster.hours_open import parse_hours
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "opening-hours"
BASE: Table = {
    "first": "2026-10-01",
    "staff": ["A", "B", "C"],
    "width": 1,
    "shifts": {"E": "09:00-15:00", "L": "15:00-22:00"},
}
PAIR: Table = {**BASE, "staff": ["A", "B"], "width": 2}


def hours(text: str | dict[str, str] = "09:00-22:00", **more: Any) -> Table:
    return {"params": {"hours": {"all": text} if isinstance(text, str) else text, **more}}


CASES: dict[str, Table] = {
    "somebody": {**PAIR, **hours()},
    "two": {**BASE, **hours("10:00-15:00", people=2)},
    "a welcome": {**BASE, **hours(opening=2)},
    "a farewell": {**BASE, **hours(closing=2)},
    "instants alone": {**BASE, **hours("09:00-22:00", people=0, opening=1, closing=1)},
    "who begins at the opening": {**BASE, "shifts": {"E": "09:00-22:00", "O": "08:00-09:00"}, **hours(opening=2)},
    "who leaves at the closing": {**BASE, "shifts": {"E": "09:00-22:00", "O": "22:00-23:00"}, **hours(closing=2)},
    "a quarter of an hour": {
        **BASE,
        "shifts": {"E": "09:00-22:00", "O": "08:00-09:14", "P": "08:00-09:15"},
        **hours(opening=2, minutes=15),
    },
    "a stretch shorter than that": {
        **BASE,
        "shifts": {**BASE["shifts"], "M": "14:00-16:00"},
        **hours("14:50-15:10", opening=2, closing=2, minutes=60),
    },
    "two stretches": {**BASE, "staff": ["A", "B"], **hours("09:00-12:00;16:00-22:00", opening=1, closing=1)},
    "kinds of days": {
        **PAIR,
        "staff": ["A"],
        "width": 4,
        "days": {"2026-10-01": "holiday", "2026-10-03": "campaign"},
        **hours({"holiday": "16:00-20:00", "fri": "10:00-11:00", "campaign": "closed", "2026-10-04": "10:00-12:00"}),
    },
    "a holiday is a rest day and no Thursday": {
        **PAIR,
        "days": {"2026-10-01": "holiday"},
        **hours({"thu": "09:00-12:00", "rest": "16:00-18:00", "all": "10:00-11:00"}),
    },
    "past midnight": {
        **PAIR,
        "history": "A = .\nB = N",
        "shifts": {"N": "20:00-03:00", "M": "00:00-09:00"},
        **hours("21:00-02:00", closing=1),
    },
    "carried in": {
        **PAIR,
        "shifts": {"N": "20:00-08:00", "E": "05:00-12:00"},
        "history": "A = N",
        **hours("06:00-09:00", people=2),
    },
    "without history": {**PAIR, "shifts": {"N": "20:00-08:00", "D": "08:00-20:00"}, **hours("06:00-10:00")},
    "month end": {
        **PAIR,
        "first": "2026-10-31",
        "shifts": {"N": "20:00-08:00", "D": "08:00-20:00"},
        "history": "A = .",
        **hours({"sun": "22:00-02:00"}),
    },
    "two posts": {**BASE, "staff": ["A", "B"], "posts": ["desk", "gate"], **hours("10:00-12:00")},
    "one post": {
        **BASE,
        "staff": ["A", "B"],
        "posts": ["desk", "gate"],
        "for": {"post": ["gate"]},
        **hours(closing=1),
    },
    "a team": {
        **BASE,
        "staff": [{"id": "A", "team": "x"}, {"id": "B", "team": "x"}, {"id": "C", "team": "y"}],
        "for": {"team": ["x"]},
        **hours(),
    },
    "valid from the second day": {**PAIR, "valid_from": "2026-10-02", **hours()},
    "meals and leave": {
        **PAIR,
        "shifts": {"D": {"time": "09:00-18:00", "meals": ["12:00-12:30"]}, "E": "09:00-18:00"},
        "leave": [{"who": "A", "first": "2026-10-02", "part": "first-half"}],
        **hours("09:00-18:00"),
    },
    "trainees": {
        **PAIR,
        "staff": [{"id": "A", "employed_from": "2026-10-01"}, "B"],
        "train": {"days": 1},
        **hours("10:00-12:00", opening=1),
    },
    "spring": {
        **PAIR,
        "first": "2026-03-28",
        "zone": "Europe/Berlin",
        "shifts": {"N": "22:00-06:00"},
        "history": "A = .",
        **hours({"sat": "22:00-05:00"}),
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


def findings(example: Table) -> list[tuple[str, int, int, object, object]]:
    case, roster = both(example)
    return [
        (f.code, f.dates[0].day, f.size, f.values["from"], f.values["to"]) for f in judge(RosterIndex(case, roster))
    ]


def test_the_two_instants() -> None:
    example = {**BASE, "roster": "A = E\nB = L", **hours("09:00-22:00", opening=2, closing=3)}
    assert findings(example) == [("opening", 1, 1, "09:00", "09:01"), ("closing", 1, 2, "21:59", "22:00")]


def test_a_short_stretch_is_all_opening_and_all_closing() -> None:
    example = {**BASE, **hours("14:50-15:10", people=0, opening=1, closing=2, minutes=60)}
    assert findings(example) == [("opening", 1, 20, "14:50", "15:10"), ("closing", 1, 40, "14:50", "15:10")]


def test_hours_past_midnight_are_of_the_day_on_which_they_begin() -> None:
    example = {**PAIR, "history": "A = .", "width": 2, **hours("22:00-02:00")}
    assert findings(example) == [
        ("short", 1, 120, "24:00", "26:00"),
        ("short", 1, 240, "22:00", "26:00"),
        ("short", 2, 120, "22:00", "24:00"),
    ]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("closed", []),
        ("10:00-22:00", [(600, 1320)]),
        ("00:00-24:00", [(0, 1440)]),
        ("18:00-02:00", [(1080, 1560)]),
        ("18:00-18:00", [(1080, 2520)]),
        ("09:00-12:00; 13:00-26:00", [(540, 720), (780, 1560)]),
        ("09:00-12:00;12:00-13:00", [(540, 720), (720, 780)]),
    ],
)
def test_hours_as_text(text: str, spans: list[tuple[int, int]]) -> None:
    assert parse_hours(text) == tuple(Span(*span) for span in spans)


@pytest.mark.parametrize(
    "text", ["", "10:00", "10-22", "10:00-25:61", "25:00-26:00", "09:00-12:00;11:59-13:00", "09:00-34:00", "Closed"]
)
def test_what_is_no_hours(text: str) -> None:
    with pytest.raises(ValueError, match="HH:MM"):
        use_of(RULE, hours(text))


def test_no_hours_at_all() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        use_of(RULE, hours({}))
