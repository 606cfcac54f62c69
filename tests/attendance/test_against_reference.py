"""The product and the slow reference agree, whatever the units and punches."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rosterctl.attendance.events import Punches
from rosterctl.attendance.matches import match_all
from rosterctl.attendance.matching import Division, divide_all
from rosterctl.domain.attendance import DEFAULTS, Stray
from tests.attendance.cases import BASE, LIMITS, Case, clock, differences, draw, product_of, unit


def shown(case: Case) -> str:
    units = ", ".join(f"{clock(u.start)}-{clock(u.end)}" for u in case.units)
    return f"{units}: {[clock(i) for i in sorted(case.instants)]}"


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_the_matcher_agrees_with_the_enumeration_of_all_divisions(random: Random) -> None:
    case = draw(random, 7)
    assert differences(case) == [], shown(case)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(4))
def test_seeded_cases_agree(block: int) -> None:
    for seed in range(1000 * block, 1000 * block + 400):
        case = draw(Random(seed))
        assert differences(case) == [], f"seed {seed}: {shown(case)}"


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_pairs_at_once_are_what_the_dynamic_program_finds(random: Random) -> None:
    case = draw(random)
    quick = product_of(case).matched.division
    slow = divide_all(quick.units, quick.events, case.params, pairs=False)

    def held(division: Division) -> list[tuple[list[int], bool, bool]]:
        runs = zip(division.a, division.b, division.shared_start, division.shared_end, strict=True)
        return [(list(range(a, b)), bool(start), bool(end)) for a, b, start, end in runs]

    assert held(quick) == held(slow), shown(case)


@pytest.mark.parametrize("second", [-1, 0, 1])
@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("pattern", [((9, 18),), ((23, 31), (33, 42)), ((9, 13), (13, 17)), ((9, 12), (14, 18))])
def test_every_limit_at_each_boundary(pattern: tuple[tuple[int, int], ...], limit: int, second: int) -> None:
    units = tuple(unit(start, end, number) for number, (start, end) in enumerate(pattern, 1))
    edges = sorted({edge for one in units for edge in (one.start, one.end)})
    for edge in edges:
        for sign in (-1, 1):
            instant = edge + sign * limit + second
            for others in ((), tuple(edges), (edges[0],), (edges[-1],), (instant + 601,)):
                case = Case(units, (instant, *others), DEFAULTS)
                assert differences(case) == [], shown(case)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_repeats_and_order_change_nothing(random: Random) -> None:
    case = draw(random)
    again = Case(case.units, (*case.instants, *case.instants[::-1]), case.params)
    for one, other in zip(product_of(case), product_of(again), strict=True):
        assert [(e.first, e.last) for e in one.events] == [(e.first, e.last) for e in other.events]
        assert (one.arrival, one.departure, one.marks) == (other.arrival, other.departure, other.marks)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_no_punch_is_lost_or_used_twice_but_by_sharing(random: Random) -> None:
    case = draw(random)
    found = product_of(case)
    used: list[int] = []
    for one in found:
        mine = one.events[1:] if one.shared_start else one.events
        used += [row for event in mine for row in event.punches]
    used += [row for stray in found.unrostered for row in stray.event.punches]
    assert sorted(used) == list(range(len(case.instants)))


def test_people_are_matched_together_as_each_alone() -> None:
    cases = [draw(Random(seed)) for seed in range(400)]
    cases = [case for case in cases if case.params == DEFAULTS]
    people = [f"P{number:03d}" for number in range(len(cases))]
    units = [replace(one, employee=who) for who, case in zip(people, cases, strict=True) for one in case.units]
    person = np.repeat(np.arange(len(cases)), [len(case.instants) for case in cases])
    instant = np.array([at for case in cases for at in case.instants], np.int64)
    shuffled = np.random.default_rng(1).permutation(len(person))
    together = iter(match_all(units, Punches(people, person[shuffled], instant[shuffled])))
    for case in cases:
        for alone in product_of(case):
            one = next(together)
            for name in ("arrival", "departure", "shared_start", "shared_end", "judged_start", "judged_end", "marks"):
                assert getattr(one, name) == getattr(alone, name), shown(case)
            assert [(e.first, e.last) for e in one.events] == [(e.first, e.last) for e in alone.events]


def test_an_event_that_no_order_has_room_for_is_reported() -> None:
    # 06:00 can only be the second unit's, 16:00 only the first's; leaving out 06:00 costs less (240 + 180 minutes)
    one = replace(unit(8, 12), reach_start=BASE + 7 * 3600, reach_end=BASE + 22 * 3600)
    two = replace(unit(13, 14, 2), reach_start=BASE + 5 * 3600, reach_end=BASE + 15 * 3600)
    case = Case((one, two), tuple(BASE + hour * 3600 for hour in (6, 8, 12, 13, 14, 16)), DEFAULTS)
    assert differences(case) == []
    found = product_of(case)
    assert [(stray.event.first, stray.why) for stray in found.unrostered] == [(BASE + 6 * 3600, Stray.OUT_OF_ORDER)]


def test_a_later_unit_that_reaches_further_back_joins_the_chain() -> None:
    # the reaches of the first two do not meet; the third's holds both
    one = replace(unit(0, 4), reach_start=BASE, reach_end=BASE + 5 * 3600)
    two = replace(unit(10, 12, 2), reach_start=BASE + 9 * 3600, reach_end=BASE + 13 * 3600)
    three = replace(unit(14, 18, 3), reach_start=BASE + 3 * 3600, reach_end=BASE + 20 * 3600)
    for hours in ((0, 4, 10, 12, 14, 18), (0, 3, 5, 7), (5, 9, 13, 17), (0, 4, 11, 14)):
        case = Case((one, two, three), tuple(BASE + hour * 3600 for hour in hours), DEFAULTS)
        assert differences(case) == [], shown(case)
