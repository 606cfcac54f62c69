"""Helpers for columns, each against a loop that says the same."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rosterctl.domain.arrays import covered, depth, groups

NUMBERS = st.lists(st.integers(0, 9), max_size=12)
PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted), max_size=8)


@given(NUMBERS, st.booleans())
def test_groups_are_those_of_a_dictionary(keys: list[int], in_order: bool) -> None:
    keys = sorted(keys) if in_order else keys
    found, first, of = groups(np.array(keys, np.int64))
    different = sorted(set(keys))
    assert found.tolist() == different
    assert first.tolist() == [keys.index(key) for key in different]
    assert of.tolist() == [different.index(key) for key in keys]


@given(PAIRS)
def test_covered_and_depth_count_the_ranges_around_a_place(pairs: list[list[int]]) -> None:
    """A range holds its low end and not its high one; ranges may be empty and lie upon one another."""
    low, high = np.array(pairs, np.int64).reshape(-1, 2).T
    counted = [sum(begin <= at < end for begin, end in pairs) for at in range(10)]
    assert covered(low, high, 10).tolist() == counted
    assert depth(low, high, np.array([9, 3, 0, 3])).tolist() == [counted[at] for at in (9, 3, 0, 3)]


def test_covered_without_ranges_and_without_places() -> None:
    nothing = np.zeros(0, np.int64)
    assert covered(nothing, nothing, 3).tolist() == [0, 0, 0]
    assert covered(nothing, nothing, 0).tolist() == []
