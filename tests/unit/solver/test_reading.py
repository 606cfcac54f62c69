"""Whose business the parts of a model are, and what a constraint says when it is read back."""

from __future__ import annotations

import pytest
from ortools.sat.python import cp_model

from rosterctl.domain.policy import Mode
from rosterctl.rules.port import Cell, Heads, Line, Term
from rosterctl.solver.crew import CROWD
from rosterctl.solver.port import Model
from rosterctl.solver.reading import NOBODY, SEVERAL, Reading
from tests.support import ask
from tests.support.meaning import AnyOf, Balance, Cover, Forbid, Primitive, Window

DAY = ask.small(1, 1).first
D, N, OFF = (frozenset({kind}) for kind in (1, 2, 0))


def model_of(people: int, *said: Primitive, mode: Mode = Mode.SOFT) -> Model:
    return ask.spoken(ask.small(people, 3), said, [mode] * len(said), [1] * len(said))


def reading_of(model: Model) -> Reading:
    return Reading(model.cp, {x.index: who for (who, _, _), x in model.cells.items()})


def test_what_concerns_one_person_is_that_persons_with_all_its_helpers() -> None:
    run = tuple(Cell(DAY + day, D | N) for day in range(3))
    counted = (Term(Cell(DAY, N), 2), Term(Cell(DAY + 1, D)))
    places = ((Cell(DAY, OFF), Cell(DAY + 1, OFF)), (Cell(DAY + 1, OFF), Cell(DAY + 2, D)))
    model = model_of(2, Forbid(0, run), Window(1, counted, 1, 2), AnyOf(1, places))
    reading = reading_of(model)
    cells = {x.index for _, x in model.cells.items()}
    assert len(reading.owner) > len(cells)  # helpers there are: a broken run, what is missing and over, two patterns
    assert set(reading.owner.tolist()) == {0, 1}
    assert set(reading.business.tolist()) == {0, 1}


def test_what_counts_heads_is_nobodys() -> None:
    everybody = tuple(range(CROWD))
    model = model_of(CROWD, Cover((Heads(everybody, Cell(DAY, D)),), 2, 3))
    reading = reading_of(model)
    common = (reading.owner == NOBODY).nonzero()[0].tolist()
    # the number of heads, those missing, those over
    assert len(common) == 3
    # the sum of people names several; the two bounds name nobody
    joint = sorted(n for n in reading.business.tolist() if n < 0)
    assert joint == [SEVERAL, NOBODY, NOBODY]


def test_the_ends_of_a_balance_are_nobodys_though_each_of_its_lines_is_somebodys() -> None:
    lines = tuple(Line(who, (Term(Cell(DAY, N)),), 0, 1) for who in range(3))
    reading = reading_of(model_of(3, Balance(lines, 0)))
    assert (reading.owner == NOBODY).sum() == 3  # lowest, highest, what is beyond
    joint = [s for s, owner in zip(reading.statements, reading.business.tolist(), strict=True) if owner < 0]
    assert len(joint) == 1
    assert len(joint[0].literals) == 3


def test_statements_say_what_the_constraints_say() -> None:
    model = cp_model.CpModel()
    a, b, c = (model.new_bool_var("") for _ in range(3))
    model.add_bool_or([a, b.negated()]).only_enforce_if(c)
    model.add_at_most_one([a, c])
    model.add_exactly_one([b, c])
    model.add_linear_constraint(2 * a - 3 * b, -1, 2)
    read = Reading(model, {}).statements
    assert read[0] == ("bool_or", (2,), [0, -2], [], [])
    assert read[1] == ("at_most_one", (), [0, 2], [], [])
    assert read[2] == ("exactly_one", (), [1, 2], [], [])
    assert read[3] == ("linear", (), [0, 1], [2, -3], [-1, 2])


def test_an_empty_model() -> None:
    reading = Reading(cp_model.CpModel(), {})
    assert (reading.statements, reading.owner.tolist(), reading.business.tolist()) == ([], [], [])


def test_an_unknown_kind_is_not_passed_over() -> None:
    model = cp_model.CpModel()
    numbers = [model.new_int_var(0, 3, "") for _ in range(2)]
    model.add_all_different(numbers)
    with pytest.raises(TypeError, match="no reading"):
        Reading(model, {})
