"""The dynamic program of many chains at once divides as that of single chains does, chains of a month too."""

from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rosterctl.attendance import matching
from rosterctl.attendance.events import Punches
from rosterctl.attendance.matches import match_all
from rosterctl.attendance.matching import Division, divide_all
from rosterctl.domain.attendance import MatchParams, Unit
from tests.attendance.cases import BASE, draw, product_of, unit

Held = list[tuple[list[int], bool, bool]]


def held(division: Division) -> Held:
    runs = zip(division.a, division.b, division.shared_start, division.shared_end, strict=True)
    return [(list(range(a, b)), bool(start), bool(end)) for a, b, start, end in runs]


def singly(division: Division, params: MatchParams) -> Held:
    """The same chains, each by the program of single chains."""

    def nothing(units: Any, chains: Any, wanted: Any, choices: Any, params: MatchParams) -> Any:
        return [], np.arange(len(wanted))

    with pytest.MonkeyPatch.context() as context:
        context.setattr(matching, "divide_many", nothing)
        return held(divide_all(division.units, division.events, params, pairs=False))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_all_at_once_as_one_by_one(random: Random) -> None:
    case = draw(random, 11)
    quick = product_of(case).matched.division
    slow = singly(quick, case.params)
    assert held(quick) == slow
    assert held(divide_all(quick.units, quick.events, case.params, pairs=False)) == slow


@pytest.mark.parametrize("seed", [30, 431, 1255, 1975, 8189])
def test_ties_of_which_one_case_in_a_thousand_has_one(seed: int) -> None:
    # found by swapping two parts of the key, and by forgetting how a unit ended: only these tell
    case = draw(Random(seed), 9)
    quick = product_of(case).matched.division
    assert held(divide_all(quick.units, quick.events, case.params, pairs=False)) == singly(quick, case.params)


def test_many_people_at_once() -> None:
    cases = [case for case in (draw(Random(seed), 11) for seed in range(300)) if case.params == MatchParams()]
    units = [replace(one, employee=f"P{n:03d}") for n, case in enumerate(cases) for one in case.units]
    person = np.repeat(np.arange(len(cases)), [len(case.instants) for case in cases])
    instant = np.array([at for case in cases for at in case.instants], np.int64)
    people = [f"P{n:03d}" for n in range(len(cases))]
    quick = match_all(units, Punches(people, person, instant)).matched.division
    assert (np.diff(quick.chains.begin) > 2).sum() > 50
    assert held(quick) == singly(quick, MatchParams())


def long_chain(random: Random, length: int) -> list[Unit]:
    """Units of four to eight hours, back to back or with gaps of up to seven hours: one chain."""
    found, at = [], 0
    for number in range(length):
        end = at + random.randrange(4, 9)
        found.append(unit(at, end, number + 1))
        at = end + random.choice((0, 0, 1, 3, 7))
    return found


@pytest.mark.parametrize("length", [12, 40])
def test_a_chain_as_long_as_a_month(length: int) -> None:
    random = Random(length)
    units = long_chain(random, length)
    edges = [edge for one in units for edge in (one.start, one.end) if random.random() < 0.9]
    inner = [random.randrange(BASE, units[-1].end, 60) for _ in range(length)]
    instants = np.array([at + random.randrange(-900, 900) for at in edges] + inner, np.int64)
    quick = match_all(units, Punches(["A"], np.zeros(len(instants), np.int64), instants)).matched.division
    assert len(quick.chains.begin) == 2
    assert held(quick) == singly(quick, MatchParams())
