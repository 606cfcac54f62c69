"""A month's roster, attendance and pay as provisions of the law read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from rosterctl.attendance.pipeline import Judged
from rosterctl.domain.case import Case, make_case
from rosterctl.domain.law import Figure, Protection
from rosterctl.domain.roster import Assignment
from rosterctl.errors import Problem
from rosterctl.rules.law.month import LawMonth, Paid
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.services.attend import attend
from rosterctl.services.pay import price, refused
from rosterctl.services.pay_compare import lawful_lines
from rosterctl.services.protections import protections


@dataclass(frozen=True)
class Looked:
    """A month as looked at: the roster's version, whether anything of it is not settled yet, why it could not be
    priced (if it could not), and what attendance warned of."""

    month: LawMonth
    version: int
    open: bool
    unpriced: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def look(root: Path, month: str, as_of: str) -> Looked:
    """The month ``YYYY-MM`` of a workspace.

    Raises what :func:`rosterctl.services.attend.attend` raises. Where a month cannot be priced (no wages, no calendar
    for its year) pay alone is left out.
    """
    attended = attend(root, month, as_of)
    loaded, sheet = attended.loaded, attended.judged.sheet
    unpriced: tuple[Problem, ...] = ()
    if loaded.provisional:
        unpriced = (Problem("pay.no-calendar", None, {"month": month, "years": loaded.provisional}),)
    found = law_month(attended.judged, loaded.config.law, protections(root, loaded.period.employees), not unpriced)
    if found.paid is None and not unpriced:
        unpriced = tuple(refused(attended.period))
    unsettled = bool((sheet.inside & ~sheet.facts.settled).any())
    return Looked(found, loaded.version, unsettled, unpriced, loaded.warnings)


def law_month(
    judged: Judged, law: Mapping[str, Figure], protected: Mapping[str, tuple[Protection, ...]], priced: bool = True
) -> LawMonth:
    """A judged period, with the figures of the place; ``priced``: whether to price it, if that can be done."""
    period = judged.period
    rows = tuple(one for one in period.assignments if one.date < period.end and one.employee in period.person)
    case = make_case(
        first=period.first,
        end=period.end,
        employees=period.employees,
        shifts=tuple(period.shifts.values()),
        calendar=period.calendar,
        posts=tuple(sorted({one.post for one in rows})) or ("desk",),
        zone=period.zone,
        requests=period.requests,
        history=tuple(one for one in rows if one.date < period.first),
    )
    rows = tuple(one for one in rows if not case.on_whole_leave(case.person[one.employee], case.axis.day(one.date)))
    overtime = _overtime(judged)
    rostered = {(one.employee, one.date) for one in rows}
    came = tuple(
        Assignment(who, on, next(iter(period.shifts)), case.posts[0])
        for who, dates in overtime.items()
        for on in dates
        if who in period.person and on < period.end and (who, on) not in rostered
    )  # which shift stands for a day of overtime alone means nothing: only that the day was worked is asked
    paid = _paid(judged, law) if priced and not any(refused(period)) else None
    inside = {who: {on: dates[on] for on in dates if period.inside(on)} for who, dates in overtime.items()}
    return LawMonth(_index(case, rows), _index(case, (*rows, *came)), inside, protected, paid)


def _index(case: Case, rows: Iterable[Assignment]) -> RosterIndex:
    """A roster with what came before it: a week over the period's first day is one week."""
    first = case.axis.date(case.first)
    known = tuple(sorted((one for one in rows if case.axis.origin <= one.date), key=Assignment.sort_key))
    before = tuple(one for one in known if one.date < first)
    return RosterIndex(replace(case, history=before), [one for one in known if one.date >= first])


def _overtime(judged: Judged) -> dict[str, dict[date, int]]:
    """Employee → roster date, of the period and of its neighbours → seconds of approved overtime that were worked."""
    facts, found = judged.sheet.facts, defaultdict[str, dict[date, int]](dict)
    rows = np.flatnonzero(facts.settled & (facts.overtime_worked > 0))
    for row in rows.tolist():
        dates, on = found[facts.people[int(facts.employee[row])]], date.fromordinal(int(facts.date[row]))
        dates[on] = dates.get(on, 0) + int(facts.overtime_worked[row])
    return dict(found)


def _paid(judged: Judged, law: Mapping[str, Figure]) -> tuple[Paid, ...]:
    lawful = lawful_lines(judged, law)
    return tuple(Paid(one.month, one.lines, lawful[one.month.employee.id]) for one in price(judged))
