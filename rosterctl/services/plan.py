"""Builds a month's roster and trusts nobody: every result is audited from scratch before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from rosterctl.domain.case import Case
from rosterctl.domain.findings import Finding
from rosterctl.domain.policy import Mode
from rosterctl.domain.roster import Roster, Stamp
from rosterctl.errors import InfeasibleError, InternalError, InterruptedRun, NoRosterError, Problem
from rosterctl.messages import Lang
from rosterctl.services.audit import Audit, audit
from rosterctl.services.describe import describe, person, rule_title
from rosterctl.solver.explain import Conflict, explain
from rosterctl.solver.port import Origin
from rosterctl.solver.search import INFEASIBLE, OPTIMAL, Options, Outcome, Progress, search

CLOSEST_SECONDS = 8.0
CLOSEST_SHOWN = 12


@dataclass(frozen=True)
class Plan:
    """A roster with its audit, and how the search ended."""

    roster: Roster
    audit: Audit
    outcome: Outcome

    @property
    def gap(self) -> float | None:
        """How far the penalty is above the proven bound, relative to the penalty; ``None`` without a bound."""
        bound = self.outcome.bound
        if bound is None:
            return None
        return 0.0 if self.audit.penalty <= bound else (self.audit.penalty - bound) / self.audit.penalty


class AuditFailed(InternalError):
    """The checker contradicts the solver. Carries the roster, so that it can be saved aside."""

    def __init__(self, code: str, roster: Roster, **values: object) -> None:
        super().__init__(code, **values)
        self.roster = roster


def plan(
    case: Case,
    options: Options,
    stamp: Stamp,
    *,
    start: Mapping[tuple[int, int], int] | None = None,
    tell: Callable[[Progress], None] | None = None,
    lang: Lang = "en",
) -> Plan:
    """The best roster found.

    Raises :class:`InfeasibleError` with the conflict, :class:`NoRosterError` when none was found in time,
    :class:`InterruptedRun` when none was found before Ctrl-C, and
    :class:`AuditFailed` when the checker's reading differs from the solver's.
    """
    outcome = search(case, options, start=start, tell=tell)
    if outcome.status == INFEASIBLE:
        raise infeasible(case, lang)
    if outcome.assignments is None and outcome.interrupted:
        raise InterruptedRun("build.interrupted-early")
    if outcome.assignments is None:
        raise NoRosterError("build.none-found", seconds=f"{outcome.seconds:.1f}")
    judged = audit(case, outcome.assignments)
    status = "interrupted" if outcome.interrupted and outcome.status != OPTIMAL else outcome.status
    full = replace(
        stamp,
        status=status,
        penalty=judged.penalty,
        bound=outcome.bound,
        seed=options.seed,
        workers=1 if options.deterministic is not None else options.workers,
    )
    roster = Roster(case.axis.date(case.first), case.axis.date(case.end), outcome.assignments, full)
    _hold_against(judged, outcome, roster)
    return Plan(roster, judged, outcome)


def _hold_against(judged: Audit, outcome: Outcome, roster: Roster) -> None:
    """Design, section 3: a hard breach, a penalty above the objective, or any difference at optimality is a bug."""
    assert outcome.objective is not None
    if judged.hard:
        rules = tuple(dict.fromkeys(finding.key for finding in judged.hard))
        raise AuditFailed("build.audit-hard", roster, count=len(judged.hard), rules=rules)
    differs = judged.penalty != outcome.objective if outcome.status == OPTIMAL else judged.penalty > outcome.objective
    if differs:
        raise AuditFailed("build.audit-penalty", roster, checked=judged.penalty, solved=outcome.objective)


def infeasible(case: Case, lang: Lang) -> InfeasibleError:
    """The error for an infeasible case: which rules, people and dates cannot hold together, and what a roster
    that comes close would break."""
    conflict = explain(case)
    near = _closest(case, lang)
    if conflict is None:
        keys = tuple(use.key for use in case.uses if use.mode is Mode.HARD)
        return InfeasibleError([Problem("build.conflict.unknown", None, {"rules": keys})], near, minimal=False)
    return InfeasibleError(_told(case, conflict, lang), near, minimal=conflict.minimal)


def _closest(case: Case, lang: Lang) -> list[Problem]:
    """What the roster with the least breaches of hard rules, as far as a short search finds it, would break."""
    loose = tuple(
        replace(use, mode=Mode.SOFT, weight=1) if use.mode is Mode.HARD else replace(use, mode=Mode.OFF)
        for use in case.uses
    )
    relaxed = replace(case, uses=loose)
    outcome = search(relaxed, Options(time_limit=CLOSEST_SECONDS))
    if outcome.assignments is None:
        return []
    found = audit(relaxed, outcome.assignments).findings
    told = [Problem("build.closest.item", None, _item(case, finding, lang)) for finding in found[:CLOSEST_SHOWN]]
    more = len(found) - len(told)
    return [*told, Problem("build.closest.more", None, {"count": more})] if more else told


def _item(case: Case, finding: Finding, lang: Lang) -> dict[str, object]:
    who = tuple(person(case, employee) for employee in finding.employees)
    return {"dates": finding.dates, "who": who, "text": describe(finding, lang)[0]}


def _told(case: Case, conflict: Conflict, lang: Lang) -> list[Problem]:
    """One line for each rule and person, with the dates that matter."""
    found = []
    for (number, who), group in groupby(conflict.origins, key=lambda o: (o.use, o.who)):
        use = case.uses[number]
        values: dict[str, object] = {
            "rule": rule_title(use.rule, lang),
            "key": use.key,
            "dates": _dates(case, list(group)),
        }
        if who is not None:
            values["who"] = person(case, case.employees[who].id)
        found.append(Problem("build.conflict.all" if who is None else "build.conflict.person", None, values))
    return found


def _dates(case: Case, origins: list[Origin]) -> tuple[str, ...]:
    """The dates of some origins, runs joined: ``2026-10-01…03``."""
    days = sorted({day for origin in origins for day in range(origin.first, origin.end)})
    shown = []
    for _, run in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0]):
        run_days = [day for _, day in run]
        first, last = case.axis.date(run_days[0]), case.axis.date(run_days[-1])
        shown.append(f"{first}" if first == last else f"{first}…{last:%m-%d}")
    return tuple(shown)
