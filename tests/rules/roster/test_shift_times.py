"""shift-times: both readings over all small rosters, and what a text of times means."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from rosterctl.rules.roster.shift_times import Params
from tests.support import agree
from tests.support.small import Table, read, use_of

RULE = "shift-times"
MEAL = {"time": "08:00-18:00", "meals": ["12:00-14:00"]}
NIGHT = {"time": "20:00-08:00", "meals": ["24:00-25:00"]}
BASE: Table = {"first": "2026-10-12", "width": 2, "staff": ["A", "B"]}


def table(shifts: dict[str, Any], stated: dict[str, str], **more: Any) -> Table:
    """The shifts with what is laid down, and ``Z``, which always differs: so that the rule binds in every case."""
    shifts, stated = {**shifts, "Z": "01:00-02:00"}, {**stated, "Z": "01:00-03:00"}
    params = {"shifts": stated, **({"others": more.pop("others")} if "others" in more else {})}
    return {**BASE, "shifts": shifts, "params": params, **more}


CASES: dict[str, Table] = {
    "equal": table({"D": "09:00-18:00"}, {"D": "09:00-18:00"}),
    "a minute early": table({"D": "08:59-18:00", "E": "08:00-17:00"}, {"D": "09:00-18:00", "E": "08:00-17:00"}),
    "a minute late": table({"D": "09:00-18:01"}, {"D": "09:00-18:00"}),
    "split": table({"S": "09:00-12:00;14:00-18:00"}, {"S": "09:00-12:00+14:00-18:00"}),
    "split, another gap": table({"S": "09:00-12:00;13:00-18:00"}, {"S": "09:00-12:00+14:00-18:00"}),
    "split, laid down whole": table({"S": "09:00-12:00;14:00-18:00"}, {"S": "09:00-18:00"}),
    "meal": table({"A": MEAL}, {"A": "08:00-18:00 12:00-14:00"}),
    "meal, another time": table({"A": MEAL}, {"A": "08:00-18:00 11:30-12:00"}),
    "meal, none laid down": table({"A": MEAL}, {"A": "08:00-18:00"}),
    "meal, none there": table({"A": "08:00-18:00"}, {"A": "08:00-18:00 12:00-14:00"}),
    "night": table({"N": "22:00-06:00"}, {"N": "22:00-06:00"}),
    "night, counted on": table({"N": "22:00-06:00"}, {"N": "22:00-30:00"}),
    "night, another end": table({"N": "22:00-06:00"}, {"N": "22:00-07:00"}),
    "night with a meal after midnight": table({"N": NIGHT}, {"N": "20:00-08:00 00:00-01:00"}),
    "night with another meal": table({"N": NIGHT}, {"N": "20:00-08:00 00:00-02:00"}),
    "round the clock": table({"N": "08:00-32:00"}, {"N": "08:00-08:00"}),
    "others": table({"D": "09:00-18:00", "X": "10:00-19:00"}, {"D": "09:00-18:00"}, others=True),
    "no others": table({"D": "09:00-18:00", "X": "10:00-19:00"}, {"D": "09:00-18:00"}, others=False),
    "a code that nobody has": table({"D": "09:00-18:00"}, {"D": "09:00-18:00", "Q": "10:00-11:00"}),
    "history is not judged": table({"D": "09:00-18:01"}, {"D": "09:00-18:00"}, history="A = D D"),
    "one of two people": table({"D": "09:00-18:01"}, {"D": "09:00-18:00"}, **{"for": {"employee": ["B"]}}),
    "one post": table({"D": "09:00-18:01"}, {"D": "09:00-18:00"}, posts=["desk", "gate"], staff=["A"],
                      **{"for": {"post": ["gate"]}}),
    "valid from the second day": table({"D": "09:00-18:01"}, {"D": "09:00-18:00"}, valid_from="2026-10-13"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_readings_agree(name: str) -> None:
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    agree.hard(case)
    agree.soft(case, limit=250)


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("equal", True), ("a minute early", False), ("a minute late", False), ("split", True),
        ("split, another gap", False), ("split, laid down whole", False), ("meal", True),
        ("meal, another time", False), ("meal, none laid down", False), ("meal, none there", False),
        ("night", True), ("night, counted on", True),
        ("night, another end", False), ("night with a meal after midnight", True), ("night with another meal", False),
        ("round the clock", True), ("others", True), ("no others", False), ("a code that nobody has", True),
        ("history is not judged", False), ("one of two people", False), ("one post", False),
        ("valid from the second day", False),
    ],
)  # fmt: skip
def test_what_is_allowed(name: str, allowed: bool) -> None:
    """All but ``Z`` may be worked, or something may not: both readings agreeing on nonsense would show here."""
    case, _ = read(CASES[name], use_of(RULE, CASES[name]))
    bad = {kind for kind in case.choices if case.duty(kind).shift == "Z"}
    without = {roster for roster in agree.every_roster(case) if not bad & set(roster)}
    assert (without <= agree.checker_rosters(case)) is allowed


@pytest.mark.parametrize(
    "times", ["", "9:00-18:00", "09:00–18:00", "09:00-18:00,12:00-13:00", "09:00-18:60", "09:00-49:00"]
)
def test_what_is_no_time(times: str) -> None:
    with pytest.raises(ValidationError):
        Params(shifts={"D": times})
