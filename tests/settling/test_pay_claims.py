"""Each fact is charged by exactly one rule; two claims are refused before anything is priced (4.2)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from rosterctl.attendance.pipeline import judge_period
from rosterctl.errors import InputError, Place, Problem
from rosterctl.messages import LANGS, text
from rosterctl.rules.pay import PAY_RULES
from rosterctl.services.pay import price
from tests.support.settling import punches_of, read, settle


def _problems(**table: Any) -> tuple[Problem, ...]:
    """Why a table cannot be priced; the uses stand on lines of policy.toml in the order of the table's rules."""
    whole: Mapping[str, Any] = {"first": "2026-10-12", "roster": "A = D\nB = D", **table}
    stated = [row.get("key", row["use"]) for row in table.get("rules", ())]
    period = read(whole)
    placed = [replace(use, place=_place(use.key, stated)) for use in period.uses]
    judged = judge_period(replace(period, uses=tuple(placed)), punches_of(whole, period))
    try:
        price(judged)
    except InputError as error:
        for problem in error.problems:
            for lang in LANGS:
                assert text(problem.code, lang, problem.values)
        return error.problems
    return ()


def _place(key: str, stated: list[str]) -> Place | None:
    return Place("policy.toml", 1 + stated.index(key)) if key in stated else None


def _told(**table: Any) -> list[str]:
    return [f"{one.place}: {text(one.code, 'en', one.values)}" for one in _problems(**table)]


TWO = [{"use": "lateness-percent"}, {"use": "forfeited-day"}]


def test_two_rules_about_lateness_are_told_at_both_places() -> None:
    mend = "One thing is charged by one rule: switch one of them off, or part them by for or valid_from."
    both = f"would both charge the same lateness, for A (2 people in all). {mend}"
    assert _told(rules=TWO) == [
        f"policy.toml:2: forfeited-day and lateness-percent (policy.toml:1) {both}",
        f"policy.toml:1: lateness-percent and forfeited-day (policy.toml:2) {both}",
    ]


def test_two_uses_of_one_rule_are_two_claims() -> None:
    rules = [{"use": "absence-pay"}, {"use": "absence-pay", "key": "harder", "multiple": 3}]
    assert [(one.code, one.values["fact"]) for one in _problems(rules=rules)] == 2 * [
        ("pay.claimed-twice", "fact-absence")
    ]


def test_three_claims_are_told_pair_by_pair() -> None:
    assert len(_problems(rules=[*TWO, {"use": "lateness-amount"}])) == 6


@pytest.mark.parametrize(
    "parted",
    [
        [{"use": "lateness-percent", "for": {"team": ["x"]}}, {"use": "forfeited-day", "for": {"team": ["y"]}}],
        [
            {"use": "lateness-percent", "valid_until": "2026-10-12"},
            {"use": "forfeited-day", "valid_from": "2026-10-12"},
        ],
        [{"use": "lateness-percent", "valid_from": "2026-11-01"}, {"use": "forfeited-day"}],
        [{"use": "lateness-percent", "for": {"post": ["desk"]}}, {"use": "forfeited-day", "for": {"post": ["gate"]}}],
        [{"use": "lateness-percent"}, {"use": "absence-pay"}],
    ],
    ids=["people", "dates", "another period", "posts", "facts"],
)
def test_what_is_parted_is_no_clash(parted: list[dict[str, Any]]) -> None:
    assert _problems(rules=parted, staff=[{"id": "A", "team": "x"}, {"id": "B", "team": "y"}]) == ()


def test_a_post_and_everywhere_is_a_clash() -> None:
    assert (
        len(_problems(rules=[{"use": "lateness-percent", "for": {"post": ["desk"]}}, {"use": "forfeited-day"}])) == 2
    )


def test_who_left_before_the_overlap_does_not_clash() -> None:
    rules = [{"use": "lateness-percent"}, {"use": "forfeited-day", "valid_from": "2026-10-13"}]
    staff = [{"id": "A", "employed_until": "2026-10-12"}, "B"]
    assert {one.values["who"] for one in _problems(rules=rules, staff=staff)} == {"B"}
    assert _problems(rules=rules, staff=[staff[0], {"id": "B", "employed_until": "2026-10-12"}]) == ()


@pytest.mark.parametrize("rule", ["day-wage", "proration", "cap"])
def test_what_closes_a_month_is_used_once(rule: str) -> None:
    (one, other) = _problems(rules=[{"use": rule}, {"use": rule, "key": "again"}])
    assert (one.code, other.code) == ("pay.used-twice", "pay.used-twice")
    assert {one.place, other.place} == {Place("policy.toml", 1), Place("policy.toml", 2)}
    assert _problems(rules=[{"use": rule, "valid_until": "2026-10-20"}, {"use": rule, "key": "again",
                     "valid_from": "2026-10-20"}]) == ()  # fmt: skip


def test_a_fallback_gives_way_without_a_clash() -> None:
    fallbacks = [rule.id for rule in PAY_RULES if rule.fallback]
    assert fallbacks == ["time-not-worked"]
    assert _problems(rules=[{"use": "time-not-worked"}, {"use": "lateness-percent"}]) == ()


def test_before_and_after_the_date_from_which_a_rule_holds() -> None:
    found = settle(
        {
            "first": "2026-10-12",
            "roster": "A = D D",
            "punches": "A 12 09:16 18:00\nA 13 09:16 18:00",
            "rules": [{"use": "lateness-percent", "valid_from": "2026-10-13"}],
        }
    )
    # the statutory default until then; ordinals are those of the period
    assert found.lines() == ["A 12 time-not-worked late -3.37", "A 13 lateness-percent first -22.00"]


def test_a_rule_for_one_post() -> None:
    found = settle(
        {
            "first": "2026-10-12",
            "posts": ["desk", "gate"],
            "roster": "A = D D/gate",
            "punches": "A 12 09:16 18:00\nA 13 09:16 18:00",
            "rules": [{"use": "lateness-amount", "for": {"post": ["gate"]}}],
        }
    )
    assert found.lines() == ["A 12 time-not-worked late -3.37", "A 13 lateness-amount late -30.00"]


def test_without_a_wage_nothing_is_priced() -> None:
    table: dict[str, Any] = {"first": "2026-10-12", "roster": "A = D\nB = D", "punches": ""}
    period = read(table)
    (a, b) = period.employees
    poor = replace(period, employees=(replace(a, wages=()), replace(b, wages=())))
    with pytest.raises(InputError) as caught:
        price(judge_period(poor, punches_of(table, period)))
    assert [(one.code, one.values["who"], str(one.values["date"])) for one in caught.value.problems] == [
        ("pay.no-wage", "A", "2026-10-01"),
        ("pay.no-wage", "B", "2026-10-01"),
    ]


def test_clashes_and_missing_wages_are_told_together() -> None:
    table: dict[str, Any] = {"first": "2026-10-12", "roster": "A = D", "rules": TWO}
    period = read(table)
    poor = replace(period, employees=(replace(period.employees[0], wages=()),))
    with pytest.raises(InputError) as caught:
        price(judge_period(poor, punches_of(table, period)))
    assert [one.code for one in caught.value.problems] == ["pay.claimed-twice", "pay.claimed-twice", "pay.no-wage"]


def test_who_is_not_employed_in_the_period_needs_no_wage() -> None:
    table: dict[str, Any] = {"first": "2026-10-12", "roster": "A = D",
                             "staff": [{"id": "A", "employed_until": "2026-09-30"}]}  # fmt: skip
    period = read(table)
    poor = replace(period, employees=(replace(period.employees[0], wages=()),))
    assert price(judge_period(poor, punches_of(table, period))) == ()
