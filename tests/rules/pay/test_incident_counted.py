"""incident-counted: what the page's examples leave out (OS9, 4.4)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.settling import settle


def counted(*counts: int, **rule: object) -> dict[str, object]:
    """Incidents on the 1st, the 2nd, … of October with these counts."""
    rows = [
        {"id": f"I{day}", "who": "A", "date": f"2026-10-{day:02d}", "kind": "offline", "count": count}
        for day, count in enumerate(counts, 1)
    ]
    use = [{"use": "incident-counted", **rule}]
    return {"first": "2026-10-01", "roster": "A = .", "incidents": rows, "rules": use}


def lines(table: Mapping[str, object]) -> list[str]:
    return settle(table).lines()


@pytest.mark.parametrize(
    ("counts", "once", "expected"),
    [
        ((1, 1), False, []),
        ((1, 1, 1), False, ["A 03 incident-counted nth -10.00"]),
        ((1, 1, 1, 1), False, ["A 03 incident-counted nth -10.00", "A 04 incident-counted nth -10.00"]),
        ((1, 1, 1, 1), True, ["A 03 incident-counted nth -10.00"]),
        ((3,), False, ["A 01 incident-counted nth -10.00"]),
        # five at once: the third, fourth and fifth
        ((5,), False, ["A 01 incident-counted nth -30.00"]),
        ((5,), True, ["A 01 incident-counted nth -10.00"]),
        ((2, 2, 2), False, ["A 02 incident-counted nth -20.00", "A 03 incident-counted nth -20.00"]),
        ((2, 2, 2), True, ["A 02 incident-counted nth -10.00"]),
        ((2, 1, 1), True, ["A 02 incident-counted nth -10.00"]),
    ],
)
def test_from_the_third_on_or_once(counts: tuple[int, ...], once: bool, expected: list[str]) -> None:
    assert lines(counted(*counts, once=once)) == expected


def test_from_the_first_on() -> None:
    assert lines(counted(1, from_nth=1, amount="2.50")) == ["A 01 incident-counted nth -2.50"]


def test_kinds_are_counted_together_and_the_unverified_not() -> None:
    kinds = ["offline", "game", "offline", "video", "game"]
    rows = [
        {"who": "A", "date": f"2026-10-{day:02d}", "kind": kind, "verified": day != 3}
        for day, kind in enumerate(kinds, 1)
    ]
    use = [{"use": "incident-counted", "kinds": ["offline", "game"]}]
    # offline 1, game 2, the 3rd is not verified, video is not named, game 5 is the third
    table = {"first": "2026-10-01", "roster": "A = .", "incidents": rows, "rules": use}
    assert lines(table) == ["A 05 incident-counted nth -10.00"]


def test_each_period_begins_again() -> None:
    rows = [{"who": "A", "date": on, "kind": "offline"} for on in ("2026-09-29", "2026-09-30", "2026-10-01")]
    table = {"first": "2026-10-01", "roster": "A = .", "incidents": rows, "rules": [{"use": "incident-counted"}]}
    assert lines(table) == []


def test_each_person_by_themselves() -> None:
    rows = [{"who": who, "date": "2026-10-01", "kind": "offline", "count": 2} for who in "AB"]
    table = {"first": "2026-10-01", "staff": ["A", "B"], "roster": "A = .", "incidents": rows}
    assert lines({**table, "rules": [{"use": "incident-counted"}]}) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=6), st.integers(1, 6), st.booleans())
def test_the_sum_depends_on_the_number_alone(counts: list[int], first: int, once: bool) -> None:
    found = settle(counted(*counts, from_nth=first, once=once))
    beyond = max(0, sum(counts) - first + 1)
    assert -found.priced[0].total == 10 * (min(1, beyond) if once else beyond)
