"""The month after a measure, piece by piece."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rosterctl.domain.case import Case
from rosterctl.domain.demand import demand_on
from rosterctl.domain.measures import Borrow, Ease, GiveUpLeave, Retune, Soften, Unpin, changed
from rosterctl.domain.policy import Mode
from rosterctl.domain.requests import Part
from tests.support.small import Table, read, use_of

TABLE: Table = {
    "first": "2026-10-01",
    "staff": ["A", {"id": "+1", "skills": ["english"], "shifts": ["E"]}, "C"],
    "shifts": {"E": "06:00-14:00", "N": "22:00-06:00"},
    "width": 10,
}


def month(**more: Any) -> Case:
    uses = [
        use_of("availability", {}),
        use_of("coverage", {}),
        use_of("max-consecutive-days", {"params": {"days": 2}}),
    ]
    return read({**TABLE, **more}, *uses)[0]


def leaves(case: Case) -> list[tuple[str, int, int]]:
    """Who, and the first and last day of October."""
    return [(request.employee, request.first.day, request.last.day) for request in case.requests]


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ([0], [("A", 2, 5)]),
        ([4], [("A", 1, 4)]),
        ([2], [("A", 1, 2), ("A", 4, 5)]),
        ([1, 2], [("A", 1, 1), ("A", 4, 5)]),
        ([0, 1, 2, 3, 4], []),
        ([7], [("A", 1, 5)]),
    ],
)
def test_a_day_of_leave_is_cut_out(given: list[int], left: list[tuple[str, int, int]]) -> None:
    case = month(leave=[{"who": "A", "first": "2026-10-01", "last": "2026-10-05"}])
    after = changed(case, [GiveUpLeave(0, case.first + day) for day in given])
    assert leaves(after) == left
    assert [after.on_whole_leave(0, case.first + day) for day in given] == [False] * len(given)


def test_only_that_persons_approved_leave_of_days_is_cut() -> None:
    day = {"first": "2026-10-02"}
    case = month(
        leave=[
            {"who": "A", **day},
            {"who": "A", **day, "part": "hours", "hours": "10:00-12:00"},
            {"who": "A", **day, "status": "filed"},
            {"who": "C", **day},
        ]
    )
    after = changed(case, [GiveUpLeave(0, case.first + 1)])
    assert after.requests == case.requests[1:]


def test_two_halves_of_a_day_go_together() -> None:
    halves = [{"who": "A", "first": "2026-10-02", "part": part.value} for part in (Part.FIRST_HALF, Part.SECOND_HALF)]
    case = month(leave=halves)
    assert case.on_whole_leave(0, case.first + 1)
    assert changed(case, [GiveUpLeave(0, case.first + 1)]).requests == ()


def asked(case: Case, day: int) -> list[tuple[str | None, int | None, int | None]]:
    """Skill, min and max of the rows that hold on a day of October."""
    rows = demand_on(case.demand, date(2026, 10, day), case.calendar)
    return [(row.filter.skill, row.min, row.max) for row in rows]


def test_demand_is_eased_on_one_date_and_for_one_filter() -> None:
    case = month(
        demand=[
            {"day": "all", "time": "08:00-12:00", "min": 3, "max": 4},
            {"day": "all", "time": "12:00-16:00", "min": 5},
            {"day": "all", "time": "08:00-12:00", "skill": "english", "min": 1},
        ]
    )
    first, second, _ = case.demand
    after = changed(case, [Ease(case.first + 1, (first,), "min", 2)])
    assert sorted(asked(after, 2), key=str) == [("english", 1, None), (None, 1, 4), (None, 5, None)]
    assert asked(after, 1) == asked(case, 1)
    assert asked(after, 3) == asked(case, 3)
    both = changed(case, [Ease(case.first + 1, (first, second), "min", 4), Ease(case.first + 1, (first,), "max", 3)])
    assert sorted(asked(both, 2), key=str) == [("english", 1, None), (None, 0, 7), (None, 1, None)]
    gone = changed(case, [Ease(case.first + 1, (first,), "max"), Ease(case.first + 1, (second,), "min")])
    assert sorted(asked(gone, 2), key=str) == [("english", 1, None), (None, 3, None), (None, None, None)]


def test_rows_of_the_date_itself_are_replaced_not_doubled() -> None:
    case = month(
        demand=[{"day": "2026-10-02", "time": "08:00-12:00", "min": 3}, {"day": "all", "shift": "E", "min": 1}]
    )
    after = changed(case, [Ease(case.first + 1, (case.demand[0],), "min", 1)])
    assert sorted(asked(after, 2), key=str) == [(None, 1, None), (None, 2, None)]


def test_a_pin_is_dropped_and_the_others_stay() -> None:
    case = month(pins=[{"who": "A", "date": "2026-10-02", "shift": "E"}, {"who": "C", "date": "2026-10-02"}])
    assert changed(case, [Unpin(case.pins[0])]).pins == case.pins[1:]


def test_a_number_for_everybody_and_for_some() -> None:
    case = month()
    after = changed(case, [Retune(2, "days", 3)])
    assert [use.params for use in after.uses[:2]] == [use.params for use in case.uses[:2]]
    assert after.uses[2].params.days == 3  # type: ignore[attr-defined]
    assert len(after.uses) == 3
    some = changed(case, [Retune(2, "days", 3, (0, 2))])
    assert [(u.params.days, sorted(u.scope.employee)) for u in some.uses[2:]] == [(2, ["+1"]), (3, ["A", "C"])]  # type: ignore[attr-defined]
    everybody = changed(case, [Retune(2, "days", 3, (0, 1, 2))])
    assert [use.mode for use in everybody.uses[2:]] == [Mode.OFF, Mode.HARD]


def test_a_number_that_the_rule_refuses() -> None:
    with pytest.raises(ValueError, match="days"):
        changed(month(), [Retune(2, "days", 0)])


def test_a_rule_is_made_soft() -> None:
    case = month()
    assert [use.mode for use in changed(case, [Soften(1)]).uses] == [Mode.HARD, Mode.SOFT, Mode.HARD]


def test_guests_are_there_for_a_day_and_known_to_the_rules_that_count() -> None:
    case = month()
    after = changed(
        case, [Borrow(case.first + 1, 1, 2, like=1), Borrow(case.first + 3, 2, 1, like=1)], frozenset({1})
    )
    guests = after.employees[3:]
    assert [(guest.id, guest.employed_from, guest.employed_until) for guest in guests] == [
        ("+2", date(2026, 10, 2), date(2026, 10, 2)),
        ("+3", date(2026, 10, 2), date(2026, 10, 2)),
        ("+4", date(2026, 10, 4), date(2026, 10, 4)),
    ]
    assert {(guest.skills, guest.shifts) for guest in guests} == {(frozenset({"english"}), None)}
    ours = frozenset({"A", "+1", "C"})
    assert [use.scope.employee for use in after.uses] == [ours, frozenset(), ours, frozenset({"+2", "+3", "+4"})]
    assert (after.uses[3].rule, after.uses[3].mode) == ("availability", Mode.HARD)


def test_a_use_that_is_for_some_stays_so_with_guests() -> None:
    case = month()
    scoped = replace(case.uses[2], scope=replace(case.uses[2].scope, employee=frozenset({"C"})))
    after = changed(replace(case, uses=(*case.uses[:2], scoped)), [Borrow(case.first, 1, 1, 0)], frozenset({1}))
    assert after.uses[2].scope.employee == frozenset({"C"})
