"""Facts as columns: against the functions of ``judging`` on random months, and against hand-derived numbers."""

import datetime as dt
from dataclasses import fields, replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rosterctl.attendance.events import Punches
from rosterctl.attendance.facts import make_facts
from rosterctl.attendance.matches import match_all
from rosterctl.attendance.units import Roster, make_units
from rosterctl.attendance.waiting import open_units
from rosterctl.domain.attendance import DEFAULTS, Correction, Side, UnitKind
from rosterctl.domain.facts import Facts
from rosterctl.domain.requests import Part, Request, Status
from rosterctl.domain.roster import Assignment
from rosterctl.domain.time import Span
from rosterctl.domain.wall import Wall
from tests.attendance.cases import draw
from tests.attendance.facts_by_value import facts_by_value
from tests.attendance.judging_by_value import not_ready
from tests.attendance.months import FIRST, SHIFTS, draw_month

HOUR = 3600
WALL = Wall("Asia/Shanghai")


def differences(one: Facts, other: Facts) -> list[str]:
    """The columns that differ; numbers of assignments, shifts and posts are compared by what they stand for."""
    assert one.people == other.people
    found = []
    for item in fields(Facts):
        a, b = getattr(one, item.name), getattr(other, item.name)
        if item.name == "meals":
            a, b = ([list(x) for x in zip(m.unit, m.start, m.end, strict=True)] for m in (a, b))
        elif item.name in ("people", "shifts", "posts"):
            continue
        elif item.name in ("shift", "post"):
            a, b = ([getattr(f, f"{item.name}s")[n] for n in column] for f, column in ((one, a), (other, b)))
        elif item.name == "assignment":
            a, b = (np.unique(column, return_inverse=True)[1].tolist() for column in (a, b))
            a, b = ([column.index(n) for n in column] for column in (a, b))
        if not np.array_equal(a, b):
            found.append(f"{item.name}: {np.asarray(a).tolist()} for {np.asarray(b).tolist()}")
    return found


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_facts_are_what_the_functions_say_of_each_match(random: Random) -> None:
    month = draw_month(random, 2)
    made = month.made()
    if made.clashes:
        return
    matches = month.matches(made)
    opened = open_units(matches, int(np.median(made.units.columns.reach_end)) if len(made.units) else 0)
    blank = np.array([random.random() < 0.1 for _ in range(len(matches))], np.bool_)
    people = ["E9", *made.units.names.people]
    quick = make_facts(matches, people, month.wall, opened, blank)
    assert differences(quick, facts_by_value(matches, people, month.wall, opened, blank)) == []
    for ahead in (0, 300, 3600):
        assert quick.not_ready(ahead).tolist() == [not_ready(match, ahead) for match in matches]
    assert quick.not_ready(quick.arrive_early).tolist() == [not_ready(match) for match in matches]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_units_made_by_hand_have_facts_too(random: Random) -> None:
    made_by_hand(random)


@pytest.mark.parametrize("seed", [1819, 2177, 3118, 4111])
def test_another_unit_s_event_between_one_s_end_and_one_s_own(seed: int) -> None:
    """A departure that was corrected to the end, an event of one's own long after it, and a neighbour's between: what
    was present but not approved (3.3) goes to one's own."""
    made_by_hand(Random(seed))


def made_by_hand(random: Random) -> None:
    case = draw(random)
    instants = np.array(case.instants, np.int64)
    # overtime of its own is approved overtime, whole
    units = [replace(u, overtime=u.expected) if u.kind is UnitKind.OVERTIME else u for u in case.units]
    matches = match_all(units, Punches(["A"], np.zeros(len(instants), np.int64), instants), case.params)
    none = np.zeros(len(matches), np.bool_)
    quick = make_facts(matches, ["A"], WALL, none, none)
    slow = facts_by_value(matches, ["A"], WALL, none, none)
    assert [line for line in differences(quick, slow) if not line.startswith("assignment")] == []


def facts(
    code: str, *clocks: int, requests: tuple[Request, ...] = (), corrections: tuple[Correction, ...] = ()
) -> Facts:
    """One person on one shift of 23 October, and punches at these minutes of that day."""
    roster = Roster((Assignment("A", FIRST, code, "desk"),), SHIFTS, requests=requests, corrections=corrections)
    units = make_units(roster).units
    instants = np.array([WALL.at(FIRST, clock) for clock in clocks], np.int64)
    matches = match_all(units, Punches(["A"], np.zeros(len(instants), np.int64), instants))
    none = np.zeros(len(units), np.bool_)
    return make_facts(matches, ["A"], WALL, none, none)


def request(kind: str, start: int, end: int) -> Request:
    return Request("R", kind, "A", FIRST, FIRST, Part.HOURS, Span(start, end), status=Status.APPROVED)


def test_4_3_breaks_are_not_missed() -> None:
    # 09–18 with a break at 12–13, there at 12:30: 09–12 is missed, 3 h; raw lateness 3.5 h
    found = facts("D", 12 * 60 + 30, 18 * 60)
    assert (found.raw_late[0], found.missed_late[0]) == (12600, 3 * HOUR)
    # left at 12:30: 13–18 is missed, 5 h
    found = facts("D", 9 * 60, 12 * 60 + 30)
    assert (found.raw_early[0], found.missed_early[0]) == (5 * HOUR + 1800, 5 * HOUR)
    assert found.worked[0] == 3 * HOUR


def test_4_3_what_is_missed_behind_midnight() -> None:
    # a night 22–06, a paid meal: there at 00:30, 2 h of it missed on the roster date, half an hour on the next
    found = facts("N", 24 * 60 + 30, 30 * 60)
    assert (found.missed_late[0], found.missed_late_next[0]) == (2 * HOUR + 1800, 1800)
    # left at 23:00: 1 h of the roster date and 6 h of the next
    found = facts("N", 22 * 60, 23 * 60)
    assert (found.missed_early[0], found.missed_early_next[0]) == (7 * HOUR, 6 * HOUR)


def test_4_6_a_night_is_cut_at_midnight() -> None:
    # 22–06 into the next day: 2 h and 6 h
    found = facts("N", 22 * 60, 30 * 60)
    assert (found.regular[0], found.regular_next[0], found.expected_next[0]) == (8 * HOUR, 6 * HOUR, 6 * HOUR)


def test_4_9_worked_hours_at_night() -> None:
    assert facts("N", 22 * 60, 30 * 60).night[0] == 8 * HOUR
    # there from 23:00 to 05:00
    assert facts("N", 23 * 60, 29 * 60).night[0] == 6 * HOUR
    # 08:00 to 08:00 of the next day, without breaks at night: 22–06
    assert facts("W", 8 * 60, 32 * 60).night[0] == 8 * HOUR
    # from midnight to 06:00
    assert facts("M", 0, 6 * 60).night[0] == 6 * HOUR
    assert facts("D", 9 * 60, 18 * 60).night[0] == 0


def test_3_3_worked_is_regular_and_overtime() -> None:
    # 09–18 less an hour is 8 h; overtime 18–20, there until 19:30
    found = facts("D", 9 * 60, 19 * 60 + 30, requests=(request("overtime", 1080, 1200),))
    assert (found.regular[0], found.overtime_worked[0], found.worked[0]) == (8 * HOUR, 5400, 8 * HOUR + 5400)
    assert (found.overtime[0], found.unapproved[0]) == (2 * HOUR, 0)


def test_3_3_overtime_and_an_outing_on_one_day() -> None:
    # out 14–16, overtime 18–20, there from 09:00 to 19:30: 8 h and 1.5 h
    away = (request("outing", 840, 960), replace(request("overtime", 1080, 1200), id="O"))
    found = facts("D", 9 * 60, 19 * 60 + 30, requests=away)
    assert (found.regular[0], found.overtime_worked[0], found.outing[0]) == (8 * HOUR, 5400, 2 * HOUR)
    # out 19–20, within the overtime: an outing takes paid time only, and there is none; the overtime stays 2 h
    away = (request("outing", 1140, 1200), replace(request("overtime", 1080, 1200), id="O"))
    found = facts("D", 9 * 60, 20 * 60, requests=away)
    assert (found.regular[0], found.overtime_worked[0], found.outing[0]) == (8 * HOUR, 2 * HOUR, 0)


def test_1_2_overtime_of_its_own_is_worked_as_overtime_only() -> None:
    # 23 October 00:00–02:00, nine and a half hours before anything: there from 00:10 to 02:00
    roster = Roster((), SHIFTS, requests=(request("overtime", 0, 120),))
    units = make_units(roster).units
    instants = np.array([WALL.at(FIRST, 10), WALL.at(FIRST, 120)], np.int64)
    none = np.zeros(1, np.bool_)
    matches = match_all(units, Punches(["A"], np.zeros(2, np.int64), instants))
    found = make_facts(matches, ["A"], WALL, none, none)
    assert (found.regular[0], found.overtime_worked[0], found.worked[0], found.raw_late[0]) == (0, 6600, 6600, 0)
    assert found.overtime_unit[0]
    assert found.night[0] == 6600


def test_3_3_present_but_not_approved() -> None:
    # there from 08:30 to 18:20: 30 and 20 minutes
    assert facts("D", 8 * 60 + 30, 18 * 60 + 20).unapproved[0] == 50 * 60


def test_3_3_nothing_is_known_of_a_missing_boundary() -> None:
    found = facts("D", 9 * 60)
    assert found.missing_out.tolist() == [True]
    assert found.missing_in.tolist() == [False]
    assert not found.worked_known[0]
    assert found.worked[0] == found.night[0] == 0


def test_1_1_a_day_wholly_on_leave() -> None:
    away = Request("R", "leave", "A", FIRST, FIRST, status=Status.APPROVED)
    found = facts("D", requests=(away,))
    assert (found.takes_punches[0], found.absent[0], found.worked_known[0]) == (False, False, True)
    assert (found.leave[0], found.paid[0], found.expected[0], found.worked[0]) == (8 * HOUR, 8 * HOUR, 0, 0)


def test_3_3_an_outing_counts_as_worked_of_an_absent_person_too() -> None:
    # out 14–16; nobody seen all day: 2 h
    found = facts("D", requests=(request("outing", 840, 960),))
    assert (found.absent[0], found.outing[0], found.worked[0]) == (True, 2 * HOUR, 2 * HOUR)


def test_2_6_meals_by_unit_and_time() -> None:
    found = facts("D", 540, 700, 730, 800, 815, 1080)
    assert found.meals.unit.tolist() == [0, 0]
    assert (found.meals.seconds // 60).tolist() == [30, 15]
    odd = facts("D", 540, 700, 1080)
    assert odd.odd_meals.tolist() == [True]
    assert len(odd.meals.unit) == 0


def test_2_7_a_pinned_boundary() -> None:
    pin = Correction("A", FIRST, 1, Side.END, WALL.at(FIRST, 1080), "C")
    found = facts("D", 540, corrections=(pin,))
    assert (found.pinned_start[0], found.pinned_end[0], found.worked[0]) == (False, True, 8 * HOUR)


@pytest.mark.parametrize("day", [dt.date(2026, 10, 24), dt.date(2026, 3, 28)])
def test_4_6_midnight_goes_through_the_zone(day: dt.date) -> None:
    # a night in which the clocks change: 9 h in autumn, 7 h in spring, 2 h of it before midnight
    units = make_units(Roster((Assignment("A", day, "N", "desk"),), SHIFTS, "Europe/Berlin")).units
    at = np.array([units[0].start, units[0].end], np.int64)
    matches = match_all(units, Punches(["A"], np.zeros(2, np.int64), at), DEFAULTS)
    none = np.zeros(1, np.bool_)
    found = make_facts(matches, ["A"], Wall("Europe/Berlin"), none, none)
    whole = 9 if day.month == 10 else 7
    assert (found.regular[0], found.regular_next[0], found.night[0]) == (
        whole * HOUR, (whole - 2) * HOUR, whole * HOUR,
    )  # fmt: skip


def test_no_units_have_no_facts() -> None:
    none = np.zeros(0, np.bool_)
    matches = match_all((), Punches([], np.zeros(0, np.int64), np.zeros(0, np.int64)))
    found = make_facts(matches, ["A"], WALL, none, none)
    assert len(found) == 0
    assert found.people == ("A",)
