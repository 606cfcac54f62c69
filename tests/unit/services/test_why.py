"""Why a cell is as it is: what the checker says before and after, derived by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.domain.roster import Assignment, Break
from rosterctl.report.why import cell_json, cell_lines
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.services.describe import authority_of, describe
from rosterctl.services.why import fixed, look_at, mend, minus, with_meals
from tests.support.small import Table, read, use_of

TABLE: Table = {
    "first": "2026-10-01",
    "staff": [{"id": "A", "name": "陈思远"}, "B"],
    "shifts": {"E": "06:00-14:00", "N": "22:00-06:00"},
    "roster": "A = N . E\nB = E E N",
    "demand": [{"day": "all", "shift": "E", "min": 1}],
    "wishes": [
        {"who": "A", "date": "2026-10-02", "on": False, "weight": 2},
        {"who": "A", "date": "2026-10-02", "shift": "N"},
    ],
    "leave": [{"who": "B", "first": "2026-10-03", "kind": "annual", "part": "first-half"}],
    "pins": [{"who": "B", "date": "2026-10-02", "shift": "E"}],
}
A, B = 0, 1
SECOND, THIRD = date(2026, 10, 2), date(2026, 10, 3)


def uses() -> tuple[RuleUse, ...]:
    stated = replace(use_of("coverage", {}), authority="House 7")
    return (
        use_of("daily-rest", {"params": {"hours": 11}}),
        stated,
        use_of("wishes", {}, Mode.SOFT, 10),
        use_of("pins", {}),
    )


def month(**more: Any) -> tuple[Case, tuple[Assignment, ...]]:
    return read({**TABLE, **more}, *uses())


def holds(choice: Any) -> str:
    return choice.items[0].shift if choice.items else "."


def test_every_other_choice_with_what_it_breaks_and_costs() -> None:
    case, roster = month()
    cell = look_at(case, roster, A, SECOND)
    # N on the 2nd: ends at 06:00, when E of the 3rd begins (hard); the wish for N (10) is met, against work (20) not
    # E on the 2nd: begins when the night of the 1st ends (hard), and after E there are 16 hours; both wishes unmet
    assert [(holds(c), c.hard, c.penalty) for c in cell.choices] == [("N", 1, 10), ("E", 1, 20)]
    night = cell.choices[0]
    assert [(f.rule, f.hard, f.dates) for f in night.new] == [
        ("daily-rest", True, (THIRD,)),
        ("wishes", False, (SECOND,)),
    ]
    assert [(f.rule, f.cost) for f in night.gone] == [("wishes", 10)]
    assert [wish.weight for wish in cell.wishes] == [2, 1]
    assert (cell.pins, cell.leave, cell.items) == ((), (), ())


def test_what_fixes_a_cell() -> None:
    case, roster = month()
    cell = look_at(case, roster, B, SECOND)
    assert [pin.shift for pin in cell.pins] == ["E"]
    assert [(holds(c), [f.rule for f in c.new]) for c in cell.choices] == [
        # the night reaches up to the morning of the 3rd, when B begins at 22:00: 16 hours
        (".", ["coverage", "pins"]),
        ("N", ["coverage", "pins"]),
    ]
    assert [request.id for request in look_at(case, roster, B, THIRD).leave] == ["L1"]


def test_a_cell_with_two_assignments_has_every_kind_as_a_choice() -> None:
    case, roster = month(roster="A = N . E+N\nB = E E N")
    assert len(look_at(case, roster, A, THIRD).choices) == 3


def test_a_choice_that_is_asked_for_alone() -> None:
    case, roster = month()
    assert [holds(c) for c in look_at(case, roster, A, SECOND, [1]).choices] == ["E"]
    assert look_at(case, roster, A, SECOND, [0]).choices == ()


def test_alike_findings_are_counted() -> None:
    case, roster = month()
    (finding, *_) = look_at(case, roster, A, SECOND).choices[0].new
    assert minus([finding, finding], [finding]) == (finding,)
    assert minus([finding], [replace(finding, size=finding.size + 1)]) == (finding,)
    assert minus([finding], [replace(finding, employees=("B",))]) == (finding,)
    assert minus([finding], [replace(finding, values={})]) == (finding,)


def test_a_rotating_meal_starts_when_the_fewest_are_away() -> None:
    shifts = {"D": {"time": "09:00-18:00", "meals": ["11:30-13:00/30", "15:00-15:10"]}}
    case, roster = read(
        {
            "first": "2026-10-01",
            "staff": ["A", "B", "C"],
            "shifts": shifts,
            "roster": "A = .\nB = D\nC = D",
            "meals": {"B 2026-10-01": ["11:30"], "C 2026-10-01": ["12:15"]},
        },
    )
    made = with_meals(RosterIndex(case, roster), 0, case.first, 1)
    # B is away 11:30–12:00, C 12:15–12:45; the starts are 11:30 (meets B), 11:45 (both), 12:00, 12:15 and 12:30 (C):
    # none meets nobody, so it is the earliest that meets one
    assert made.breaks == (Break(11 * 60 + 30, 30), Break(15 * 60, 10))
    moved = [replace(roster[1], breaks=(Break(12 * 60 + 30, 30),)), roster[0]]
    assert with_meals(RosterIndex(case, moved), 0, case.first, 1).breaks[0] == Break(12 * 60, 30)


def told(case: Case, roster: Sequence[Assignment], who: int, on: date, kinds: list[int] | None = None) -> list[str]:
    return list(cell_lines(case, look_at(case, roster, who, on, kinds), "en", describe, authority_of, None))


def test_in_words() -> None:
    case, roster = month()
    lines = told(case, roster, A, SECOND)
    assert lines[:5] == [
        "A 陈思远 · 2026-10-02 Fri · day off",
        "  wishes against work (weight 2)",
        "  wishes for N (weight 1)",
        "  With this cell alone changed, every other choice breaks a hard rule.",
        "  N: 1 hard breach(es), penalty +10",
    ]
    assert lines[5].startswith("    + [hard] daily-rest · A 陈思远 · 2026-10-03: ")
    assert any(line.startswith("    - [soft] wishes · A 陈思远 · 2026-10-02 · cost 10: ") for line in lines)
    fixed_ = told(case, roster, B, SECOND)
    assert fixed_[1] == "  fixed to E (pins)"
    assert any("· House 7 ·" in line for line in fixed_)
    assert told(case, roster, B, THIRD)[1] == "  approved leave L1 (annual), 2026-10-03 Sat to 2026-10-03 Sat"
    assert told(case, roster, A, SECOND, [0])[-1] == "  It is so already."
    assert told(case, roster, A, SECOND, [1])[3] == "  With this cell alone changed, a hard rule is broken."


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"on": True}, "there is a choice that costs 10 less."),
        ({"on": False}, "whatever breaks no hard rule costs at least 10 more."),
    ],
)
def test_the_verdict(wish: dict[str, Any], said: str) -> None:
    table = {**TABLE, "roster": "A = .\nB = E", "leave": [], "pins": [], "demand": []}
    case, roster = read({**table, "wishes": [{"who": "A", "date": "2026-10-01", **wish}]}, *uses())
    assert said in told(case, roster, A, date(2026, 10, 1))[2]
    case, roster = read({**table, "wishes": []}, *uses())
    assert "just as good" in told(case, roster, A, date(2026, 10, 1))[1]


def test_many_findings_are_cut_in_words_and_whole_in_json() -> None:
    demand = [{"day": "all", "time": f"{hour:02d}:00-{hour:02d}:30", "min": 1} for hour in range(6, 14)]
    case, roster = month(demand=demand, pins=[])
    lines = told(case, roster, B, SECOND, [0])
    assert lines[-1] == "    … and 3 more"
    body = cell_json(case, look_at(case, roster, B, SECOND, [0]), "en", describe, authority_of)
    (choice,) = body["choices"]
    assert (choice["hard"], len(choice["new"]), choice["holds"]) == (8, 8, None)
    assert {item["authority"] for item in choice["new"]} == {"House 7"}


def test_the_cheapest_roster_with_a_cell() -> None:
    case, roster = month(pins=[])
    made = mend(case, roster, A, SECOND, 1, 30)
    assert made.outcome.status == "optimal"
    # A on E on the 2nd cannot work the night before; the wish for N is unmet either way, that against work (20) now
    assert made.penalty == made.bound == 20
    assert ("A", date(2026, 10, 1)) in {(who, on) for who, on, _, _ in made.moved}
    assert ("A", SECOND) not in {(who, on) for who, on, _, _ in made.moved}
    found = {(item.employee, item.date): item.shift for item in made.outcome.assignments or ()}
    assert found["A", SECOND] == "E"
    same = mend(case, roster, A, SECOND, 0, 30)
    assert (same.penalty, same.conflict) == (0, None)


def test_a_cell_that_no_roster_can_have() -> None:
    case, roster = month(pins=[{"who": "A", "date": "2026-10-01", "shift": "N"}])
    made = mend(case, roster, A, SECOND, 1, 30)
    assert (made.outcome.status, made.penalty, made.moved) == ("infeasible", None, ())
    assert made.conflict is not None
    keys = {made.asked.uses[origin.use].key for origin in made.conflict.origins}
    # the policy's own pins see the cell that was asked for as well
    assert keys - {"why-not"} == {"daily-rest", "pins"}


def test_fixing_a_cell_takes_the_place_of_its_pin_and_binds_nothing_else() -> None:
    case, _ = month()
    soft = replace(case, uses=tuple(replace(use, mode=Mode.OFF) for use in case.uses))
    asked = fixed(soft, B, SECOND, 2)
    assert [(pin.employee, pin.date, pin.shift, pin.post) for pin in asked.pins] == [("B", SECOND, "N", "desk")]
    use = asked.uses[-1]
    assert (use.rule, use.mode, use.scope.employee) == ("pins", Mode.HARD, frozenset({"B"}))
    assert (use.valid_from, use.valid_until) == (SECOND, THIRD)
    assert fixed(soft, B, SECOND, 0).pins[0].shift is None
