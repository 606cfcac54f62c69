"""1.3, 2.9 and 3.7: open units, pending corrections, dates without data."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from rosterctl.attendance.events import Punches
from rosterctl.attendance.matches import Matches, match_all
from rosterctl.attendance.table import UnitTable, table_of
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


def people(count: int, **changes: object) -> UnitTable:
    units = [replace(unit(9, 18), employee=f"E{number}", **changes) for number in range(count)]  # type: ignore[arg-type]
    return table_of(units)


def blank(units: UnitTable, *punched: list[int], group: int = 0, least: int = 2) -> list[bool]:
    """Which units have no data; they all punch at the group of that number."""
    instants = [np.array([BASE + at for at in there], np.int64) for there in punched]
    return [bool(flag) for flag in no_data(units, np.full(len(units), group), instants, least)]


@pytest.mark.parametrize(
    ("count", "punch", "found"),
    [(2, None, True), (1, None, False), (2, 5 * HOUR, False), (2, 5 * HOUR - 1, True), (2, 22 * HOUR, False)],
)
def test_2_9_no_data(count: int, punch: int | None, found: bool) -> None:
    # 09–18 with four hours of reach at each side: 05:00 to 22:00, both included
    assert blank(people(count), [] if punch is None else [punch]) == [found] * count


def test_2_9_another_sites_punches_are_no_data_here() -> None:
    assert blank(people(3), [], [9 * HOUR]) == [True] * 3
    assert blank(people(3), [], [9 * HOUR], group=1) == [False] * 3


def test_2_9_a_unit_of_no_known_site_has_data() -> None:
    assert blank(people(3), [], group=-1) == [False] * 3


def test_2_9_one_person_with_two_units_is_one() -> None:
    double = table_of([unit(9, 12), unit(14, 18, 2)])
    assert blank(double, []) == [False, False]
    assert blank(double, [], least=1) == [True, True]


def test_2_9_people_on_leave_are_not_rostered_there() -> None:
    units = table_of([replace(unit(9, 18), employee="A", expected=()), replace(unit(9, 18), employee="B")])
    assert blank(units, []) == [False, False]


def test_2_9_each_roster_date_by_itself() -> None:
    one = unit(9, 18)
    day = 86400
    next_day = {
        "date": one.date + dt.timedelta(days=1), "start": one.start + day, "end": one.end + day,
        "reach_start": one.reach_start + day, "reach_end": one.reach_end + day,
    }  # fmt: skip
    units = table_of([*people(2), *people(2, **next_day)])
    assert blank(units, [9 * HOUR]) == [False, False, True, True]
    assert blank(units, [30 * HOUR, 3 * HOUR]) == [True, True, False, False]
