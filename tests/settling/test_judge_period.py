"""What a judged period holds besides what its rules say: refusals (1.4), evidence, what a closed eye would lose."""

from typing import Any

import numpy as np
import pytest

from rosterctl.attendance.pipeline import judge_period
from rosterctl.errors import InputError, Place
from rosterctl.messages import text
from tests.support.refusals import problems
from tests.support.settling import punches_of, read, settle

OVERLAP: dict[str, Any] = {"shifts": {"D": "09:00-18:00", "E": "17:00-22:00"}, "roster": "A = D+E"}


def test_overlapping_shifts_are_refused_by_name() -> None:
    (problem,) = problems(**OVERLAP)
    assert text(problem.code, "en", problem.values) == (
        "A: D of 2026-10-09 Fri and E of 2026-10-09 Fri overlap. "
        "Mend the roster or the request: one person's shifts must not."
    )


def test_all_overlaps_at_once_and_over_midnight() -> None:
    two = {"shifts": {"N": "22:00-09:30", "D": "09:00-18:00"}, "roster": "A = N D\nB = N D"}
    assert [(one.values["employee"], one.values["other"]) for one in problems(**two)] == [
        ("A", read({"first": "2026-10-10", "roster": "A = D"}).assignments[0].date),
        ("B", read({"first": "2026-10-10", "roster": "A = D"}).assignments[0].date),
    ]


def test_overtime_approved_twice_is_named_by_its_requests() -> None:
    twice = [
        {"id": "O1", "who": "A", "kind": "overtime", "first": "2026-10-10", "hours": "09:00-12:00"},
        {"id": "O2", "who": "A", "kind": "overtime", "first": "2026-10-10", "hours": "11:00-14:00"},
    ]
    (problem,) = problems(roster="A = D .", requests=twice)
    assert (problem.values["first"], problem.values["second"]) == ("O1", "O2")


def test_the_place_of_the_roster_is_named() -> None:
    table = {"first": "2026-10-09", **OVERLAP}
    period, place = read(table), Place("rosters/2026-10/v1.json")
    with pytest.raises(InputError) as caught:
        judge_period(period, punches_of(table, period), place)
    assert [problem.place for problem in caught.value.problems] == [place]


def test_every_raw_punch_is_in_a_record_or_among_the_strays() -> None:
    table = {
        "first": "2026-10-08",
        "shifts": {"N": "23:00-07:00", "D": "09:00-18:00"},
        "staff": ["A", "B"],
        "roster": "A = N D .\nB = D . .",
        "punches": "A 08 22:58\nA 09 08:10 08:58 08:58 18:00 18:00:30\nA 10 11:00\nB 08 18:20 19:00\nX 08 09:00",
    }
    judged = settle(table).judged
    held = [row for match in judged.matches for event in match.events for row in event.punches]
    loose = [row for number in range(len(judged.sheet.strays.row)) for row in judged.stray(number).event.punches]
    assert sorted(held + loose) == list(range(10))


def test_strays_stand_row_by_row_beside_their_events() -> None:
    judged = settle({"first": "2026-10-08", "roster": "A = . D", "punches": "A 08 09:00\nA 09 18:20 19:00"}).judged
    strays = judged.sheet.strays
    assert strays.first.tolist() == [judged.stray(number).event.first for number in range(3)]
    assert np.diff(strays.first).min() > 0


def test_a_period_without_any_shift_can_be_judged() -> None:
    found = settle({"staff": ["A"], "roster": "A = .", "punches": "A 09 10:00"})
    assert (found.records(), found.strays()) == ([], ["A 09 10:00 out-of-reach"])


def test_the_same_input_in_another_order_is_the_same() -> None:
    table = {"first": "2026-10-08", "roster": "A = D D\nB = D D"}
    lines = ["A 08 09:10 18:00", "B 09 08:59", "A 09 18:20 19:00", "B 08 08:00 20:00"]
    one = settle({**table, "punches": "\n".join(lines)})
    other = settle({**table, "punches": "\n".join(reversed([*lines, *lines]))})
    assert (one.records(), one.findings(), one.strays()) == (other.records(), other.findings(), other.strays())
