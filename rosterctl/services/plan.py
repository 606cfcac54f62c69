"""Builds a month's roster and trusts nobody: every result is audited from scratch before it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Roster, Stamp
from rosterctl.errors import InternalError, InterruptedRun, NoRosterError
from rosterctl.messages import Lang
from rosterctl.services.audit import Audit, audit
from rosterctl.services.infeasible import infeasible
from rosterctl.solver.search import INFEASIBLE, OPTIMAL, Options, Outcome, Progress, search


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
