"""What column generation proves holds for every roster, and what it takes a roster to cost is what it costs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rosterctl.domain.case import OFF
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.solver.columns.generation import Generation
from rosterctl.solver.columns.reader import Record, RowPort
from tests.property.test_port_means_what_it_says import Speech, speeches
from tests.support import ask, meaning
from tests.support.meaning import Kinds

READ = ("forbid", "any_of", "window", "count", "cover")
ALL = (*READ, "away", "accompany", "weigh", "balance")
MODES = st.sampled_from([Mode.HARD, Mode.SOFT])

few = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)


def generation(speech: Speech, modes: tuple[Mode, ...]) -> Generation:
    record = Record(speech.case, [[] for _ in speech.case.employees])
    for number, (one, mode, weight) in enumerate(zip(speech.said, modes, speech.weights, strict=True)):
        one.say(RowPort(record, RuleUse("said", f"said-{number}", None, mode, weight)))
    return Generation(record, 1)


def rosters(speech: Speech, modes: tuple[Mode, ...]) -> Iterator[tuple[tuple[tuple[int, ...], ...], int | None]]:
    """Every roster as places of choices, and what it costs; ``None`` when a hard statement forbids it."""
    case = speech.case
    place = {kind: number for number, kind in enumerate((OFF, *case.choices))}
    for kinds in ask.rosters(case):
        rows = tuple(tuple(place[kinds[who, day]] for day in case.days) for who in range(len(case.employees)))
        yield rows, price(speech, modes, kinds)


def price(speech: Speech, modes: tuple[Mode, ...], kinds: Kinds) -> int | None:
    costs = []
    for splits in meaning.every_split(speech.said, kinds):
        units = [one.units(kinds, splits) for one in speech.said]
        if not any(n and mode is Mode.HARD for n, mode in zip(units, modes, strict=True)):
            costs.append(sum(n * weight for n, weight in zip(units, speech.weights, strict=True)))
    return min(costs, default=None)


@few
@given(speech=speeches(READ, 6))
def test_a_roster_costs_what_it_costs(speech: Speech) -> None:
    modes = (Mode.SOFT,) * len(speech.said)
    made = generation(speech, modes)
    for places, due in rosters(speech, modes):
        found = made.rows(places)
        assert found is not None
        assert found.cost == due


@pytest.mark.slow
@pytest.mark.parametrize("words", [READ, ALL], ids=["read", "all"])
@few
@given(data=st.data())
def test_bound_and_margins_hold_for_every_roster(words: tuple[str, ...], data: st.DataObject) -> None:
    """With words left out too, and wherever it is stopped."""
    speech = data.draw(speeches(words, 5))
    modes = tuple(data.draw(MODES) for _ in speech.said)
    made = generation(speech, modes)
    if not all(pricer.walk.possible for pricer in made.pricers):
        assert all(due is None for _, due in rosters(speech, modes))
        return
    begin = made.answer([None] * len(made.pricers))
    if begin is None:
        return
    made.take(begin)
    passes = data.draw(st.sampled_from([1, 3, None]))
    made.run(passes=passes)
    assert made.bound is not None
    margins = made.margins()
    assert margins is not None
    bound, dearer = margins
    for places, due in rosters(speech, modes):
        if due is not None:
            assert made.bound <= due
            assert (
                bound
                + max(int(dearer[who, day, place]) for who, row in enumerate(places) for day, place in enumerate(row))
                <= due
            )


@few
@given(speech=speeches(("forbid", "window", "count"), 5))
def test_people_who_meet_in_no_row_are_bounded_exactly(speech: Speech) -> None:
    modes = (Mode.SOFT,) * len(speech.said)
    made = generation(speech, modes)
    begin = made.answer([None] * len(made.pricers))
    assert begin is not None
    made.take(begin)
    made.run()
    assert made.bound == begin.cost == min(due for _, due in rosters(speech, modes) if due is not None)


def test_cells_that_may_not_be_are_in_no_month() -> None:
    case = ask.small(1, 3)
    record = Record(case, [[]])
    made = Generation(record, 1)
    allowed = np.ones((1, 3, 3), np.bool_)
    allowed[0, 1, [0, 2]] = False
    rows = made.answer([None], allowed)
    assert rows is not None
    assert rows.places[0][1] == 1
