"""Which request took which part of a unit (1.1, 4.7)."""

from __future__ import annotations

import pytest

from rosterctl.domain.leave import shared_out
from rosterctl.domain.stretches import seconds, union
from tests.support.settling import settle

SHIFTS = {
    "D": {"time": "09:00-18:00", "meals": ["12:00-13:00"]},
    "R": {"time": "09:00-18:00", "meals": ["11:00-14:00/60"]},
    "N": "22:00-06:00",
    "S": "09:00-12:00;14:00-18:00",
}


def leave(kind: str, part: str = "whole") -> dict[str, str]:
    """Leave on 9 October: a part of the day, or hours by the clock."""
    timed = {"hours": part} if ":" in part else {"part": part}
    return {"id": kind, "who": "A", "first": "2026-10-09", "leave": kind, **timed}


@pytest.mark.parametrize(
    ("shift", "asked", "expected"),
    [
        # D is cut at its break: three hours and five
        ("D", [leave("sick", "first-half"), leave("personal", "second-half")], [{"sick": 3.0, "personal": 5.0}]),
        ("D", [leave("sick", "first-half")], [{"sick": 3.0}]),
        # the clock goes through the break, which is not paid: 11–12 and 13–15
        ("D", [leave("sick", "11:00-15:00")], [{"sick": 3.0}]),
        # 14–16 is in both; it stays with the first of the two that are named
        ("D", [leave("sick", "13:00-16:00"), leave("annual", "14:00-18:00")], [{"sick": 3.0, "annual": 2.0}]),
        ("D", [leave("annual", "14:00-18:00"), leave("sick", "13:00-16:00")], [{"annual": 4.0, "sick": 1.0}]),
        # nothing is left for the second
        ("D", [leave("sick"), leave("annual", "14:00-18:00")], [{"sick": 8.0}]),
        # a rotating meal is cut in the middle of its window (12–13)
        ("R", [leave("sick", "first-half"), leave("personal", "second-half")], [{"sick": 3.0, "personal": 5.0}]),
        # half of a night without a break: 22–02 and 02–06
        ("N", [leave("sick", "first-half"), leave("personal", "second-half")], [{"sick": 4.0, "personal": 4.0}]),
        ("N", [leave("sick", "25:00-27:00")], [{"sick": 2.0}]),
        # a split shift is two units, cut at its gap
        ("S", [leave("sick", "first-half"), leave("personal", "second-half")], [{"sick": 3.0}, {"personal": 4.0}]),
        ("S", [leave("sick", "11:00-15:00")], [{"sick": 1.0}, {"sick": 1.0}]),
    ],
)
def test_who_took_what(shift: str, asked: list[dict[str, str]], expected: list[dict[str, float]]) -> None:
    found = settle({"first": "2026-10-09", "roster": f"A = {shift}", "shifts": SHIFTS, "requests": asked})
    period = found.judged.period
    got = [
        {
            request.id: seconds(taken) / 3600
            for request, taken in shared_out(
                record.unit, period.requests, period.shifts[record.unit.shift], period.wall
            )
        }
        for record in found.judged.records()
    ]
    assert got == expected
    for record in found.judged.records():
        parts = list(shared_out(record.unit, period.requests, period.shifts[record.unit.shift], period.wall))
        assert union(one for _, taken in parts for one in taken) == union(record.unit.leave)


def test_a_break_off_the_cut_is_whole_leave_between_two_halves() -> None:
    # both halves are the whole (1.1), so the hour around the cut is somebody's: the second half takes it
    table = {
        "first": "2026-10-09",
        "roster": "A = R",
        "shifts": SHIFTS,
        "requests": [leave("sick", "first-half"), leave("personal", "second-half")],
    }
    from dataclasses import replace

    from rosterctl.attendance.units import Roster, make_units
    from rosterctl.domain.roster import Break

    period = settle(table).judged.period
    moved = [replace(item, breaks=(Break(13 * 60, 60),)) for item in period.assignments]  # the meal is at 13–14
    (unit,) = make_units(Roster(moved, period.shifts, requests=period.requests)).units
    got = {
        one.id: seconds(taken) for one, taken in shared_out(unit, period.requests, period.shifts["R"], period.wall)
    }
    assert got == {"sick": 3 * 3600, "personal": 5 * 3600}  # 9–12; 12–13 and 14–18


def test_only_what_is_approved() -> None:
    filed = {**leave("sick"), "status": "filed"}
    found = settle({"first": "2026-10-09", "roster": "A = D", "requests": [filed]})
    (record,) = found.judged.records()
    period = found.judged.period
    assert list(shared_out(record.unit, period.requests, period.shifts["D"], period.wall)) == []
