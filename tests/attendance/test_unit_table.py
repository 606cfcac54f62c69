"""Units as columns are the units made one by one (1.1 to 1.4, 2.7)."""

import datetime as dt
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rosterctl.attendance.table import table_of
from rosterctl.attendance.units import Roster, make_units
from rosterctl.domain.attendance import Unit, UnitKind
from rosterctl.domain.requests import Part, Request, Status
from rosterctl.domain.roster import Assignment, Break
from rosterctl.domain.roster_columns import columns_of, joined
from rosterctl.domain.time import Span
from tests.attendance.cases import unit
from tests.attendance.months import FIRST, SHIFTS, draw_month
from tests.attendance.units_by_value import units_by_value

COLUMNS = {
    "start": "start", "end": "end", "reach_start": "reach_start", "reach_end": "reach_end", "number": "number",
    "expected_start": "expected_start", "expected_end": "expected_end", "takes": "takes_punches",
    "before": "before", "after": "after", "arrive_early": "arrive_early",
}  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_units_are_those_made_one_by_one(random: Random) -> None:
    month = draw_month(random)
    units, clashes, lost = units_by_value(month.roster, month.params)
    made = month.made()
    assert len(made.units) == len(units)
    if not clashes:  # which of two that start together comes first, a correction need not know
        assert tuple(made.units) == units
        assert made.lost == lost
    assert [(a.start, b.start) for a, b in made.clashes] == [(a.start, b.start) for a, b in clashes]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_columns_say_what_the_values_say(random: Random) -> None:
    made = draw_month(random).made().units
    at, names = made.columns, made.names
    for row, one in enumerate(made):
        for column, name in COLUMNS.items():
            assert getattr(at, column)[row] == getattr(one, name), name
        assert names.people[at.employee[row]] == one.employee
        assert names.shifts[at.shift[row]] == one.shift
        assert names.posts[at.post[row]] == one.post
        assert dt.date.fromordinal(int(at.date[row])) == one.date
        assert at.overtime[row] == (one.kind is UnitKind.OVERTIME)
        assert (int(at.pin_start[row]) if at.has_pin_start[row] else None) == one.pinned_start
        assert (int(at.pin_end[row]) if at.has_pin_end[row] else None) == one.pinned_end
    keys = [(int(at.assignment[row]), _assignment(one)) for row, one in enumerate(made)]
    assert len({number for number, _ in keys}) == len({key for _, key in keys}) == len(set(keys))


def _assignment(one: Unit) -> tuple[object, ...]:
    return (one.employee, one.date, one.shift, one.start if one.kind is UnitKind.OVERTIME else 0)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_a_roster_in_columns_gives_the_same_units(random: Random) -> None:
    month = draw_month(random)
    columns = columns_of(month.roster.assignments)
    parts = [
        columns.between(FIRST, FIRST + dt.timedelta(days=2)),
        columns.between(FIRST + dt.timedelta(days=2), dt.date.max),
    ]
    for roster in (columns, joined(parts)):
        made = make_units(replace(month.roster, assignments=roster), month.params)
        if not made.clashes:
            assert tuple(made.units) == tuple(month.made().units)


@pytest.mark.parametrize(
    ("hours", "touched"),
    [
        (Span(480, 540), False),  # up to the start
        (Span(480, 541), True),
        (Span(540, 600), True),
        (Span(720, 780), True),  # the break: no time is taken, but the request is named
        (Span(1079, 1140), True),
        (Span(1080, 1140), False),  # from the end on
    ],
)
@pytest.mark.parametrize("kind", ["leave", "outing"])
def test_hours_that_overlap_a_shift_touch_it(kind: str, hours: Span, touched: bool) -> None:
    request = Request("R", kind, "A", FIRST, FIRST, Part.HOURS, hours, status=Status.APPROVED)
    roster = Roster((Assignment("A", FIRST, "D", "desk"),), SHIFTS, requests=(request,))
    table = make_units(roster).units
    assert tuple(table) == units_by_value(roster)[0]
    assert bool(table.special) is touched
    assert table[0].requests == (("R",) if touched else ())


def test_segments_of_one_assignment_share_its_number() -> None:
    items = [
        Assignment("A", FIRST, "S", "desk"),
        Assignment("A", FIRST, "L", "desk"),
        Assignment("B", FIRST, "S", "desk"),
    ]
    at = make_units(Roster(items, SHIFTS)).units.columns
    first, second, third, fourth, fifth = at.assignment.tolist()
    assert first == second != third
    assert fourth == fifth not in (first, third)


def test_units_that_nobody_touched_share_their_plan() -> None:
    items = [Assignment(who, FIRST, "R", "desk", (Break(660, 35),)) for who in "ABC"]
    items.append(Assignment("D", FIRST, "R", "desk", (Break(665, 35),)))
    table = make_units(Roster(items, SHIFTS)).units
    assert table.columns.plan[0] == table.columns.plan[1] == table.columns.plan[2] != table.columns.plan[3]
    assert not table.special


def test_a_table_is_a_sequence() -> None:
    items = [Assignment("A", FIRST + dt.timedelta(days=number), "D", "desk") for number in range(4)]
    table = make_units(Roster(items, SHIFTS)).units
    dates = [FIRST + dt.timedelta(days=number) for number in range(4)]
    assert [one.date for one in table] == dates
    assert table[-1].date == dates[-1]
    assert [one.date for one in table[1:3]] == dates[1:3]
    assert table[2] in table
    with pytest.raises(IndexError):
        table[4]


def test_a_table_of_values_holds_them() -> None:
    units = (unit(9, 18, employee="B"), unit(0, 4, employee="A", expected=()), unit(20, 22, kind=UnitKind.OVERTIME))
    table = table_of(units)
    assert tuple(table) == units
    assert table.columns.takes.tolist() == [True, False, True]
    assert table_of(table) is table


def test_no_assignments_are_no_units() -> None:
    made = make_units(Roster((), SHIFTS))
    assert list(made.units) == []
    assert not made.clashes


def test_overtime_of_somebody_without_a_roster_is_a_unit() -> None:
    hours = SHIFTS["L"].segments[0]
    request = Request("R", "overtime", "X", FIRST, FIRST, Part.HOURS, hours, status=Status.APPROVED)
    made = make_units(Roster((), SHIFTS, requests=(request,)))
    assert [(one.employee, one.kind) for one in made.units] == [("X", UnitKind.OVERTIME)]
