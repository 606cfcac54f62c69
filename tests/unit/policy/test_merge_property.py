"""Inheritance date by date: on each date, what the child states over what it inherits on that date."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rosterctl.errors import Place
from rosterctl.io.policies.policy_file import Entry, Stated
from rosterctl.io.policies.policy_merge import Versions, compose

DAYS = [date(2026, 10, 1) + timedelta(days=n) for n in range(6)]
HERE = Place("x", 1)

stated = st.dictionaries(st.sampled_from("abc"), st.integers(0, 9), max_size=3)


@st.composite
def versions(draw: st.DrawFn) -> Versions:
    since = draw(st.lists(st.sampled_from([None, *DAYS]), unique=True, max_size=4))
    return tuple(
        Entry("r", "k", HERE, start, {}, {name: Stated(value, HERE) for name, value in draw(stated).items()})
        for start in sorted(since, key=lambda start: start or date.min)
    )


def held(entries: Versions, on: date) -> dict[str, int] | None:
    """What is stated on a date, read the slow way; ``None`` when nothing holds."""
    found = None
    for entry in entries:
        if entry.valid_from is None or entry.valid_from <= on:
            found = {name: item.value for name, item in entry.params.items()}
    return found


@given(versions(), versions())
def test_each_date(below: Versions, above: Versions) -> None:
    result = compose(below, above, [])
    for on in [date(2026, 9, 30), *DAYS]:
        low, high = held(below, on), held(above, on)
        expected = None if low is None and high is None else {**(low or {}), **(high or {})}
        assert held(result, on) == expected
    starts = [entry.valid_from or date.min for entry in result]
    assert starts == sorted(set(starts))
