"""Random small months: every built roster passes the audit, and its penalty is what the solver says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.domain.roster import Stamp
from rosterctl.errors import InfeasibleError, NoRosterError
from rosterctl.rules.roster import ROSTER_RULES
from rosterctl.services import plan as planning
from rosterctl.solver.search import Options
from tests.support.small import read, use_of

FIRST = date(2026, 9, 28)
SHIFTS = {
    "E": "06:00-14:00",
    "D": {"time": "09:00-18:00", "meals": ["11:30-13:00/30"]},
    "N": "22:00-06:00",
    "S": {"time": "08:00-11:00;15:00-20:00", "posts": ["desk"]},
    "X": {"time": "08:00-17:00", "meals": ["12:00-13:00"]},
}
PARAMS: dict[str, list[dict[str, Any]]] = {
    "availability": [{}, {"partial": "no-shift"}],
    "pins": [{}],
    "wishes": [{}],
    "coverage": [{}, {"levels": ["min"]}, {"levels": ["target"]}, {"levels": ["max"]}],
    "shift-times": [
        {"shifts": {"E": "06:00-14:30", "S": "08:00-11:00+15:00-20:00"}},
        {"shifts": {"D": "09:00-18:00 11:30-13:00", "N": "22:00-06:00"}, "others": False},
    ],
    "duty-24h": [{}],
    "rank-coverage": [
        {"rank": "leader"},
        {"rank": "leader", "per": "minute"},
        {"rank": "middle", "per": "date", "on": ["holiday", "special"]},
    ],
    "grade-mix": [{"grade": "senior", "percent": 50}, {"grade": "senior", "least": 1, "percent": 34}],
    "hand-over": [{}, {"overlap": 60, "closes": ["18:00", "20:00"]}],
    "opening-hours": [
        {"hours": {"all": "09:00-18:00", "rest": "closed"}, "opening": 1},
        {"hours": {"holiday": "20:00-02:00", "workday": "08:00-11:00;14:00-17:00"}, "closing": 2, "minutes": 15},
    ],
    "peak-days": [{"also": ["thu"], "percent": 150}, {"people": 2}],
    "trainees": [{"days": 5, "shifts": ["D", "E", "S"]}, {"days": 3}],
    "meeting": [
        {"name": "weekly", "days": ["mon", "thu"], "window": "14:00-16:00", "minutes": 60},
        {"name": "daily", "days": ["all"], "window": "09:00-09:30", "minutes": 30, "attend": "present"},
    ],
    "mentor-pairing": [
        {"training": 0, "days": 5, "grades": ["senior"]},
        {"days": 20, "service": 0, "beside": "shift"},
    ],
    "on-call": [
        {"shifts": ["D", "E", "N", "S", "X"]},
        {"shifts": ["D", "E", "N", "S", "X"], "people": 2, "hours": 8},
    ],
    "publish-deadline": [{}],
    "leaver-notice": [{}],
    "weekly-rest": [{"days": 1}, {"days": 2, "window": "rolling"}, {"hours": 35}, {"hours": 40, "window": "rolling"}],
    "monthly-rest": [{"days": 2}, {"days": 3, "by": "period"}],
    "daily-rest": [{"hours": 11}, {"hours": 17}],
    "max-consecutive-days": [{"days": 3}, {"days": 5}],
    "night-limit": [{"in_a_row": 2}, {"per_month": 2}, {"rest_days_after": 1}, {"in_a_row": 1, "rest_days_after": 2}],
    "forbidden-succession": [
        {"after": ["night"], "never": ["early", "D"]},
        {"after": ["S", "D"], "never": ["E", "X"], "within": 2, "adjacent": True},
    ],
    "min-work-run": [{"days": 2}, {"days": 4}],
    "min-rest-run": [{"days": 2}, {"days": 3, "leave_counts": False}],
    "shift-count": [
        {"shifts": ["early", "D"], "most": 2},
        {"shifts": ["N", "X"], "least": 1, "most": 3, "per": "week"},
        {"shifts": ["night"], "least": 2, "per": "period"},
    ],
    "weekends": [{"most": 1}, {"every": 2, "whole": True}, {"days": ["mon", "thu"], "every": 3, "off": 2}],
    "stability": [{}, {"of": "start", "minutes": 60, "rest_days": 2}, {"of": "night", "rest_days": 0}],
    "hours-limit": [
        {"per": "week", "most": 40},
        {"per": "rolling", "most": 44},
        {"per": "week", "least": 16, "over": 8},
        {"per": "period", "periods": 3, "begins": 9, "over": 0, "swing": 24},
    ],
    "meal-rotation": [{"away": 1}, {"away": 1, "keep": False}, {"max_minutes": 35}],
    "fairness": [{"of": "nights"}, {"of": "weekends", "spread": 0}, {"of": "holidays"}, {"of": "hours", "spread": 5}],
}
ABOUT_POSTS = {rule.id for rule in ROSTER_RULES if rule.posted}


def test_every_rule_takes_part() -> None:
    assert set(PARAMS) == {rule.id for rule in ROSTER_RULES}


def day(offset: int) -> str:
    return (FIRST + timedelta(offset)).isoformat()


@st.composite
def demands(draw: st.DrawFn, codes: list[str], posts: list[str], width: int) -> list[dict[str, Any]]:
    """Up to two rows of intervals and one of a shift, for everybody, a skill, a grade or a post."""
    rows = []
    times = st.sampled_from(["06:00-14:00", "09:00-20:00", "12:00-12:30", "22:00-06:00", "00:00-24:00"])
    whom = st.sampled_from([{}, {"skill": "english"}, {"grade": "senior"}, *({"post": post} for post in posts)])
    when = st.just("all") | st.integers(0, width - 1).map(day) | st.sampled_from(["workday", "holiday"])
    for what in draw(st.lists(times.map(lambda t: {"time": t}), max_size=2)):
        rows.append({"day": draw(when), **what, **draw(whom), **draw(LEVELS)})
    if draw(st.booleans()):
        rows.append({"day": draw(when), "shift": draw(st.sampled_from(codes)), **draw(whom), **draw(LEVELS)})
    return rows


LEVELS = st.fixed_dictionaries({"min": st.integers(0, 2), "target": st.just(2), "max": st.just(3)})


@st.composite
def months(draw: st.DrawFn) -> dict[str, Any]:
    width = draw(st.integers(3, 9))
    people = draw(st.integers(1, 4))
    codes = draw(st.lists(st.sampled_from(sorted(SHIFTS)), min_size=1, max_size=3, unique=True))
    posts = draw(st.sampled_from([["desk"], ["desk", "gate"]]))
    ids = [f"P{n}" for n in range(people)]
    cell = st.sampled_from([".", *codes])
    past = draw(st.sampled_from([0, 1, 3, 8]))
    history = "\n".join(f"{who} = " + " ".join(draw(st.lists(cell, min_size=past, max_size=past))) for who in ids)
    parts = st.sampled_from(["whole", "first-half", "second-half"])
    when = st.integers(0, width - 1).map(day)
    skills = st.sampled_from([[], ["english"]])
    contract, grade = st.sampled_from([50, 80, 100]), st.sampled_from(["junior", "senior"])
    ranks = st.sampled_from([{}, {"rank": "agent"}, {"rank": "leader"}, {"rank": "middle"}])
    hired: st.SearchStrategy[dict[str, str]] = st.just({}) | st.integers(-4, 2).map(
        lambda offset: {"employed_from": day(offset)}
    )
    hours = {"part": "hours", "hours": "10:00-12:00"}
    return {
        "first": FIRST.isoformat(),
        "posts": posts,
        "staff": [
            {
                "id": who,
                "contract": draw(contract),
                "grade": draw(grade),
                "skills": draw(skills),
                **draw(ranks),
                **draw(hired),
            }
            for who in ids
        ],
        "shifts": {code: SHIFTS[code] for code in codes},
        "width": width,
        "history": history if past else "",
        "demand": draw(demands(codes, posts, width)),
        "leave": [
            {"who": who, "first": draw(when), **draw(st.just(hours) | parts.map(lambda part: {"part": part}))}
            for who in ids[:2]
        ],
        "wishes": [{"who": who, "date": draw(when), "on": draw(st.booleans())} for who in ids],
        "pins": [{"who": ids[0], "date": day(0), "shift": draw(st.sampled_from([None, *codes]))}],
        "days": {day(3): "holiday"},
        "carried": {who: draw(st.integers(0, 3)) for who in ids},
    }


@st.composite
def uses(draw: st.DrawFn) -> tuple[RuleUse, ...]:
    chosen = draw(st.lists(st.sampled_from(sorted(PARAMS)), min_size=3, max_size=8, unique=True))
    found = []
    for rule in chosen:
        params = draw(st.sampled_from(PARAMS[rule]))
        mode = draw(st.sampled_from([Mode.HARD, Mode.SOFT, Mode.SOFT]))
        whom = {"for": {"post": ["desk"]}} if rule in ABOUT_POSTS and draw(st.booleans()) else {}
        found.append(use_of(rule, {"params": params, **whom}, mode, draw(st.integers(1, 9))))
    return tuple(found)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(example=months(), chosen=uses())
def test_random_months(example: dict[str, Any], chosen: tuple[RuleUse, ...]) -> None:
    case, _ = read(example, *chosen)
    options = Options(time_limit=3, workers=2)
    try:
        made = planning.plan(case, options, Stamp("now", "hash", "0"))
    except (InfeasibleError, NoRosterError) as error:
        event(type(error).__name__)
        return
    event(f"{made.outcome.status}, {'free' if not made.audit.penalty else 'at a price'}")
    assert not made.audit.hard
    assert made.audit.penalty >= (made.outcome.bound or 0)
