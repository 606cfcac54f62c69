"""Every roster rule at once over forty people: solver and checker read the same month, and say the same of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.domain.roster import Stamp
from rosterctl.rules.roster import ROSTER_RULES
from rosterctl.services.plan import plan
from rosterctl.solver.search import Options
from tests.property.test_built_rosters_pass_the_audit import FIRST, PARAMS, SHIFTS
from tests.support.small import read, use_of

PEOPLE, DAYS = 40, 14
FIRM = ("availability", "pins", "daily-rest", "max-consecutive-days", "weekly-rest", "shift-times")
"""Hard all together, with their first parameters; everything else has its price."""


def month(people: int) -> dict[str, Any]:
    """People of three ranks and two grades, some of them new; two posts, leave, wishes, a pin, a holiday."""
    ids = [f"P{number:02d}" for number in range(people)]
    return {
        "first": FIRST.isoformat(),
        "posts": ["desk", "gate"],
        "staff": [
            {
                "id": who,
                "rank": ("middle", "leader", "agent", "agent", "agent")[number % 5],
                "grade": ("senior", "junior")[number % 2],
                "skills": [["english"], []][number % 2],
                "contract": (100, 100, 100, 80)[number % 4],
                **({"employed_from": (FIRST - timedelta(3)).isoformat()} if number % 13 == 12 else {}),
            }
            for number, who in enumerate(ids)
        ],
        "shifts": {**SHIFTS, "E": "06:00-14:30"},
        "width": DAYS,
        "history": "\n".join(
            f"{who} = {' '.join('E.D.'[(n + k) % 4] for k in range(6))}" for n, who in enumerate(ids)
        ),
        "demand": [
            {"day": "all", "time": "06:00-22:00", "post": "desk", "min": people // 10, "target": people // 5},
            {"day": "all", "time": "22:00-06:00", "min": people // 20, "max": people // 4},
            {"day": "workday", "time": "09:00-18:00", "skill": "english", "min": 2},
        ],
        "leave": [{"who": who, "first": (FIRST + timedelta(2)).isoformat()} for who in ids[::7]],
        "wishes": [{"who": who, "date": (FIRST + timedelta(5)).isoformat(), "on": False} for who in ids[::3]],
        "pins": [{"who": ids[1], "date": FIRST.isoformat(), "shift": "D"}],
        "days": {(FIRST + timedelta(3)).isoformat(): "holiday"},
        "carried": {who: number % 3 for number, who in enumerate(ids)},
    }


def every_rule() -> tuple[RuleUse, ...]:
    """A use of each."""
    return tuple(
        use_of(rule.id, {"params": PARAMS[rule.id][0]}, Mode.HARD if rule.id in FIRM else Mode.SOFT, 3)
        for rule in ROSTER_RULES
    )


def test_every_rule_is_there() -> None:
    assert {use.rule for use in every_rule()} == {rule.id for rule in ROSTER_RULES}


@pytest.mark.parametrize("people", [12, pytest.param(PEOPLE, marks=pytest.mark.slow)])
def test_solver_and_checker_say_the_same(people: int) -> None:
    """What is built has no hard breach, and its penalty is not above the objective: ``plan`` raises otherwise."""
    case, _ = read(month(people), *every_rule())
    made = plan(case, Options(time_limit=20, workers=2), Stamp("now", "hash", "0"))
    assert made.audit.hard == ()
    assert made.outcome.objective is not None
    assert made.audit.penalty <= made.outcome.objective
    assert {finding.rule for finding in made.audit.findings}, "a month that asks nothing proves nothing"
