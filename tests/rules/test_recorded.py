"""What rules say about two cases, compared: a change that matters shows, and one that does not is not seen."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from rosterctl.rules.recorded import words_of
from tests.support.small import Table, read, use_of

TABLE: Table = {
    "first": "2026-10-05",
    "staff": [{"id": "A", "skills": ["english"]}, "B", "C"],
    "shifts": {"D": {"time": "09:00-18:00", "meals": ["11:30-13:00/30"]}, "N": "22:00-06:00"},
    "width": 7,
}
LEAVE = [{"who": "B", "first": "2026-10-07"}]
ENGLISH = [{"day": "all", "time": "10:00-12:00", "skill": "english", "min": 1}]
OTHERS = [{"id": "A"}, {"id": "B", "skills": ["english"]}, "C"]


def words(rule: str, params: dict[str, Any], **more: Any) -> Counter[object]:
    use = use_of(rule, {"params": params})
    case, _ = read({**TABLE, **more}, use)
    return words_of(case, use)


@pytest.mark.parametrize(
    ("rule", "params", "before", "after"),
    [
        # forbid: what is forbidden on the day of leave
        ("availability", {}, {}, {"leave": LEAVE}),
        # window: the day does not count, everything else of the sum is the same
        ("weekly-rest", {"days": 1, "leave_counts": False}, {}, {"leave": LEAVE}),
        # any_of: where the long rest can lie
        ("weekly-rest", {"hours": 40}, {}, {"shifts": {"D": "09:00-18:00", "N": "20:00-06:00"}}),
        # count: weekends
        ("weekends", {"most": 0}, {}, {"width": 6}),
        # cover: who counts
        ("coverage", {}, {"demand": ENGLISH}, {"demand": ENGLISH, "staff": OTHERS}),
        # cover: how many
        ("coverage", {}, {"demand": ENGLISH}, {"demand": [{**ENGLISH[0], "min": 2}]}),
        # balance: what is brought along
        ("fairness", {"of": "nights"}, {}, {"carried": {"A": 2}}),
        # slots and cover with absences
        ("meal-rotation", {"away": 1}, {}, {"staff": ["A", "B"]}),
        ("meal-rotation", {"away": 1}, {}, {"leave": [{**LEAVE[0], "part": "hours", "hours": "11:00-14:00"}]}),
    ],
)
def test_a_change_that_matters_is_heard(
    rule: str, params: dict[str, Any], before: dict[str, Any], after: dict[str, Any]
) -> None:
    assert words(rule, params, **before) == words(rule, params, **before)
    assert words(rule, params, **before) != words(rule, params, **after)


@pytest.mark.parametrize(
    ("rule", "params"),
    [
        ("weekly-rest", {"days": 1}),
        ("daily-rest", {"hours": 11}),
        ("coverage", {}),
        ("max-consecutive-days", {"days": 3}),
    ],
)
def test_a_change_that_does_not_is_not(rule: str, params: dict[str, Any]) -> None:
    """Leave puts people into other groups and orders; what is said is the same."""
    demand = [{"day": "all", "time": "10:00-12:00", "min": 1}]
    assert words(rule, params, demand=demand) == words(rule, params, demand=demand, leave=LEAVE)
