"""Tells why a month has no roster: the rules, people and dates of a conflict, and what a close roster would break."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from rosterctl.domain.case import Case
from rosterctl.domain.findings import Finding
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.errors import InfeasibleError, InterruptedRun, Problem
from rosterctl.messages import Lang
from rosterctl.services.audit import audit
from rosterctl.services.describe import describe, person, rule_title
from rosterctl.solver.explain import Conflict, explain
from rosterctl.solver.origin import Asked, Origin
from rosterctl.solver.search import Options, search

CLOSEST_SECONDS = 3.0
CLOSEST_SHOWN = 12
NAMED = 5
"""How many people of a crowd a line names."""


def infeasible(case: Case, lang: Lang) -> InfeasibleError:
    """The error for an infeasible case. Ctrl-C meanwhile ends the command."""
    conflict = explain(case)
    near = _closest(case, conflict, lang)
    if conflict is None:
        keys = tuple(use.key for use in case.uses if use.mode is Mode.HARD)
        return InfeasibleError([Problem("build.conflict.unknown", None, {"rules": keys})], near, minimal=False)
    return InfeasibleError(told(case, conflict, lang), near, minimal=conflict.minimal)


def _closest(case: Case, conflict: Conflict | None, lang: Lang) -> list[Problem]:
    """What the roster with the least breaches of hard rules, as far as a short search finds it, would break.

    First the rules of the conflict alone may be broken; where that is not enough (or no roster is found in time),
    all of them.
    """
    blamed = frozenset(origin.use for origin in conflict.origins) if conflict else frozenset[int]()
    for uses in filter(None, (blamed, frozenset(range(len(case.uses))))):
        relaxed = replace(case, uses=tuple(_loose(use, number in uses) for number, use in enumerate(case.uses)))
        outcome = search(relaxed, Options(time_limit=CLOSEST_SECONDS))
        if outcome.interrupted:
            raise InterruptedRun("build.interrupted-early")
        if outcome.assignments is not None:
            break
    else:
        return []
    found = audit(relaxed, outcome.assignments).findings
    shown = [Problem("build.closest.item", None, _item(case, finding, lang)) for finding in found[:CLOSEST_SHOWN]]
    more = len(found) - len(shown)
    return [*shown, Problem("build.closest.more", None, {"count": more})] if more else shown


def _loose(use: RuleUse, may_break: bool) -> RuleUse:
    """A hard use that may be broken at a price, or as it is; soft ones do not matter here."""
    if use.mode is not Mode.HARD:
        return replace(use, mode=Mode.OFF)
    return replace(use, mode=Mode.SOFT, weight=1) if may_break else use


def _item(case: Case, finding: Finding, lang: Lang) -> dict[str, object]:
    who = tuple(person(case, employee) for employee in finding.employees)
    return {"dates": finding.dates, "who": who, "text": describe(finding, lang)[0]}


def told(case: Case, conflict: Conflict, lang: Lang) -> list[Problem]:
    """The lines of a conflict: a rule and a person, a rule and many people, or what is asked of all; with dates."""
    lines: dict[tuple[int, int, Asked | None], list[Origin]] = {}
    for origin in conflict.origins:
        who = -1 if origin.who is None else 0 if conflict.crowd else origin.who
        lines.setdefault((origin.use, who, origin.asked), []).append(origin)
    found = []
    for (number, _, asked), origins in lines.items():
        use = case.uses[number]
        values: dict[str, object] = {
            "rule": rule_title(use.rule, lang),
            "key": use.key,
            "dates": _dates(case, origins),
        }
        code = _asked(case, asked, values) if asked is not None else _whom(case, origins, values)
        found.append(Problem(f"build.conflict.{code}", None, values))
    return found


def _whom(case: Case, origins: Iterable[Origin], values: dict[str, object]) -> str:
    people = tuple(dict.fromkeys(origin.who for origin in origins if origin.who is not None))
    if not people:
        return "all"
    values["who"] = tuple(person(case, case.employees[who].id) for who in people[:NAMED])
    if len(people) <= NAMED:
        return "person"
    values["more"] = len(people) - NAMED
    return "people"


def _asked(case: Case, asked: Asked, values: dict[str, object]) -> str:
    """What a cover asks for: at least or at most so many on these shifts."""
    duties = [case.duty(kind) for kind in case.choices if kind in asked.kinds]
    posts = len(case.posts) > 1
    values["shifts"] = tuple(dict.fromkeys(f"{d.shift}/{d.post}" if posts else d.shift for d in duties))
    values |= {"low": asked.low, "high": asked.high, "people": asked.people}
    if not duties:
        return "all"
    return "between" if asked.low is not None and asked.high is not None else "high" if asked.low is None else "low"


def _dates(case: Case, origins: Iterable[Origin]) -> tuple[str, ...]:
    """The dates of some origins, runs joined: ``2026-10-01…10-03``."""
    days = sorted({day for origin in origins for day in range(origin.first, origin.end)})
    shown = []
    for _, run in groupby(enumerate(days), key=lambda pair: pair[1] - pair[0]):
        run_days = [day for _, day in run]
        first, last = case.axis.date(run_days[0]), case.axis.date(run_days[-1])
        shown.append(f"{first}" if first == last else f"{first}…{last:%m-%d}")
    return tuple(shown)
