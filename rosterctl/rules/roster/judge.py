"""Runs the rules in force over a finished roster and turns their breaches into findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rosterctl.domain.case import Case
from rosterctl.domain.findings import Finding
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.rules.base import Breach, scope_of
from rosterctl.rules.roster import roster_rule
from rosterctl.rules.roster.index import RosterIndex


def judge(
    index: RosterIndex,
    *,
    people: Iterable[int] | None = None,
    days: Iterable[int] | None = None,
) -> tuple[Finding, ...]:
    """All findings of the rules in force, in the order of the policy; nothing is left out.

    ``people`` and ``days`` narrow what is judged (a swap touches two people and a day): rules about one person
    look only at these people, rules about many only at these days.
    """
    case = index.case
    focus_people = None if people is None else frozenset(people)
    focus_days = None if days is None else frozenset(days)
    found: list[Finding] = []
    for use in case.uses:
        if use.mode is Mode.OFF:
            continue
        scope = replace(scope_of(case, use), focus_people=focus_people, focus_days=focus_days)
        rule = roster_rule(use.rule)
        found += [finding_of(case, use, breach) for breach in rule.check(index, use.params, scope)]
    return tuple(found)


def penalty(findings: Iterable[Finding]) -> int:
    """What a roster's soft findings cost together."""
    return sum(finding.cost for finding in findings)


def finding_of(case: Case, use: RuleUse, breach: Breach) -> Finding:
    """A use's breach in names and dates, with what it costs."""
    hard = use.mode is Mode.HARD
    return Finding(
        rule=use.rule,
        key=use.key,
        code=breach.code,
        hard=hard,
        size=breach.size,
        cost=0 if hard else use.weight * breach.size,
        dates=tuple(case.axis.date(day) for day in breach.days),
        employees=tuple(case.employees[who].id for who in breach.people),
        values=breach.values,
        authority=use.authority,
    )
