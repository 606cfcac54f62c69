"""1.3: open units."""

from dataclasses import replace

import numpy as np
import pytest

from rosterctl.attendance.events import Punches
from rosterctl.attendance.matches import Matches, match_all
from rosterctl.attendance.waiting import open_units
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
