"""How long it takes to say what a swap changes: scoped, beside two audits of the whole rosters; see README.md."""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median, quantiles
from time import process_time

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.case import Case, make_case
from rosterctl.domain.demand import Demand, Filter
from rosterctl.domain.people import Employee
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.domain.roster import Assignment, Break
from rosterctl.domain.shifts import Meal, Shift
from rosterctl.domain.time import Span
from rosterctl.rules.roster import roster_rule
from rosterctl.rules.roster.difference import WhatIf, compare
from rosterctl.rules.roster.index import Items, RosterIndex
from rosterctl.rules.roster.judge import judge

FIRST, DAYS = date(2026, 10, 1), 31
SKILLS = (None, "english")
RULES: tuple[tuple[str, bool, dict[str, object]], ...] = (
    ("availability", True, {}),
    ("pins", True, {}),
    ("coverage", True, {"levels": ["min"]}),
    ("coverage", False, {"levels": ["target", "max"]}),
    ("duty-24h", True, {}),
    ("meal-rotation", False, {"away": 20}),
    ("max-consecutive-days", True, {"days": 6}),
    ("min-work-run", False, {"days": 2}),
    ("weekly-rest", True, {"window": "rolling"}),
    ("monthly-rest", True, {"days": 4}),
    ("min-rest-run", False, {"days": 2}),
    ("daily-rest", True, {"hours": 11}),
    ("night-limit", True, {"in_a_row": 4, "per_month": 8, "rest_days_after": 1}),
    ("hours-limit", True, {"per": "rolling", "most": 60}),
    ("hours-limit", False, {"per": "month", "over": 16, "under": 16}),
    ("forbidden-succession", True, {"after": ["night"], "never": ["early"]}),
    ("weekends", False, {"every": 3, "whole": True}),
    ("shift-count", False, {"shifts": ["late"], "most": 12}),
    ("wishes", False, {}),
    ("stability", False, {}),
    ("fairness", False, {"of": "nights"}),
    ("fairness", False, {"of": "hours", "spread": 8}),
)
LATER = frozenset(
    {
        "shift-times", "rank-coverage", "grade-mix", "opening-hours", "peak-days", "hand-over", "trainees", "meeting",
        "mentor-pairing", "on-call", "publish-deadline", "leaver-notice",
    }
)  # fmt: skip
"""Rules that came after the numbers in NOTES.md, which are not about them. Those whose ``reach`` is ``all`` have the
whole roster judged for each question."""


def month(people: int, seed: int = 1) -> tuple[Case, dict[tuple[int, int], Items]]:
    """A centre with twelve shifts, demand by the quarter of an hour for two skills, and a five-days-on roster."""
    dice = random.Random(seed)
    starts = [6 * 60 + 60 * n for n in range(10)]
    shifts = [
        Shift(f"S{n}", f"班{n}", (Span(s, s + 540),), (Meal(Span(s + 180, s + 300), 30),))
        for n, s in enumerate(starts)
    ]
    shifts += [
        Shift("N1", "夜一", (Span(1320, 1860),), (Meal(Span(1500, 1620), 30),)),
        Shift("N2", "夜二", (Span(1380, 1920),), (Meal(Span(1560, 1680), 30),)),
    ]
    demand = [
        Demand(
            "all", Span(q, q + 15), Filter("desk", skill), target=people // 10, max=people,
            min=max(1, people // (12 if skill is None else 40)),
        )
        for q in range(0, 1440, 15) for skill in SKILLS
    ]  # fmt: skip
    staff = tuple(
        Employee(f"E{n:04}", f"员工{n}", skills=frozenset(["english"] if n % 3 == 0 else [])) for n in range(people)
    )
    uses = tuple(
        RuleUse(rule, f"{rule}-{n}", roster_rule(rule).params(**params), Mode.HARD if hard else Mode.SOFT, 1)
        for n, (rule, hard, params) in enumerate(RULES)
    )
    case = make_case(
        first=FIRST, end=FIRST + timedelta(DAYS), employees=staff, shifts=tuple(shifts), calendar=Calendar(),
        demand=tuple(demand), uses=uses,
    )  # fmt: skip
    roster: dict[tuple[int, int], Items] = {}
    for who, person in enumerate(staff):
        offset, code = dice.randrange(7), ""
        for day in case.days:
            if (day + offset) % 7 == 0 or not code:
                code = dice.choice(shifts).code
            if (day + offset) % 7 < 5:
                shift = case.shifts[code]
                meal = shift.meals[0]
                start = meal.window.start + 5 * dice.randrange(19)
                roster[who, day] = (Assignment(person.id, case.axis.date(day), code, "desk", (Break(start, 30),)),)
    return case, roster


def swaps(case: Case, roster: dict[tuple[int, int], Items], count: int) -> list[dict[tuple[int, int], Items]]:
    """Two people exchange what they do on one day."""
    dice = random.Random(2)
    found: list[dict[tuple[int, int], Items]] = []
    while len(found) < count:
        day = dice.choice(list(case.days))
        one, other = dice.sample(range(len(case.employees)), 2)
        mine, theirs = roster.get((one, day), ()), roster.get((other, day), ())
        if mine and [item.shift for item in mine] != [item.shift for item in theirs]:
            found.append({(one, day): _by(theirs, case, one), (other, day): _by(mine, case, other)})
    return found


def _by(items: Items, case: Case, who: int) -> Items:
    name = case.employees[who].id
    return tuple(Assignment(name, item.date, item.shift, item.post, item.breaks, item.activities) for item in items)


def measure(people: int, count: int, audits: int) -> dict[str, float]:
    """Milliseconds: the index, the first question of its day and later ones, and what two whole audits take."""
    case, roster = month(people)
    items = [item for found in roster.values() for item in found]
    begin = process_time()
    what = WhatIf(RosterIndex(case, items))
    built = process_time() - begin
    asked, whole = [], []
    for number, changes in enumerate(swaps(case, roster, count)):
        begin = process_time()
        found = what.change(changes)
        asked.append(process_time() - begin)
        if number < audits:
            begin = process_time()
            moved = {**roster, **changes}
            both = judge(RosterIndex(case, items)), judge(RosterIndex(case, [i for m in moved.values() for i in m]))
            wanted = compare(*both)
            whole.append(process_time() - begin)
            if (len(wanted.gone), len(wanted.come), wanted.penalty) != (
                len(found.gone),
                len(found.come),
                found.penalty,
            ):
                raise SystemExit(f"differences differ: {changes}")
    later = asked[1:]
    return {
        "people": people,
        "index": round(1000 * built, 1),
        "first": round(1000 * asked[0], 1),
        "median": round(1000 * median(later), 2),
        "p95": round(1000 * quantiles(later, n=20)[-1], 2),
        "two audits": round(1000 * median(whole), 0),
    }


def main(words: Sequence[str] | None = None) -> int:
    """One line of JSON per size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.swap", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[300, 1000])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--audits", type=int, default=5)
    options = parser.parse_args(words)
    for people in options.people:
        print(json.dumps(measure(people, options.count, options.audits)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
