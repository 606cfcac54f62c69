"""Demand is dealt to groups head by head, and adds up to what was asked."""

from __future__ import annotations

import pytest

from rosterctl.domain.policy import Mode
from rosterctl.rules.port import Cell, Heads, Line, Term
from rosterctl.solver.port import Model
from rosterctl.solver.reading import Reading
from rosterctl.solver.shares import Shares
from tests.support import ask
from tests.support.meaning import Balance, Cover, Primitive

DAY = ask.small(1, 1).first
D, N = frozenset({1}), frozenset({2})
EIGHT = tuple(range(8))


def shares_of(people: int, groups: int, *said: Primitive, mode: Mode = Mode.HARD) -> Shares:
    model: Model = ask.spoken(ask.small(people, 3), said, [mode] * len(said), [1] * len(said))
    reading = Reading(model.cp, {x.index: who for (who, _, _), x in model.cells.items()})
    return Shares(reading, [who % groups for who in range(people)], groups)


def asked(shares: Shares, groups: int) -> list[list[int]]:
    """The cumulative shares of each bound that asks for something, in the order in which it was said."""
    found = []
    for number, statement in enumerate(shares.statements):
        upto = [shares.upto(number, group) for group in range(groups)]
        for end, bound in enumerate(statement.domain):
            if 0 < abs(bound) < 1 << 30:
                found.append([domain[end] for domain in upto if domain is not None])
    return found


def test_heads_are_dealt_like_cards() -> None:
    days = [Cover((Heads(EIGHT, Cell(DAY + day, D)),), need, None) for day, need in enumerate((3, 2, 4))]
    shares = shares_of(8, 3, *days)
    # people 0 … 7 are in groups 0 1 2 0 1 2 0 1. The first three heads fall to people 0 1 2, the next two to 3 4,
    # the last four to 5 6 7 and 0 again
    assert asked(shares, 3) == [[1, 2, 3], [1, 2, 2], [2, 3, 4]]


def test_a_least_and_a_most_of_one_crowd_are_dealt_from_the_same_place() -> None:
    cell = (Heads(EIGHT, Cell(DAY, D)),)
    shares = shares_of(
        8, 3, Cover((Heads(EIGHT, Cell(DAY, N)),), 1, None), Cover(cell, 2, None), Cover(cell, None, 4)
    )
    # the night falls to person 0; of the day the least goes to people 1 2, the most to people 1 2 3 4
    assert asked(shares, 3) == [[1, 1, 1], [0, 1, 2], [1, 3, 4]]


def test_who_is_not_counted_is_dealt_nothing() -> None:
    skilled = (0, 3, 6)
    shares = shares_of(8, 3, Cover((Heads(skilled, Cell(DAY, D)),), 2, None))
    # all three are in the first group
    assert asked(shares, 3) == [[2, 2, 2]]


def test_more_heads_than_people_go_round_again() -> None:
    shares = shares_of(8, 2, Cover((Heads(EIGHT, Cell(DAY, D)), Heads(EIGHT, Cell(DAY, N))), 13, None))
    # thirteen over eight people, four of them in each group: 0 … 7 and 0 … 4 once more, three of these in the first
    assert asked(shares, 2) == [[7, 13]]


def test_what_is_no_number_of_heads_is_not_dealt() -> None:
    lines = tuple(Line(who, (Term(Cell(DAY, N)),), 0, 1) for who in range(4))
    shares = shares_of(4, 2, Balance(lines, 1))
    assert len(shares.statements) == 1
    assert shares.upto(0, 0) is shares.upto(0, 1) is None
    assert not any(shares.adds_up(variable) for variable in shares.statements[0].literals)


@pytest.mark.parametrize("groups", [2, 3, 5])
@pytest.mark.parametrize("need", [1, 2, 7, 11])
def test_shares_are_even_and_add_up(groups: int, need: int) -> None:
    people = tuple(range(15))
    days = [Cover((Heads(people, Cell(DAY + day, D)),), need, None) for day in range(3)]
    shares = shares_of(15, groups, *days)
    whole = asked(shares, groups)
    assert [upto[-1] for upto in whole] == [need] * 3
    for upto in whole:
        parts = [after - before for before, after in zip([0, *upto], upto, strict=False)]
        assert max(parts) - min(parts) <= 1


def test_only_sums_over_people_add_up() -> None:
    shares = shares_of(8, 2, Cover((Heads(EIGHT, Cell(DAY, D)),), 3, None, 1), mode=Mode.SOFT)
    # Σ people − number = 0, and number + missing ≥ 3
    counted, bounded = shares.statements
    number = next(v for v in counted.literals if v in bounded.literals)
    assert shares.adds_up(number)
