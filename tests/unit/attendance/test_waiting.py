"""1.3, 2.9 and 3.7: open units, pending corrections, dates without data."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from rosterctl.attendance.events import Punches
from rosterctl.attendance.matches import Matches, match_all
from rosterctl.attendance.waiting import correction_deadline, no_data, open_units, pending
from rosterctl.attendance.wall import Wall
from rosterctl.domain.attendance import Unit
from tests.attendance.cases import BASE, unit

NONE = Punches([], np.zeros(0, np.int64), np.zeros(0, np.int64))
HOUR = 3600


def matched(*units: Unit) -> Matches:
    return match_all(units, NONE)


@pytest.mark.parametrize(("second", "opened"), [(0, True), (1, False)])
def test_1_3_open_up_to_the_end_of_reach(second: int, opened: bool) -> None:
    assert open_units(matched(unit(9, 18)), BASE + 22 * HOUR + second).tolist() == [opened]


def test_1_3_a_unit_is_open_while_its_neighbour_is() -> None:
    chain = matched(unit(0, 6), unit(9, 15), unit(18, 24), unit(48, 56))
    assert open_units(chain, BASE + 28 * HOUR).tolist() == [True, True, True, True]
    assert open_units(chain, BASE + 28 * HOUR + 1).tolist() == [False, False, False, True]


def test_1_3_a_unit_on_leave_is_never_open() -> None:
    assert open_units(matched(replace(unit(9, 18), expected=())), BASE).tolist() == [False]


def test_3_7_corrections_end_with_the_third_day_after() -> None:
    wall = Wall("Asia/Shanghai")
    deadline = correction_deadline(dt.date(2026, 10, 1), wall)
    assert deadline == wall.at(dt.date(2026, 10, 4), 24 * 60)
    assert pending(deadline - 1, deadline, used=4)
    assert not pending(deadline, deadline, used=4)


def test_1_3_five_used_up_or_one_undecided() -> None:
    assert not pending(0, 10, used=5)
    assert pending(0, 10, used=5, limit=None)
    assert pending(20, 10, used=5, undecided=True)


def people(count: int) -> Matches:
    return matched(*(replace(unit(9, 18), employee=f"E{number}") for number in range(count)))


@pytest.mark.parametrize(
    ("count", "punch", "blank"),
    [(2, None, True), (1, None, False), (2, 5 * HOUR, False), (2, 5 * HOUR - 1, True), (2, 22 * HOUR, False)],
)
def test_2_9_no_data(count: int, punch: int | None, blank: bool) -> None:
    instants = {} if punch is None else {"gate": np.array([BASE + punch], np.int64)}
    found = no_data(people(count), instants, lambda unit: "gate")
    assert found == (frozenset({("gate", dt.date(2026, 10, 1))}) if blank else frozenset())


def test_2_9_another_sites_punches_are_no_data_here() -> None:
    elsewhere = {"door": np.array([BASE + 9 * HOUR], np.int64)}
    assert no_data(people(3), elsewhere, lambda unit: "gate") == {("gate", dt.date(2026, 10, 1))}
