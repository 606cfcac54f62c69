"""Holds a request against the workspace's rules, and tells what they say: rule, clause, and what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rosterctl.domain.acting import PARTNER
from rosterctl.domain.filed import Ask
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.errors import Problem
from rosterctl.io.pages.catalogue import rule_front
from rosterctl.io.pages.clauses import clauses
from rosterctl.io.pages.statutes import cite_law
from rosterctl.messages import Said
from rosterctl.rules.request import approval, request_rule
from rosterctl.rules.request.base import AnyRequestRule, Facts, Refusal
from rosterctl.services.request_desk import Desk

Judge = Callable[[AnyRequestRule], Callable[[Ask, Facts, object], Iterable[Refusal]]]


@dataclass(frozen=True)
class Judged:
    """What the rules say: ``refused`` by those that are hard, ``noted`` by those that are soft."""

    refused: tuple[Problem, ...] = ()
    noted: tuple[Problem, ...] = ()


def may_file(desk: Desk, ask: Ask, facts: Facts) -> Judged:
    """Whether a request may be filed."""
    return _judged(desk, ask, facts, lambda rule: rule.may_file)


def may_approve(desk: Desk, ask: Ask, facts: Facts) -> Judged:
    """Whether a step towards its approval may be taken; who may take it is never a soft matter."""
    found = _judged(desk, ask, facts, lambda rule: rule.may_decide)
    who = may_take(desk, ask, facts)
    return Judged((*who, *found.refused), found.noted)


def may_take(desk: Desk, ask: Ask, facts: Facts) -> tuple[Problem, ...]:
    """Whether this person may take this step at all, for or against."""
    use, params = _approval(desk, ask)
    return tuple(_told(approval.ID, use, found) for found in approval.may_decide(ask, facts, params))


def steps(desk: Desk, ask: Ask) -> tuple[tuple[str, ...], int | None]:
    """The steps that a request takes, in their order, and for how many days after its last date they may be taken."""
    found: list[str] = []
    for use in _uses(desk, ask):
        if use.rule != approval.ID:
            found += [step for step in request_rule(use.rule).steps(ask, use.params) if step not in found]
    params = _approval(desk, ask)[1]
    first = (PARTNER,) if PARTNER in found else ()
    return (*first, *approval.steps(ask, params)), params.expires_days


def _approval(desk: Desk, ask: Ask) -> tuple[RuleUse | None, approval.Params]:
    """The use that says who approves, the last of the policy that is about such requests of such people; and its
    numbers, those of the rule's page where there is none."""
    found: tuple[RuleUse | None, approval.Params] = (None, approval.Params())
    for use in _uses(desk, ask):
        if isinstance(use.params, approval.Params) and ask.request.kind in use.params.kinds:
            found = use, use.params
    return found


def _judged(desk: Desk, ask: Ask, facts: Facts, judge: Judge) -> Judged:
    refused: list[Problem] = []
    noted: list[Problem] = []
    for use in _uses(desk, ask):
        if use.rule == approval.ID:
            continue
        told = [_told(use.rule, use, found) for found in judge(request_rule(use.rule))(ask, facts, use.params)]
        (refused if use.mode is Mode.HARD else noted).extend(told)
    return Judged(tuple(refused), tuple(noted))


def _uses(desk: Desk, ask: Ask) -> Iterable[RuleUse]:
    """The uses of rules about such requests, of this person, in force on the request's first date."""
    request = ask.request
    person = desk.staff[request.employee]
    for use in desk.uses:
        if use.holds(request.first) and use.scope.person(person) and request.kind in request_rule(use.rule).kinds:
            yield use


def _told(rule: str, use: RuleUse | None, found: Refusal) -> Problem:
    front = rule_front("request", rule)
    texts = front.finding[found.code]
    values = {
        "text": Said(texts.zh, texts.en, found.values),
        "mend": Said(texts.mend_zh, texts.mend_en, found.values),
        "clause": clause_of(rule, use),
        "rule": rule,
        "reason": found.code,
    }
    return Problem("request.reason", None, values)


def clause_of(rule: str, use: RuleUse | None) -> str:
    """What a refusal rests on: the clause that the policy names, else those of the rule's page, else its id."""
    if use is not None and use.authority:
        return use.authority
    front = rule_front("request", rule)
    return "; ".join((*(clauses()[clause].cite for clause in front.authority), *map(cite_law, front.law))) or rule
