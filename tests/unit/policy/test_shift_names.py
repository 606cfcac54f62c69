"""What the names of shifts in policies mean, and which of them are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.errors import Place
from rosterctl.io.policies.policy_shifts import unknown_shifts
from rosterctl.messages import LANGS, problem_line
from rosterctl.rules.roster.shift_names import WORDS, called
from tests.support.small import Table, shift, use_of


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("07:59-16:00", {"early"}),
        ("08:00-16:00", set()),
        ("12:00-20:00", set()),
        ("12:00-20:01", {"late"}),
        ("06:00-21:00", {"early", "late"}),
        ("16:00-24:00", {"late"}),
        ("16:00-25:00", {"night"}),
        ("22:00-06:00", {"night"}),
        ("04:00-12:00", {"early"}),
        ("03:00-12:00", {"night"}),
        ({"time": "22:00-06:00", "night": False}, {"late"}),
        ({"time": "06:00-14:00", "night": True}, {"night"}),
        ("07:00-10:00;17:00-20:30", {"early", "late"}),
    ],
)
def test_words(what: str | Table, words: set[str]) -> None:
    assert {word for word in WORDS if called(shift("X", what), (word,))} == words


def test_codes_and_words_together() -> None:
    night = shift("N", "22:00-06:00")
    assert called(night, ("D", "N"))
    assert called(night, ("D", "night"))
    assert not called(night, ("D", "n", "early", "late"))


def use(mode: Mode = Mode.HARD, **params: list[str]) -> RuleUse:
    stated = {"after": ["night"], "never": ["early"], **params}
    made = use_of("forbidden-succession", {"params": stated}, mode)
    return replace(made, place=Place("policy.toml", 1), origin={"never": Place("policy.toml", 4)})


def test_names_that_the_workspace_does_not_know() -> None:
    uses = [use(after=["N", "Early1", "N"], never=["earl", "Q9", "E"]), use_of("weekly-rest", {})]
    problems = unknown_shifts(uses, ["N", "E", "Early"])
    told = [(p.code, p.place and p.place.line, p.values["key"], p.values["name"]) for p in problems]
    assert told == [
        ("month.shift-unknown.near", 1, "after", "Early1"),
        ("month.shift-unknown.near", 4, "never", "earl"),
        ("month.shift-unknown", 4, "never", "Q9"),
    ]
    assert problem_line(problems[2], "en") == (
        "policy.toml:4: never: there is no shift Q9. There are: N, E, Early, night, early, late."
    )
    assert all("Q9" in problem_line(problems[2], lang) for lang in LANGS)


def test_a_rule_that_is_off_may_name_what_it_likes() -> None:
    assert not unknown_shifts([use(Mode.OFF, after=["Q9"])], ["N"])


def test_a_rule_that_names_no_shifts_means_all() -> None:
    assert not unknown_shifts(
        [use_of("trainees", {}), use_of("rank-coverage", {"params": {"rank": "leader"}})], ["N"]
    )
    named = use_of("trainees", {"params": {"shifts": ["Q9"]}})
    assert [p.values["name"] for p in unknown_shifts([named], ["N"])] == ["Q9"]
