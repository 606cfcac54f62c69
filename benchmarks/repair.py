"""How long a repair takes when one person is ill for three days, the days before the 14th frozen: see README.md."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import monotonic, process_time

from tabulate import tabulate

from benchmarks.size import case_of
from rosterctl.domain.case import Case
from rosterctl.domain.policy import Mode
from rosterctl.domain.roster import Roster
from rosterctl.services.repair import Absence, Repair, repair
from rosterctl.solver.search import Options, search

BEGINS = date(2026, 10, 14)
LAST = date(2026, 10, 16)


@dataclass(frozen=True)
class Mended:
    """One repair: seconds on the wall and of the processor, and what it changed."""

    staff: int
    wall: float
    cpu: float
    found: Repair


def published(case: Case, seconds: float) -> Roster:
    """A roster that keeps the hard rules. Raises ``RuntimeError`` when none was found in time."""
    hard = replace(case, uses=tuple(use for use in case.uses if use.mode is Mode.HARD))
    outcome = search(hard, Options(seconds))
    if outcome.assignments is None:
        raise RuntimeError(f"no roster of {len(case.employees)} in {seconds:.0f} s")
    return Roster(case.axis.date(case.first), case.axis.date(case.end), outcome.assignments)


def busiest(roster: Roster) -> str:
    """Who works most of the three days, so that there is something to repair."""
    days: dict[str, int] = {}
    for item in roster.assignments:
        days[item.employee] = days.get(item.employee, 0) + (BEGINS <= item.date <= LAST)
    return max(sorted(days), key=lambda who: days[who])


def measure(staff: int, seconds: float) -> Mended:
    """Plan a month by its hard rules, then repair it."""
    case = case_of(staff)
    roster = published(case, seconds)
    wall, cpu = monotonic(), process_time()
    found = repair(case, roster, [Absence(busiest(roster), BEGINS, LAST)], BEGINS, None, Options(seconds))
    return Mended(staff, monotonic() - wall, process_time() - cpu, found)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.repair", description=__doc__)
    parser.add_argument("--staff", type=int, nargs="+", default=[100, 300], metavar="N")
    parser.add_argument("--time-limit", type=float, default=120.0, metavar="S")
    asked = parser.parse_args(arguments)
    rows = []
    for staff in asked.staff:
        one = measure(staff, asked.time_limit)
        people = len({change.employee for change in one.found.others})
        solve = one.found.found
        rows.append(
            (staff, f"{one.wall:.1f}", f"{one.cpu:.1f}", f"{solve.seconds:.1f}", len(one.found.absent),
             len(one.found.others), people, solve.bound, "yes" if solve.proven else "no", len(one.found.left))
        )  # fmt: skip
    heads = (
        "people",
        "wall s",
        "cpu s",
        "solve s",
        "absences",
        "cells",
        "of people",
        "at least",
        "proven",
        "breaches",
    )
    print(tabulate(rows, heads))


if __name__ == "__main__":
    main()
