"""Events in no unit (1.1, 2.1), where two units could be named."""

import numpy as np
import pytest

from rosterctl.attendance.events import Punches
from rosterctl.attendance.matches import match_all
from rosterctl.attendance.strays import REASONS
from rosterctl.domain.attendance import Stray
from tests.attendance.cases import BASE, unit

HOUR = 3600


@pytest.mark.parametrize(
    ("at", "nearest"),
    [
        (10 * HOUR, 0),
        (12 * HOUR + HOUR // 2, 0),
        (13 * HOUR, 0),  # an hour from either: the earlier one
        (13 * HOUR + 1, 1),
        (15 * HOUR, 1),
    ],
)
def test_1_1_came_in_while_on_leave_names_the_nearest_unit(at: int, nearest: int) -> None:
    units = [unit(9, 12, 1, expected=()), unit(14, 18, 2, expected=())]
    instants = np.array([BASE + at], np.int64)
    found = match_all(units, Punches(["A"], np.zeros(1, np.int64), instants))
    assert found.strays.unit.tolist() == [nearest]
    assert [REASONS[number] for number in found.strays.why] == [Stray.ON_LEAVE]
    assert [(one.why, one.unit) for one in found.unrostered] == [(Stray.ON_LEAVE, units[nearest])]


def test_2_1_strays_of_people_without_units() -> None:
    instants = np.array([BASE + 9 * HOUR, BASE + 9 * HOUR, BASE], np.int64)
    found = match_all([unit(9, 18)], Punches(["A", "Z"], np.array([0, 1, 1]), instants))
    events = found.matched.division.events
    assert [found.matched.people[events.person[event]] for event in found.strays.event] == ["Z", "Z"]
    assert [REASONS[number] for number in found.strays.why] == [Stray.OUT_OF_REACH] * 2
    assert found.strays.unit.tolist() == [-1, -1]
