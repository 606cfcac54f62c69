"""How long it takes to say why a month has no roster, and what would help: see README.md."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from tabulate import tabulate

from benchmarks.infeasible import TROUBLES, Trouble
from rosterctl.services.explained import GLANCE, Explained, explain_month
from rosterctl.services.ways import Way
from rosterctl.solver.explain import explain
from rosterctl.solver.feasible import first_roster

HEADERS = ("month", "conflict", "cpu", "all", "cpu of all", "lines", "least", "ways out (cost)", "not settled")


@dataclass(frozen=True)
class Told:
    """One run: what was found (with its seconds), and processor seconds to the conflict and in all."""

    trouble: Trouble
    found: Explained
    conflict_cpu: float
    cpu: float


def measure(trouble: Trouble, staff: int, limit: float) -> Told:
    """Explain one month."""
    case = trouble.case(staff)
    began = time.process_time()
    first_roster(case, GLANCE)
    explain(case)
    asked = time.process_time()
    found = explain_month(case, limit)
    return Told(trouble, found, asked - began, time.process_time() - asked)


def faults(runs: Sequence[Told]) -> Iterator[str]:
    """What makes the figures worthless: a month that has a roster after all, or no conflict."""
    for run in runs:
        if run.found.feasible or run.found.conflict is None:
            yield f"{run.trouble.name}: {'a roster was found' if run.found.feasible else 'no conflict was found'}"


def row(runs: Sequence[Told]) -> list[str]:
    """A line of the table: medians of the times, and what the last run found."""
    last = runs[-1].found
    conflict, ways = last.conflict, last.ways
    assert conflict is not None
    assert ways is not None
    lines = {(o.use, None if conflict.crowd else o.who, o.asked) for o in conflict.origins}
    return [
        runs[0].trouble.name,
        f"{median(run.found.conflict_seconds for run in runs):.2f}",
        f"{median(run.conflict_cpu for run in runs):.2f}",
        f"{median(run.found.seconds for run in runs):.2f}",
        f"{median(run.cpu for run in runs):.2f}",
        str(len(lines)),
        "yes" if conflict.minimal else "no",
        ", ".join(map(_way, ways.found)) or "–",
        ", ".join(ways.open) or "–",
    ]


def _way(way: Way) -> str:
    kinds = dict.fromkeys(type(measure).__name__ for measure in way.measures)
    return "+".join(kinds) if way.proof == "only" else f"{'+'.join(kinds)} {way.cost}{'' if way.least else '?'}"


def main(words: Sequence[str] | None = None) -> int:
    """Run, print, and return 1 when a result is wrong (never because of a time)."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.explain", description=__doc__)
    parser.add_argument("--staff", type=int, default=100, help="how many people (default 100)")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each month; the table shows medians")
    parser.add_argument("--time-limit", type=float, default=60.0, help="seconds for one month")
    chosen = parser.parse_args(words)
    groups = []
    for trouble in TROUBLES:
        groups.append([measure(trouble, chosen.staff, chosen.time_limit) for _ in range(chosen.repeat)])
        spent = ", ".join(f"{run.found.seconds:.1f}" for run in groups[-1])
        print(f"  {trouble.name}: {spent} s", file=sys.stderr)
    wrong = [fault for runs in groups for fault in faults(runs)]
    for fault in wrong:
        print(f"WRONG: {fault}", file=sys.stderr)
    if not wrong:
        print(f"{datetime.now().astimezone():%Y-%m-%d %H:%M}, {chosen.staff} people, medians of {chosen.repeat}\n")
        print(tabulate([row(runs) for runs in groups], HEADERS, "github", disable_numparse=True))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
