"""What a month would look like if more people were on leave or more work came: two rosters side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rosterctl.domain.case import Case
from rosterctl.domain.demand import Demand
from rosterctl.report.coverage import coverage
from rosterctl.services.plan import Plan
from rosterctl.services.repair import Absence, with_absences

WHOLE = 100
"""Per cent."""


@dataclass(frozen=True)
class Supposition:
    """Leave of some people, and demand changed by so many per cent."""

    leave: tuple[Absence, ...] = ()
    percent: int = 0


@dataclass(frozen=True)
class Line:
    """``part`` says what is compared (see :func:`compare`), ``what`` which rule or day; then both rosters' values."""

    part: str
    what: str
    plain: int | str | None
    supposed: int | str | None


def suppose(case: Case, supposition: Supposition) -> Case:
    """The month as it would be.

    Heads are rounded to the nearest whole one, halves up; a maximum below the new minimum or target goes up to it.
    """
    demand = tuple(_scaled(row, supposition.percent) for row in case.demand) if supposition.percent else case.demand
    return replace(with_absences(case, supposition.leave), demand=demand)


def _scaled(row: Demand, percent: int) -> Demand:
    least, wanted = _times(row.min, percent), _times(row.target, percent)
    most = row.max
    if most is not None:
        most = max(most, least or 0, wanted or 0)
    return replace(row, min=least, target=wanted, max=most)


def _times(heads: int | None, percent: int) -> int | None:
    return None if heads is None else (2 * heads * (WHOLE + percent) + WHOLE) // (2 * WHOLE)


def compare(plain: Plan, supposed: Plan, case: Case, other: Case) -> tuple[Line, ...]:
    """Both results, what each rule finds where that differs, and the days on which people are missing.

    Parts: ``status``, ``penalty``, ``bound``, ``hard``, ``soft`` (findings), ``cells`` (that differ), ``rule``
    (findings of one use), ``short`` and ``below`` (heads missing from minimum and target on a day).
    """
    return (
        Line("status", "", plain.outcome.status, supposed.outcome.status),
        Line("penalty", "", plain.audit.penalty, supposed.audit.penalty),
        Line("bound", "", plain.outcome.bound, supposed.outcome.bound),
        Line("hard", "", len(plain.audit.hard), len(supposed.audit.hard)),
        Line("soft", "", *(len(one.audit.findings) - len(one.audit.hard) for one in (plain, supposed))),
        Line("cells", "", 0, _changed(plain, supposed)),
        *_rules(plain, supposed),
        *_missing(plain, supposed, case, other),
    )


def _changed(plain: Plan, supposed: Plan) -> int:
    """Cells (person and day) that hold something else."""
    one, other = (
        {(a.employee, a.date): (a.shift, a.post) for a in made.roster.assignments} for made in (plain, supposed)
    )
    return sum(one.get(cell) != other.get(cell) for cell in one.keys() | other.keys())


def _rules(plain: Plan, supposed: Plan) -> Iterator[Line]:
    one, other = (Counter(finding.key for finding in made.audit.findings) for made in (plain, supposed))
    for key in sorted(one.keys() | other.keys()):
        if one[key] != other[key]:
            yield Line("rule", key, one[key], other[key])


def _missing(plain: Plan, supposed: Plan, case: Case, other: Case) -> Iterator[Line]:
    sides = [_days(case, plain), _days(other, supposed)]
    for part in ("short", "below"):
        days: Sequence[date] = sorted({on for side in sides for name, on in side if name == part})
        for on in days:
            if sides[0][part, on] != sides[1][part, on]:
                yield Line(part, on.isoformat(), sides[0][part, on], sides[1][part, on])


def _days(case: Case, made: Plan) -> Counter[tuple[str, date]]:
    """By day, the heads that the worst minute of each demand row misses, added up."""
    found: Counter[tuple[str, date]] = Counter()
    for cover in coverage(case, made.roster):
        found["short", cover.date] += cover.short
        found["below", cover.date] += cover.below
    return found
