"""Random primitives, all rosters: the model allows and costs exactly what their definition says.

Rules are only one way to speak to the port; this asks it everything that a rule could say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode
from rosterctl.rules.port import Cell, Heads, Line, Term
from tests.support import ask, meaning
from tests.support.meaning import (
    Accompany,
    AnyOf,
    Balance,
    Count,
    Cover,
    Forbid,
    Primitive,
    Sitting,
    Weigh,
    Window,
)

SIZES = [(1, 1, 2), (1, 2, 2), (1, 3, 2), (2, 1, 2), (2, 2, 1), (2, 2, 2), (3, 1, 2), (3, 2, 1), (6, 1, 1), (1, 2, 3)]
"""People, days and kinds of work: at most 81 rosters."""


@dataclass(frozen=True)
class Speech:
    case: Case
    said: tuple[Primitive, ...]
    weights: tuple[int, ...]


@st.composite
def cells(draw: st.DrawFn, case: Case, day: int | None = None) -> Cell:
    at = draw(st.integers(case.first - 2, case.end - 1)) if day is None else day
    kind = st.integers(0, len(case.duties))
    return Cell(at, draw(st.one_of(st.frozensets(kind, min_size=1, max_size=1), st.frozensets(kind))))


@st.composite
def patterns(draw: st.DrawFn, case: Case) -> tuple[Cell, ...]:
    days = draw(st.lists(st.integers(case.first - 2, case.end - 1), min_size=1, max_size=3, unique=True))
    return tuple(draw(cells(case, day)) for day in days)


@st.composite
def bounds(draw: st.DrawFn, least: int, most: int) -> tuple[int | None, int | None]:
    low = draw(st.none() | st.integers(least, most))
    high = draw(st.none() | st.integers(least if low is None else low, most))
    return low, high


def term_lists(case: Case) -> st.SearchStrategy[tuple[Term, ...]]:
    return st.lists(st.builds(Term, cells(case), st.integers(-2, 3)), max_size=4).map(tuple)


def groups(case: Case) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(st.integers(0, len(case.employees) - 1), min_size=1, unique=True).map(
        lambda xs: tuple(sorted(xs))
    )


@st.composite
def sittings(draw: st.DrawFn, case: Case) -> Sitting:
    cell = draw(cells(case, draw(st.integers(case.first, case.end - 1))))
    return Sitting(draw(groups(case)), cell, tuple(range(draw(st.integers(1, 3)))))


@st.composite
def covers(draw: st.DrawFn, case: Case, meals: list[Sitting]) -> Cover:
    everybody = Heads(tuple(range(len(case.employees))), Cell(case.first, frozenset({1})))
    # the same heads again and again, as intervals ask for them
    heads = draw(st.lists(st.just(everybody) | st.builds(Heads, groups(case), cells(case)), max_size=3))
    away: list[tuple[Sitting, tuple[int, ...]]] = []
    somebody_eats = draw(st.booleans())
    if meals and somebody_eats:
        for meal in draw(st.lists(st.sampled_from(meals), min_size=1, max_size=2, unique=True)):
            positions = draw(st.lists(st.sampled_from(meal.starts), min_size=1, unique=True))
            away.append((meal, tuple(sorted(positions))))
    low, high = draw(bounds(-2, len(case.employees) + 1))
    return Cover(tuple(heads), low, high, draw(st.integers(1, 3)), tuple(away))


@st.composite
def balances(draw: st.DrawFn, case: Case) -> Balance:
    line = st.builds(
        Line,
        st.integers(0, len(case.employees) - 1),
        term_lists(case),
        st.integers(-2, 4),
        st.sampled_from([1, 2, 3, 60, 100]),
    )
    return Balance(tuple(draw(st.lists(line, max_size=3))), draw(st.integers(0, 3)), draw(st.integers(1, 3)))


def windows(case: Case) -> st.SearchStrategy[Window]:
    return st.builds(
        lambda who, terms, limits, unit: Window(who, terms, limits[0], limits[1], unit),
        people(case),
        term_lists(case),
        bounds(-3, 6),
        st.integers(1, 3),
    )


def counts(case: Case) -> st.SearchStrategy[Count]:
    # days may come twice, in a group and across groups
    group = st.lists(cells(case), max_size=3).map(tuple)
    return st.builds(
        lambda who, groups, limits: Count(who, groups, *limits),
        people(case),
        st.lists(group, max_size=4).map(tuple),
        bounds(-1, 4),
    )


def people(case: Case) -> st.SearchStrategy[int]:
    return st.integers(0, len(case.employees) - 1)


def heads(case: Case) -> st.SearchStrategy[tuple[Heads, ...]]:
    return st.lists(st.builds(Heads, groups(case), cells(case)), max_size=2).map(tuple)


def weights(case: Case) -> st.SearchStrategy[tuple[tuple[int, Heads], ...]]:
    return st.lists(st.tuples(st.integers(-3, 4), st.builds(Heads, groups(case), cells(case))), max_size=4).map(tuple)


SIZE = st.integers(1, 3)
SAY: dict[str, Callable[[Case, list[Sitting]], st.SearchStrategy[Primitive]]] = {
    "forbid": lambda case, _: st.builds(Forbid, people(case), patterns(case), SIZE),
    "any_of": lambda case, _: st.builds(AnyOf, people(case), st.lists(patterns(case), max_size=3).map(tuple), SIZE),
    "window": lambda case, _: windows(case),
    "count": lambda case, _: counts(case),
    "cover": lambda case, _: covers(case, []),
    "away": lambda case, meals: covers(case, meals),
    "accompany": lambda case, _: st.builds(Accompany, heads(case), heads(case), st.integers(-1, 3), SIZE),
    "weigh": lambda case, _: st.builds(Weigh, weights(case), st.integers(-4, 6), st.integers(1, 4), SIZE),
    "balance": lambda case, _: balances(case),
}


@st.composite
def speeches(draw: st.DrawFn, words: Sequence[str], most: int) -> Speech:
    size, width, shifts = draw(st.sampled_from(SIZES))
    codes = [".", *ask.BASE["shifts"]][: shifts + 1]
    past = "\n".join(
        f"{chr(ord('A') + who)} = {draw(st.sampled_from(codes))} {draw(st.sampled_from(codes))}"
        for who in range(size)
    )
    case = ask.small(size, width, past, shifts)
    meals = draw(st.lists(sittings(case), min_size=1, max_size=2, unique=True))
    one = st.one_of([SAY[word](case, meals) for word in words])
    said = draw(st.lists(one, min_size=1, max_size=most))
    return Speech(case, tuple(said), tuple(draw(st.integers(1, 4)) for _ in said))


def hard(speech: Speech) -> None:
    model = ask.spoken(speech.case, speech.said, [Mode.HARD] * len(speech.said), speech.weights)
    for kinds in ask.rosters(speech.case):
        assert (ask.answer(model, kinds) is not None) == meaning.allowed(speech.said, kinds), kinds


def soft(speech: Speech) -> None:
    model = ask.spoken(speech.case, speech.said, [Mode.SOFT] * len(speech.said), speech.weights)
    for kinds in ask.rosters(speech.case):
        assert ask.answer(model, kinds) == meaning.cost(speech.said, speech.weights, kinds), kinds


def examples(number: int) -> settings:
    return settings(
        max_examples=number, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
    )


@pytest.mark.slow
@pytest.mark.parametrize("word", SAY)
@examples(80)
@given(data=st.data())
def test_a_word(word: str, data: st.DataObject) -> None:
    """One or two primitives of a kind: more would leave few rosters to tell apart."""
    speech = data.draw(speeches([word], 2))
    hard(speech)
    soft(speech)


@pytest.mark.slow
@examples(80)
@given(speech=speeches(list(SAY), 5), data=st.data())
def test_hard_and_soft_together(speech: Speech, data: st.DataObject) -> None:
    modes = [data.draw(st.sampled_from([Mode.HARD, Mode.SOFT, Mode.SOFT])) for _ in speech.said]
    strict = [one for one, mode in zip(speech.said, modes, strict=True) if mode is Mode.HARD]
    # a hard breach costs more than all that is soft
    dear = 1 << 20
    weights = [dear if mode is Mode.HARD else w for mode, w in zip(modes, speech.weights, strict=True)]
    model = ask.spoken(speech.case, speech.said, modes, speech.weights)
    for kinds in ask.rosters(speech.case):
        cost = meaning.cost(speech.said, weights, kinds)
        assert (cost < dear) == meaning.allowed(strict, kinds)
        assert ask.answer(model, kinds) == (cost if cost < dear else None), kinds


@pytest.mark.slow
@examples(80)
@given(speech=speeches(list(SAY), 3), data=st.data())
def test_switched(speech: Speech, data: st.DataObject) -> None:
    """When explaining, a primitive holds while the switch of its origin is on, and only then."""
    modes = [Mode.HARD] * len(speech.said)
    model = ask.spoken(speech.case, speech.said, modes, speech.weights, explain=True)
    chosen = data.draw(st.sets(st.integers(0, len(speech.said) - 1)))
    on = [origin for origin in model.switches if origin.use in chosen]
    said = [one for number, one in enumerate(speech.said) if number in chosen]
    for kinds in ask.rosters(speech.case):
        assert (ask.answer(model, kinds, on) is not None) == meaning.allowed(said, kinds), kinds
