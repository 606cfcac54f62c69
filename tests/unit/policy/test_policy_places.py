"""Posts and dates that a policy names: refused where they do not exist, or mean nothing to the rule."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.errors import Place, Problem
from rosterctl.io.policies.policy_places import unknown_places
from rosterctl.messages import LANGS, problem_line
from rosterctl.rules.roster import ROSTER_RULES
from tests.support.small import use_of

POSTS = ("desk", "gate")
POSTED = {
    "coverage", "duty-24h", "rank-coverage", "grade-mix", "opening-hours", "peak-days", "hand-over", "meal-rotation",
    "shift-count", "fairness",
}  # fmt: skip


def use(rule: str, posts: tuple[str, ...] = (), mode: Mode = Mode.HARD, **params: Any) -> RuleUse:
    example: dict[str, Any] = {"params": params} | ({"for": {"post": posts}} if posts else {})
    origin = {"for": Place("policy.toml", 7), "on": Place("policy.toml", 8)}
    return replace(use_of(rule, example, mode), place=Place("policy.toml", 5), origin=origin)


def told(problems: list[Problem]) -> list[tuple[object, ...]]:
    return [
        (p.code, p.place and p.place.line, p.values.get("key"), p.values.get("name"), p.values.get("near"))
        for p in problems
    ]


def test_the_rules_to_which_posts_mean_something() -> None:
    assert {rule.id for rule in ROSTER_RULES if rule.posted} >= POSTED
    assert not {rule.id for rule in ROSTER_RULES if rule.posted} & {"weekly-rest", "daily-rest", "weekends", "wishes"}


@pytest.mark.parametrize(
    "rule", sorted({"weekly-rest", "daily-rest", "night-limit", "stability", "pins", "trainees"})
)
def test_a_post_where_it_means_nothing(rule: str) -> None:
    params: dict[str, Any] = {"daily-rest": {"hours": 11}, "night-limit": {"in_a_row": 3}}.get(rule, {})
    problems = unknown_places([use(rule, ("desk",), **params)], POSTS, ())
    assert told(problems) == [("month.post-meaningless", 7, None, None, None)]
    line = problem_line(problems[0], "en")
    assert line.startswith(f"policy.toml:7: {rule} is not about posts, so that for.post means nothing there.")
    assert all(
        rule in problem_line(problems[0], lang) and "duty-24h" in problem_line(problems[0], lang) for lang in LANGS
    )
    assert not unknown_places([use(rule, **params)], POSTS, ())
    assert not unknown_places([use(rule, ("desk",), Mode.OFF, **params)], POSTS, ())


def test_posts_that_do_not_exist() -> None:
    problems = unknown_places([use("duty-24h", ("desk", "gaet", "Q")), use("coverage", ("gate",))], POSTS, ())
    assert told(problems) == [
        ("month.post-unknown", 7, "for.post", "Q", None),
        ("month.post-unknown.near", 7, "for.post", "gaet", "gate"),
    ]
    assert "There are: desk, gate." in problem_line(problems[0], "en")


def test_dates_that_do_not_exist() -> None:
    names = ("holiday", "special", "2026-10-01", "double-11", "mon", "holliday", "2026-10-32", "20261001")
    problems = unknown_places([use("rank-coverage", rank="leader", on=names)], POSTS, ["double-11"])
    assert [(code, line, key, name) for code, line, key, name, _ in told(problems)] == [
        ("month.day-unknown.near", 8, "on", "holliday"),
        ("month.day-unknown", 8, "on", "2026-10-32"),
        ("month.day-unknown", 8, "on", "20261001"),
    ]
    assert problems[0].values["near"] == "holiday"
    hours = {"all": "09:00-18:00", "double-12": "closed", "sunday": "closed"}
    problems = unknown_places([use("opening-hours", hours=hours)], POSTS, ["double-11"])
    assert [(p.values["name"], p.place and p.place.line) for p in problems] == [("double-12", 5), ("sunday", 5)]
    assert [p.values["name"] for p in unknown_places([use("peak-days", people=1, also=["x"])], POSTS, ())] == ["x"]


def test_rules_of_other_kinds_are_not_looked_at() -> None:
    assert not unknown_places([replace(use("coverage", ("nowhere",)), rule="lateness")], POSTS, ())
