"""3.4: relief on posts that must never be empty; columns against one match at a time."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rosterctl.domain.attendance import Event, Match, Unit, UnitKind
from rosterctl.domain.handovers import OUTCOMES, Handover, Handovers, handovers
from rosterctl.domain.wall import Wall
from tests.attendance.cases import unit
from tests.attendance.facts_by_value import facts_by_value
from tests.attendance.relief_by_value import reliefs

HOUR = 3600


def came(one: Unit, arrival: int | None = 0, departure: int | None = 0) -> Match:
    """Somebody who came and left so many seconds after start and end; ``None``: that is missing."""
    first = None if arrival is None else one.start + arrival
    last = None if departure is None else one.end + departure
    events = tuple(Event(at, at) for at in (first, last) if at is not None) or (Event(one.start, one.start),)
    return Match(one, events=events, arrival=first, departure=last)


def shift_at(start: int, end: int, who: str, **changes: object) -> Unit:
    return unit(start, end, **{"employee": who, **changes})  # type: ignore[arg-type]


def handed(matches: Sequence[Match], posts: frozenset[str] = frozenset({"desk"})) -> Handovers:
    none = np.zeros(len(matches), np.bool_)
    facts = facts_by_value(matches, (), Wall("Asia/Shanghai"), none, none)
    posted = np.array([facts.posts[post] in posts for post in facts.post], np.bool_)
    return handovers(facts, posted)


@pytest.mark.parametrize(
    ("departure", "arrivals", "outcome", "gap"),
    [
        (0, [0], Handover.FINE, 0),
        (-1, [0], Handover.LEFT_BEFORE, 1),
        (300, [301], Handover.LEFT_BEFORE, 1),
        (300, [600, 120], Handover.FINE, 0),
        (0, [], Handover.RELIEF_ABSENT, 0),
        (0, [0, None], Handover.UNDECIDABLE, 0),
        (None, [0], Handover.UNDECIDABLE, 0),
    ],
)
def test_3_4_relief(departure: int | None, arrivals: list[int | None], outcome: Handover, gap: int) -> None:
    others = [came(shift_at(18, 27, f"B{number}"), when) for number, when in enumerate(arrivals)]
    matches = [came(shift_at(9, 18, "A"), 0, departure), *(others or [Match(shift_at(18, 27, "B"))])]
    found = handed(matches)
    assert found.unit.tolist() == [0]
    assert (OUTCOMES[found.outcome[0]], found.seconds.tolist()) == (outcome, [gap])
    assert found.relief.tolist() == list(range(1, len(matches)))
    assert found.which(outcome).tolist() == [0]


def test_3_4_an_absent_relief_beside_one_who_came_does_not_count() -> None:
    matches = [came(shift_at(9, 18, "A"), 0, 60), Match(shift_at(18, 27, "B")), came(shift_at(18, 27, "C"), 61)]
    found = handed(matches)
    assert (OUTCOMES[found.outcome[0]], found.seconds.tolist(), found.relief.tolist()) == (
        Handover.LEFT_BEFORE, [1], [1, 2],
    )  # fmt: skip


def test_3_4_only_at_the_posts_named_and_not_by_oneself() -> None:
    mine, next_one = came(shift_at(9, 18, "A")), came(shift_at(18, 27, "B"))
    assert not len(handed([mine, next_one], frozenset({"gate"})).unit)
    assert not len(handed([mine, came(shift_at(18, 27, "A"))]).unit)
    assert not len(handed([mine, came(shift_at(18, 27, "B", post="gate"))], frozenset({"desk", "gate"})).unit)


def test_3_4_who_is_absent_or_on_leave_hands_nothing_over() -> None:
    relief = came(shift_at(18, 27, "B"))
    assert not len(handed([Match(shift_at(9, 18, "A")), relief]).unit)
    assert not len(handed([came(shift_at(9, 18, "A", expected=())), relief]).unit)
    assert not len(handed([came(shift_at(9, 18, "A")), came(shift_at(18, 27, "B", expected=()))]).unit)
    assert not len(handed([came(shift_at(9, 18, "A")), came(shift_at(18, 27, "B", kind=UnitKind.OVERTIME))]).unit)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_hand_overs_are_those_of_each_match(random: Random) -> None:
    matches = [_match(random) for _ in range(random.randrange(9))]
    matches.sort(key=lambda match: (match.unit.employee, match.unit.start))
    found, posts = handed(matches), {"desk"}
    expected = reliefs(matches, posts)
    assert [matches[row] for row in found.unit] == [one.match for one in expected]
    assert [OUTCOMES[number] for number in found.outcome] == [one.handover for one in expected]
    assert found.seconds.tolist() == [one.seconds for one in expected]
    pairs = zip(found.begin[:-1], found.begin[1:], strict=True)
    reliefs_found = [{id(matches[row]) for row in found.relief[low:high]} for low, high in pairs]
    assert reliefs_found == [{id(one) for one in relief.reliefs} for relief in expected]


def _match(random: Random) -> Match:
    start = random.choice((0, 8, 8, 16))
    one = shift_at(start, start + 8, random.choice("ABCD"), post=random.choice(("desk", "desk", "gate")))
    roll = random.random()
    if roll < 0.1:
        return Match(replace(one, expected=()))
    if roll < 0.2:
        one = replace(one, kind=UnitKind.OVERTIME)
    if roll > 0.8:
        return Match(one)
    arrival, departure = (random.choice((None, -60, -1, 0, 0, 1, 60)) for _ in range(2))
    return came(one, arrival, departure)
