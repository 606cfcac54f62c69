"""Words of the port in situations that random speeches seldom hit: each allows and costs what its definition says."""

from __future__ import annotations

import pytest

from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.rules.port import Away, Cell, Heads, Line, Term
from rosterctl.solver.origin import Asked, Origin
from rosterctl.solver.port import CpPort, Model
from tests.support import ask, meaning
from tests.support.meaning import AnyOf, Balance, Count, Cover, Forbid, Primitive, Sitting, Window

DAY = ask.small(1, 1).first
D, N, E, OFF = (frozenset({kind}) for kind in (1, 2, 3, 0))
SETS = [frozenset(kind for kind in range(4) if 1 << kind & bits) for bits in range(16)]
ALL = (0, 1, 2)


def holds(said: list[Primitive], people: int = 1, width: int = 2, history: str = "", shifts: int = 2) -> None:
    """Hard and soft, the model and the definition say the same of every roster."""
    case = ask.small(people, width, history, shifts)
    weights = [number + 2 for number in range(len(said))]
    hard = ask.spoken(case, said, [Mode.HARD] * len(said), weights)
    soft = ask.spoken(case, said, [Mode.SOFT] * len(said), weights)
    for kinds in ask.rosters(case):
        assert (ask.answer(hard, kinds) is not None) == meaning.allowed(said, kinds), kinds
        assert ask.answer(soft, kinds) == meaning.cost(said, weights, kinds), kinds


@pytest.mark.parametrize("kinds", SETS, ids=str)
def test_every_set_of_kinds(kinds: frozenset[int]) -> None:
    """None, one, some, all but one, all: with three shifts each takes another way."""
    here, there = Cell(DAY, kinds), Cell(DAY + 1, kinds)
    holds([Forbid(0, (here,))], shifts=3)
    holds([Forbid(0, (here, there), 2)], shifts=3)
    holds([Forbid(0, (here, Cell(DAY + 1, D | OFF)))], shifts=3)
    holds([AnyOf(0, ((here,), (there, Cell(DAY, D))), 3)], shifts=3)
    holds([Window(0, (Term(here, 2), Term(there), Term(here)), 1, 3, 2)], shifts=3)
    holds([Count(0, ((here, there), (there, Cell(DAY, D)), (here,)), 1, 2)], shifts=3)


@pytest.mark.parametrize("past", ["A = D N", "A = . D", "A = N ."])
def test_history_is_fixed(past: str) -> None:
    before, last = Cell(DAY - 2, D), Cell(DAY - 1, D | N)
    holds([Forbid(0, (before,))], history=past)
    holds([Forbid(0, (last, Cell(DAY, N)), 2)], history=past)
    holds([Forbid(0, (before, last, Cell(DAY, D), Cell(DAY + 1, D)))], history=past)
    holds([AnyOf(0, ((before,), (Cell(DAY, OFF),)))], history=past)
    holds([Window(0, (Term(before, 5), Term(last, 2), Term(Cell(DAY, N), 3)), 3, 6, 2)], history=past)
    holds([Window(0, (Term(before, 5), Term(last, 2)), 3, 6, 2)], history=past)
    holds([Count(0, ((before, Cell(DAY, D)), (last,), (Cell(DAY, N), Cell(DAY + 1, D))), 1, 1)], history=past)
    holds([Count(0, ((before,), (before, last)), 1, 1)], history=past)
    holds([Cover((Heads((0,), last), Heads((0,), Cell(DAY, D))), 1, 1)], history=past)
    holds([Cover((Heads((0,), last),), 1, 1, 4)], history=past)
    holds([Balance((Line(0, (Term(last), Term(Cell(DAY, D))), 0, 1), Line(0, (), 1, 2)), 0)], history=past)


def test_forbidden_pairs_of_one_person_join() -> None:
    pairs = [Forbid(0, (Cell(DAY, N), Cell(DAY + 1, E))), Forbid(0, (Cell(DAY, N), Cell(DAY + 1, D)))]
    holds([*pairs, Forbid(0, (Cell(DAY, D), Cell(DAY + 1, E)))], shifts=3)
    # whichever day is named first
    holds([Forbid(0, (Cell(DAY + 1, E), Cell(DAY, N))), *pairs], shifts=3)


def test_what_is_forbidden_later_was_there_before() -> None:
    """Other words have asked for a cell's literals when a kind is taken out of it."""
    holds([Window(0, (Term(Cell(DAY, D)), Term(Cell(DAY, N), 2)), 1, None), Forbid(0, (Cell(DAY, N),))])
    holds([Forbid(0, (Cell(DAY, kinds),)) for kinds in (D, N, OFF)])


@pytest.mark.parametrize("people", [5, 6, 7])
@pytest.mark.parametrize(("low", "high"), [(None, 2), (3, None), (2, 4), (0, 9), (9, None)])
def test_crowds(people: int, low: int | None, high: int | None) -> None:
    """From a number of people on, how many they are is a variable of its own, made once."""
    heads = Heads(tuple(range(people)), Cell(DAY, D))
    holds([Cover((heads,), low, high), Cover((heads, heads), low, high, 2)], people=people, width=1, shifts=1)


MEAL = Sitting(ALL, Cell(DAY, D), (0, 1))
HERE = Heads(ALL, Cell(DAY, D))


@pytest.mark.parametrize("low", [-3, -2, -1, 0, 1, 2, 3, 4])
def test_away(low: int) -> None:
    one = ((MEAL, (0,)),)
    both = ((MEAL, (0, 1)),)
    holds([Cover((), low, None, 2, one)], people=3, width=1)
    holds([Cover((HERE,), low, None, 2, one), Cover((HERE,), low, None, 1, ((MEAL, (1,)),))], people=3, width=1)
    holds([Cover((HERE,), low, None, 1, both)], people=3, width=1)
    # the same crowd with different needs
    holds([Cover((HERE,), low, None, 1, one), Cover((HERE,), 2, None, 1, one)], people=3, width=1)


def test_two_alike_meals_of_a_use_are_two_meals() -> None:
    case = ask.small(2, 1)
    model = Model(case)
    use = RuleUse("said", "said", None, Mode.HARD)
    first, other = CpPort(model, 0, use), CpPort(model, 1, use)
    given = ((0, 1), Cell(DAY, D), (600, 660), 30, (0, 0))
    lunch, supper = first.slots(*given), first.slots(*given)
    assert lunch is not supper
    # a meal that another use speaks of is the same meal
    assert (other.slots(*given), other.slots(*given)) == (lunch, supper)
    first.cover((), -1, None, 1, [Away(lunch, (0,)), Away(supper, (0,))])
    first.cover((), -1, None, 1, [Away(lunch, (1,)), Away(supper, (1,))])
    model.close()
    # two eat twice: four sittings at two times of which each takes one
    assert ask.answer(model, {(0, DAY): 1, (1, DAY): 1}) is None
    assert ask.answer(model, {(0, DAY): 1, (1, DAY): 0}) == 0


@pytest.mark.parametrize("unit", [1, 2, 3])
@pytest.mark.parametrize("spread", [0, 1, 2])
def test_balance_in_shares(unit: int, spread: int) -> None:
    nights = [Term(Cell(day, N), 6) for day in (DAY, DAY + 1)]
    lines = tuple(Line(who, tuple(nights), carried, share) for who, carried, share in ((0, 0, 2), (1, 5, 3)))
    holds([Balance(lines, spread, unit)], people=2)


def test_origins_say_what_they_stand_for() -> None:
    said: list[Primitive] = [
        Forbid(0, (Cell(DAY, N), Cell(DAY + 1, D))),
        Window(1, (Term(Cell(DAY, D)), Term(Cell(DAY + 2, D))), None, 1),
        Cover((Heads((0, 1), Cell(DAY + 1, D | N)),), 1, None),
        Cover((Heads((0, 1), Cell(DAY - 1, N)), Heads((0, 1), Cell(DAY, D))), None, 1),
        Balance((Line(0, (Term(Cell(DAY, N)),), 0, 1), Line(1, (Term(Cell(DAY + 1, N)),), 0, 1)), 0),
    ]
    case = ask.small(2, 3, "A = N\nB = .")
    model = ask.spoken(case, said, [Mode.HARD] * 5, [1] * 5, explain=True)
    assert list(model.switches) == [
        Origin(0, 0, DAY, DAY + 2),
        Origin(1, 1, DAY, DAY + 3),
        Origin(2, None, DAY + 1, DAY + 2, Asked(1, None, 2, D | N)),
        Origin(3, None, DAY, DAY + 1, Asked(None, 1, 2, D | N)),
        Origin(4, None, DAY, DAY + 2),
    ]
