"""2.1: events, against grouping one punch after the other."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rosterctl.attendance.events import make_events
from rosterctl.domain.attendance import MatchParams
from tests.attendance.reference import group

TIMES = st.lists(st.tuples(st.integers(0, 2), st.one_of(st.integers(0, 400), st.integers(0, 10**6))), max_size=40)


@given(TIMES, st.integers(0, 90))
def test_2_1_events_are_those_of_one_punch_after_the_other(punches: list[tuple[int, int]], window: int) -> None:
    person = np.array([who for who, _ in punches], np.int64)
    instant = np.array([when for _, when in punches], np.int64)
    events = make_events(person, instant, window)
    expected = [
        (who, *event)
        for who in range(3)
        for event in group([when for one, when in punches if one == who], MatchParams(event=window))
    ]
    assert list(zip(events.person.tolist(), events.first.tolist(), events.last.tolist(), strict=True)) == expected


@given(TIMES)
def test_2_1_no_punch_is_lost(punches: list[tuple[int, int]]) -> None:
    person = np.array([who for who, _ in punches], np.int64)
    events = make_events(person, np.array([when for _, when in punches], np.int64))
    rows = [row for number in range(len(events)) for row in events.event(number).punches]
    assert sorted(rows) == list(range(len(punches)))


def test_2_1_a_second_beyond_the_window_begins_another_event() -> None:
    """0, 30 and 60 are one event of 60 seconds; at 61 another begins, though only 31 seconds after the one before."""
    instants = [[0, 30, 60], [0, 30, 61]]
    found = [make_events(np.zeros(3, np.int64), np.array(some, np.int64), 60).first.tolist() for some in instants]
    assert found == [[0], [0, 61]]
