"""The cheapest month of a person by pricing is the cheapest by definition, and costs what the checker says."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.rules.roster.past import past_kinds
from rosterctl.services.audit import audit
from rosterctl.solver.columns import walk as walking
from rosterctl.solver.columns.pricer import Pricer
from rosterctl.solver.columns.reader import Record, RowPort, read_case
from rosterctl.solver.columns.walk import Walker
from rosterctl.solver.search import assignment
from tests.property.test_all_rules_at_once import every_rule, month
from tests.property.test_port_means_what_it_says import Speech, speeches
from tests.support import small

PERSONAL = ("forbid", "any_of", "window", "count")


def cheapest(speech: Speech, who: int, modes: tuple[Mode, ...], prices: NDArray[np.int64]) -> int | None:
    """By definition: each month of the person, what it breaks, and the prices of its cells."""
    case, best = speech.case, None
    kinds = (0, *case.choices)
    for row in itertools.product(range(len(kinds)), repeat=len(case.days)):
        month = dict(past_kinds(case))
        month |= {(who, day): kinds[place] for day, place in zip(case.days, row, strict=True)}
        cost = sum(int(prices[n, place]) for n, place in enumerate(row))
        for said, mode, weight in zip(speech.said, modes, speech.weights, strict=True):
            units = said.units(month, {}) if getattr(said, "who", who) == who else 0
            if units and mode is Mode.HARD:
                break
            cost += units * weight
        else:
            best = cost if best is None else min(best, cost)
    return best


@pytest.mark.parametrize("short", [0, 10])
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(speech=speeches(PERSONAL, 6), data=st.data())
def test_the_cheapest_month_is_found(short: int, speech: Speech, data: st.DataObject) -> None:
    """With sums in the states and with sums beside them."""
    case = speech.case
    modes = tuple(data.draw(st.sampled_from([Mode.HARD, Mode.SOFT])) for _ in speech.said)
    record = Record(case, [[] for _ in case.employees])
    for said, mode, weight in zip(speech.said, modes, speech.weights, strict=True):
        said.say(RowPort(record, RuleUse("said", "said", None, mode, weight)))
    walker = Walker(case, past_kinds(case))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walking, "SHORT", short)
        patch.setattr(walking, "FEW", short)
        for who in range(len(case.employees)):
            shape = (len(case.days), 1 + len(case.choices))
            size = shape[0] * shape[1]
            drawn = data.draw(st.lists(st.integers(-9, 9), min_size=size, max_size=size))
            prices = np.array(drawn, np.int64).reshape(shape)
            found = Pricer(walker.walk(who, record.personal[who])).best(prices)
            due = cheapest(speech, who, modes, prices)
            assert (None if found is None else found.price) == due
            if found is not None:
                assert found.exact
                only = np.full(shape, 1000)
                only[range(shape[0]), list(found.places)] = prices[range(shape[0]), list(found.places)]
                assert cheapest(speech, who, modes, only) == due, "the month told is not the one priced"


def alone(case: Case, use: RuleUse) -> bool:
    """Whether a use speaks of single people only."""
    record = read_case(replace(case, uses=(use,)))
    return not record.joint and not record.left_out


def test_the_checker_agrees_about_cheapest_months() -> None:
    """Every rule that speaks of single people, all at once: no hard breach, and the penalty is what was priced."""
    case, _ = small.read(month(8), *every_rule())
    assert read_case(case).left_out, "the others are heard too"
    assert read_case(case).joint
    case = replace(case, uses=tuple(use for use in case.uses if alone(case, use)))
    assert len(case.uses) > 12
    record, past = read_case(case), past_kinds(case)
    walker, random = Walker(case, past), np.random.default_rng(7)
    total, roster = 0, []
    for who, said in enumerate(record.personal):
        # work is paid for, so that months are full and what they break is worth its price
        prices = random.integers(-9, 3, (len(case.days), 1 + len(case.choices)))
        found = Pricer(walker.walk(who, said)).best(prices)
        assert found is not None
        assert found.exact
        total += found.price - int(prices[range(len(case.days)), list(found.places)].sum())
        for day, place in zip(case.days, found.places, strict=True):
            kind = (OFF, *case.choices)[place]
            if kind != OFF:
                roster.append(assignment(case, who, day, kind))
    judged = audit(case, tuple(roster))
    assert judged.hard == ()
    assert judged.penalty == total > 0
