"""Uses that name one meeting must mean one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.errors import Place
from rosterctl.io.policies.policy_meetings import unlike_meetings
from rosterctl.messages import LANGS, problem_line
from tests.support.small import use_of

TALK = {"name": "weekly", "days": ["mon"], "window": "14:00-16:00", "minutes": 60}
CUT = date(2026, 10, 15)


def use(key: str, **more: object) -> RuleUse:
    made = use_of("meeting", {"params": {**TALK, **more}}, Mode.SOFT)
    return replace(made, key=key, place=Place("policy.toml", 1), origin={"minutes": Place("policy.toml", 7)})


@pytest.mark.parametrize(
    ("key", "value"),
    [("days", ["tue"]), ("window", "14:00-17:00"), ("minutes", 45), ("step", 15), ("per", "week")],
)
def test_one_that_differs_is_refused(key: str, value: object) -> None:
    (problem,) = unlike_meetings([use("a"), use("b", **{key: value}), use("c")])
    assert (problem.code, dict(problem.values)) == (
        "month.meeting-differs",
        {"name": "weekly", "key": key, "other": "a"},
    )
    assert problem.place == Place("policy.toml", 7 if key == "minutes" else 1)


def test_who_attends_and_who_stays_may_differ() -> None:
    assert unlike_meetings([use("a"), use("b", attend="present", at_least=2, keep=False)]) == []


def test_other_names_and_rules_and_times_are_free() -> None:
    other = use("b", minutes=45)
    assert unlike_meetings([use("a"), use("b", name="other", minutes=45), use_of("wishes", {})]) == []
    assert unlike_meetings([use("a"), replace(other, mode=Mode.OFF)]) == []
    assert unlike_meetings([replace(use("a"), valid_until=CUT), replace(other, valid_from=CUT)]) == []
    assert len(unlike_meetings([replace(use("a"), valid_until=CUT), other])) == 1


def test_it_is_told_in_both_languages() -> None:
    (problem,) = unlike_meetings([use("a"), use("b", minutes=45)])
    for lang in LANGS:
        assert "weekly" in problem_line(problem, lang)
