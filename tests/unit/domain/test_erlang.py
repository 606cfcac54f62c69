"""Erlang C: against published figures, the formula written out, a simulation, and its own limits."""

from __future__ import annotations

import heapq
import random
from fractions import Fraction
from math import factorial, inf

import pytest

from rosterctl.domain.calls import Calls, Goal, size
from rosterctl.domain.demand import Filter
from rosterctl.domain.erlang import fewest, mean_wait, positions, service, wait_chance
from rosterctl.domain.time import Span


def erlangs(calls: int, minutes: int, handling: int) -> Fraction:
    return Fraction(calls * handling, minutes * 60)


def test_450_calls_in_half_an_hour() -> None:
    """The issue's example: 270 s each, 70 % within 30 s."""
    load = erlangs(450, 30, 270)
    assert load == Fraction(135, 2)
    assert positions(load, 270, Fraction(7, 10), 30) == 72


def test_a_hundred_calls_in_half_an_hour() -> None:
    """The worked example that calculators for call centres explain: 180 s, 80/20, at most 85 % busy, 30 % shrinkage.

    10 erlangs; 11 agents answer 39.0 % in time, 12 64.0 %, 13 79.6 %, 14 88.8 %; with 14 a caller waits with 17.4 %
    and 7.8 s on average; they are 71.4 % busy; 14 ÷ 0.7 = 20 people.
    """
    load = erlangs(100, 30, 180)
    assert [round(100 * service(load, n, 180, 20), 1) for n in (11, 12, 13, 14)] == [39.0, 64.0, 79.6, 88.8]
    assert round(100 * wait_chance(load, 14), 1) == 17.4
    assert round(mean_wait(load, 14, 180), 1) == 7.8
    goal = Goal(Fraction(8, 10), 20, Fraction(3, 10), Fraction(85, 100))
    sized = size(Calls("all", Span(540, 570), Filter(), Fraction(100), 180), goal)
    assert (sized.positions, sized.heads, round(100 * float(sized.occupancy), 1)) == (14, 20, 71.4)


def test_360_calls_in_half_an_hour() -> None:
    """240 s and 55 agents: 48 erlangs, 23.9 % wait, 84.6 % are answered within 15 s, 8.2 s on average."""
    load = erlangs(360, 30, 240)
    assert load == 48
    assert round(100 * wait_chance(load, 55), 1) == 23.9
    assert round(100 * service(load, 55, 240, 15), 1) == 84.6
    assert round(mean_wait(load, 55, 240), 1) == 8.2


def test_600_calls_of_two_minutes_in_an_hour() -> None:
    """A traffic calculator's manual: at most 15 % wait with 26 circuits, 3 s on average; 2.5 % with 30."""
    load = erlangs(600, 60, 120)
    assert wait_chance(load, 25) > 0.15 >= wait_chance(load, 26)
    assert round(mean_wait(load, 26, 120)) == 3
    assert round(100 * wait_chance(load, 30), 1) == 2.5


@pytest.mark.parametrize("load", [Fraction(1, 10), Fraction(1), Fraction(7, 2), Fraction(12)])
@pytest.mark.parametrize("spare", [1, 2, 5])
def test_the_formula_written_out(load: Fraction, spare: int) -> None:
    """With factorials, exactly: what the recursion must equal."""
    agents = int(load) + spare
    last = load**agents / factorial(agents) * agents / (agents - load)
    exact = last / (sum(load**k / factorial(k) for k in range(agents)) + last)
    assert wait_chance(load, agents) == pytest.approx(float(exact), rel=1e-12)


def test_large_loads_neither_overflow_nor_hang() -> None:
    found = positions(Fraction(10_000), 300, Fraction(8, 10), 20)
    assert 10_000 < found < 10_100
    assert 0.8 <= service(Fraction(10_000), found, 300, 20) <= 1
    assert service(Fraction(10_000), found - 1, 300, 20) < 0.8


def test_the_limits() -> None:
    assert (wait_chance(Fraction(5), 5), service(Fraction(5), 5, 60, 20), mean_wait(Fraction(5), 5, 60)) == (
        1,
        0,
        inf,
    )
    assert (fewest(Fraction(5)), fewest(Fraction(49, 10)), fewest(Fraction(0))) == (6, 5, 0)
    assert (service(Fraction(0), 0, 60, 20), positions(Fraction(0), 60, Fraction(1, 2), 0)) == (1, 0)
    assert wait_chance(Fraction(0), 3) == mean_wait(Fraction(0), 3, 60) == 0


def test_busy_for_exactly_the_limit_is_kept() -> None:
    """17 erlangs at most 85 % busy: 20 people are busy for exactly that."""
    assert positions(Fraction(17), 60, Fraction(1, 10), 600, Fraction(85, 100)) == 20
    assert positions(Fraction(17) + Fraction(1, 1000), 60, Fraction(1, 10), 600, Fraction(85, 100)) == 21


def test_heads_and_people_at_the_phone() -> None:
    """30 % away: 7 at the phone are 10 on the roster, 8 are 12 (11 would leave 7.7)."""
    goal = Goal(Fraction(8, 10), 20, Fraction(3, 10))
    assert [goal.heads(n) for n in (0, 7, 8)] == [0, 10, 12]
    assert [goal.at_phone(n) for n in (9, 10, 11, 12)] == [6, 7, 7, 8]


def test_against_a_simulation() -> None:
    """100,000 calls, first come first served, 10 erlangs at 14 agents: 88.8 % within 20 s, 17.4 % wait."""
    rng, now, handling, within = random.Random(7), 0.0, 180.0, 20.0
    free, count, waits = [0.0] * 14, 100_000, []
    for _ in range(count):
        now += rng.expovariate(10 / handling)
        start = max(now, free[0])
        heapq.heapreplace(free, start + rng.expovariate(1 / handling))
        waits.append(start - now)
    answered = sum(wait <= within for wait in waits) / count
    assert answered == pytest.approx(service(Fraction(10), 14, 180, 20), abs=0.015)
    waited = sum(wait > 0 for wait in waits) / count
    assert waited == pytest.approx(wait_chance(Fraction(10), 14), abs=0.015)
