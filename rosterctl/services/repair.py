"""Repairs a published roster when somebody is absent: a list of who hears of what, and the roster itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rosterctl.domain.case import OFF, Case
from rosterctl.domain.findings import Finding
from rosterctl.domain.requests import Request, Status
from rosterctl.domain.roster import Assignment, Roster
from rosterctl.domain.roster_text import ordered
from rosterctl.errors import InfeasibleError, InterruptedRun, NoRosterError, Problem
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.judge import judge
from rosterctl.services.diffs import CellChange, diff_rosters
from rosterctl.services.why import minus
from rosterctl.solver.engine import INFEASIBLE, Options
from rosterctl.solver.repair import Repaired, Wanted
from rosterctl.solver.repair import repair as nearest

ABSENT = "absent"
"""The id of the leave as which an absence is judged; it stands in no file."""

WORK = frozenset({"shift", "post"})

Items = tuple[Assignment, ...]


@dataclass(frozen=True)
class Absence:
    """Somebody who is away on whole days from ``first`` to ``last``, both included."""

    employee: str
    first: date
    last: date


@dataclass(frozen=True)
class Repair:
    """A repaired roster. ``changes`` are its notices, by person and date: ``absent`` those of the absences,
    ``others`` those of people whose work changes besides (a meal at another time is a notice only). ``left`` are the
    hard findings that the published roster did not have already."""

    roster: Roster
    changes: tuple[CellChange, ...]
    absent: tuple[CellChange, ...]
    others: tuple[CellChange, ...]
    left: tuple[Finding, ...]
    found: Repaired


def repair(
    case: Case,
    published: Roster,
    absences: Sequence[Absence],
    begins: date,
    most_people: int | None,
    options: Options,
) -> Repair:
    """The roster with these absences that differs least from the published one, from ``begins`` on; what an absence
    says of dates before is the past's, which stays.

    Raises :class:`InfeasibleError` where no change of the days that are left keeps the hard rules (or none of so few
    people), :class:`NoRosterError` when none was found in time, :class:`InterruptedRun` before any after Ctrl-C.
    """
    absences = [replace(one, first=max(one.first, begins)) for one in absences if one.last >= begins]
    away = with_absences(case, absences)
    labels, gone = _labels(case, published.assignments), _cells(case, absences)
    before = judge(RosterIndex(case, published.assignments))
    wanted = Wanted(gone, max(case.first, case.axis.day(begins)), most_people)
    own = {finding.key for finding in before if finding.hard}
    for asked in _strictest_first(away, own, begins):
        found = nearest(asked, labels, wanted, options)
        if found.status != INFEASIBLE:
            break
    if found.status == INFEASIBLE:
        code = "repair.none" if most_people is None else "repair.none-of-so-few"
        raise InfeasibleError([Problem(code, None, {"begins": begins, "people": most_people})], minimal=False)
    if found.assignments is None:
        if found.interrupted:
            raise InterruptedRun("build.interrupted-early")
        raise NoRosterError("build.none-found", seconds=f"{found.seconds:.1f}")
    items = _settled(away, published.assignments, found.assignments, wanted)
    roster = replace(published, assignments=items, publication=None)
    changes = diff_rosters(published, roster)
    absent = {(case.employees[who].id, case.axis.date(day)) for who, day in gone}
    others = tuple(one for one in changes if (one.employee, one.date) not in absent and one.parts & WORK)
    left = tuple(one for one in minus(judge(RosterIndex(away, items)), before) if one.hard)
    mine = tuple(one for one in changes if (one.employee, one.date) in absent)
    return Repair(roster, changes, mine, others, left, found)


def with_absences(case: Case, absences: Iterable[Absence]) -> Case:
    """The case in which each absence is leave that was approved."""
    leaves = tuple(
        Request(
            f"{ABSENT}-{n}", "leave", one.employee, one.first, one.last, leave_kind="sick", status=Status.APPROVED
        )
        for n, one in enumerate(absences, 1)
    )
    return replace(case, requests=(*case.requests, *leaves))


def _labels(case: Case, assignments: Iterable[Assignment]) -> Mapping[tuple[int, int], int]:
    return {
        (case.person[item.employee], case.axis.day(item.date)): case.kind_of.get((item.shift, item.post), OFF)
        for item in assignments
        if item.employee in case.person
    }


def _cells(case: Case, absences: Iterable[Absence]) -> frozenset[tuple[int, int]]:
    return frozenset(
        (case.person[one.employee], day)
        for one in absences
        for day in case.days
        if one.first <= case.axis.date(day) <= one.last
    )


def _strictest_first(case: Case, own: set[str], begins: date) -> Iterator[Case]:
    """The case as it is; then, where the published roster broke rules by itself (``own``), with these in force only
    from ``begins`` on, and at last without them: what was accepted is no reason to repair nothing."""
    yield case
    if own:
        later = (
            replace(use, valid_from=max(begins, use.valid_from or begins)) for use in case.uses if use.key in own
        )
        from_then = {use.key: use for use in later}
        yield replace(case, uses=tuple(from_then.get(use.key, use) for use in case.uses))
        yield replace(case, uses=tuple(use for use in case.uses if use.key not in own))


def _settled(case: Case, published: Sequence[Assignment], found: Sequence[Assignment], wanted: Wanted) -> Items:
    """The published assignments with the cells that really change.

    Meals and activities of everybody else stay, unless that would break a rule that the solver's own hand-out of the
    changed dates keeps.
    """
    old, new = _by_cell(published), _by_cell(found)
    begins = case.axis.date(wanted.begins)
    gone = {(case.employees[who].id, case.axis.date(day)) for who, day in wanted.absent}
    moved = {
        cell
        for cell in old.keys() | new.keys()
        if cell in gone or (cell[1] >= begins and _work(old.get(cell, ())) != _work(new.get(cell, ())))
    }
    new = {cell: () if cell in gone else items for cell, items in new.items()}
    dates = {on for _, on in moved if on >= begins}
    gentle = _joined(old, new, moved)
    thorough = _joined(old, new, moved | {cell for cell in new if cell[1] in dates})
    if _breaches(case, thorough) < _breaches(case, gentle):
        return thorough
    return gentle


def _by_cell(assignments: Iterable[Assignment]) -> dict[tuple[str, date], Items]:
    found: dict[tuple[str, date], Items] = {}
    for item in assignments:
        found[item.employee, item.date] = (*found.get((item.employee, item.date), ()), item)
    return found


def _work(items: Items) -> list[tuple[str, str]]:
    return sorted((item.shift, item.post) for item in items)


def _joined(
    old: Mapping[tuple[str, date], Items], new: Mapping[tuple[str, date], Items], moved: Iterable[tuple[str, date]]
) -> Items:
    cells = {**old, **{cell: new.get(cell, ()) for cell in moved}}
    return ordered(item for items in cells.values() for item in items)


def _breaches(case: Case, items: Items) -> int:
    return sum(finding.hard for finding in judge(RosterIndex(case, items)))
