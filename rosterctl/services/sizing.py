"""From forecast calls to the seats that they ask for, and to the service that a roster will give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from rosterctl.domain.calls import Goal, Sized, size
from rosterctl.domain.case import Case
from rosterctl.domain.demand import Demand, demand_on
from rosterctl.domain.roster import Roster
from rosterctl.errors import InputError
from rosterctl.io.inputs.calls import read_calls
from rosterctl.io.inputs.days import read_days
from rosterctl.io.inputs.desk import Desk
from rosterctl.report.coverage import coverage


def size_file(path: Path, goal: Goal, interval: int, handling: int | None, root: Path | None) -> tuple[Sized, ...]:
    """Every interval of a file of calls, sized; ``root`` is the workspace whose special days it may name.

    ``interval`` in minutes, ``handling`` in seconds. Raises :class:`InputError` with every problem of the files.
    """
    special: frozenset[str] = frozenset()
    problems = []
    if root is not None:
        desk = Desk(root, ("calendar",), ())
        special = desk.read("calendar", lambda file, shown: read_days(file, shown=shown)).named
        problems += desk.problems
    read = read_calls(path, interval, handling, special)
    problems += read.problems
    if problems:
        raise InputError(problems)
    return tuple(size(row, goal) for row in read.values)


@dataclass(frozen=True, slots=True)
class Load:
    """One interval of one date: what is wanted, and who is there.

    ``heads`` is the fewest people rostered at any minute of it (``None``: no roster, or nothing can be said);
    ``sized`` is ``None`` where the interval is a row of the demand file and no calls were given.
    """

    date: date
    demand: Demand
    heads: int | None
    sized: Sized | None = None

    @property
    def wanted(self) -> int:
        """People wanted: the target, where there is one, else the minimum."""
        return self.demand.target if self.demand.target is not None else self.demand.min or 0

    @property
    def service(self) -> float | None:
        """The share of calls that the rostered people will answer in time."""
        if self.sized is None or self.heads is None:
            return None
        return self.sized.service(self.sized.goal.at_phone(self.heads))


def loads(case: Case, roster: Roster | None, sized: tuple[Sized, ...] = ()) -> tuple[Load, ...]:
    """Every interval of every day of the month: those of the calls where any are given, else the demand's own."""
    demands = {id(row): row.demand() for row in sized}
    behind = {id(demands[id(row)]): row for row in sized}
    rows = list(_rows(case, sized, demands))
    if roster is None:
        return tuple(Load(on, demand, None, behind.get(id(demand))) for on, demand in rows)
    asked = case if not sized else replace(case, demand=tuple(demands.values()))
    covers = coverage(asked, roster)
    return tuple(Load(one.date, one.demand, one.lowest, behind.get(id(one.demand))) for one in covers)


def _rows(case: Case, sized: tuple[Sized, ...], demands: dict[int, Demand]) -> Iterator[tuple[date, Demand]]:
    for day in case.days:
        on = case.axis.date(day)
        if sized:
            yield from ((on, demands[id(row)]) for row in demand_on(sized, on, case.calendar))
        else:
            yield from ((on, row) for row in demand_on(case.demand, on, case.calendar))
