"""The product's side: the month as a case with rules in force, and ``rosterctl.solver.search`` on it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.instance import CLOCK, CODES, FIRST, Instance
from benchmarks.result import Limits, Run, Worked
from rosterctl.domain.calendar import Calendar
from rosterctl.domain.case import Case, make_case
from rosterctl.domain.demand import Demand, Filter
from rosterctl.domain.people import Employee
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.domain.requests import Request, Status, Wish
from rosterctl.domain.roster import Assignment
from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import Span
from rosterctl.rules.roster import roster_rule
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge, penalty

POST = "desk"


def case_of(month: Instance) -> Case:
    """The month as the product reads it."""
    return make_case(
        first=FIRST,
        end=_date(month.days),
        employees=tuple(Employee(_id(who), _id(who)) for who in range(month.staff)),
        shifts=tuple(Shift(code, code, (Span(*clock),)) for code, clock in zip(CODES, CLOCK, strict=True)),
        posts=(POST,),
        calendar=Calendar(),
        demand=tuple(_demand(month)),
        requests=tuple(
            Request(f"R{who}", "leave", _id(who), _date(day), _date(day), leave_kind="annual", status=Status.APPROVED)
            for who, day in enumerate(month.leave)
        ),
        wishes=tuple(
            Wish(_id(ask.who), _date(ask.day), ask.on, None if ask.shift is None else CODES[ask.shift], ask.weight)
            for ask in month.asks
        ),
        uses=tuple(_uses(month)),
    )


def _id(who: int) -> str:
    return f"A{who:04d}"


def _date(day: int) -> date:
    return FIRST + timedelta(days=day)


def _demand(month: Instance) -> Iterator[Demand]:
    """The minimum minute by minute; what is too much, by heads on the shift."""
    for day, heads in enumerate(month.demand):
        for code, clock, need in zip(CODES, CLOCK, heads, strict=True):
            yield Demand(_date(day).isoformat(), Span(*clock), Filter(POST), min=need)
            yield Demand(_date(day).isoformat(), None, Filter(POST, shift=code), max=need)


def _uses(month: Instance) -> Iterator[RuleUse]:
    yield _use("availability")
    yield _use("coverage", levels=("min",))
    yield _use("daily-rest", hours=month.rest_hours)
    yield _use("weekly-rest", days=month.rest_days, leave_counts=False)
    yield _use("max-consecutive-days", days=month.run)
    yield _use("night-limit", in_a_row=month.nights_run, per_month=month.nights)
    yield _use("coverage", month.excess_weight // (CLOCK[0][1] - CLOCK[0][0]), levels=("max",))
    yield _use("max-consecutive-days", month.run_weight, days=month.soft_run)
    yield _use("night-limit", month.night_weight, per_month=month.soft_nights)
    yield _use("wishes", month.ask_weight)


def hard(rule: str) -> RuleUse:
    """A hard use of a rule, with the numbers that its page names."""
    return _use(rule)


def _use(rule: str, weight: int | None = None, **params: object) -> RuleUse:
    """A use of a rule: soft when it has a weight."""
    mode = Mode.HARD if weight is None else Mode.SOFT
    return RuleUse(rule, f"{rule}-{mode.value}", roster_rule(rule).params(**params), mode, weight or 1)


def solve(month: Instance, limits: Limits) -> tuple[Run, Worked]:
    """Build and solve; the run, and the shift of each (person, day) that works in the roster found."""
    from rosterctl.solver.search import Options, search

    case = case_of(month)
    began = time.monotonic()
    outcome = search(case, Options(time_limit=limits.seconds, seed=limits.seed, workers=limits.workers))
    run = Run(
        side="product",
        status=outcome.status,
        build=outcome.build_seconds,
        first=outcome.build_seconds + outcome.log[0].seconds if outcome.log else None,
        total=time.monotonic() - began,
        objective=outcome.objective,
        bound=outcome.bound,
    )
    return run, {
        (case.person[item.employee], case.axis.day(item.date) - case.first): CODES.index(item.shift)
        for item in outcome.assignments or ()
    }


def audit(month: Instance, run: Run, worked: Worked) -> str:
    """What the checker says against a roster, whichever side made it; empty when all is well."""
    if run.objective is None:
        return ""
    case = case_of(month)
    made = (Assignment(_id(who), _date(day), CODES[shift], POST) for (who, day), shift in sorted(worked.items()))
    findings = judge(RosterIndex(case, made))
    broken = [finding.rule for finding in findings if finding.hard]
    if broken:
        return f"{len(broken)} hard findings: {', '.join(sorted(set(broken)))}"
    cost = penalty(findings)
    if cost > run.objective or (run.optimal and cost != run.objective):
        return f"the checker finds a penalty of {cost}, the solver says {run.objective}"
    return ""
