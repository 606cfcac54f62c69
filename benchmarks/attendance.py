"""Measures a month's attendance: small as an office has it, and large beside a bare polars program: see README.md."""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from tabulate import tabulate

MONTH, AS_OF = "2026-10", "2026-11-10T09:00:00+08:00"
PEOPLE = 45_700
"""In the large month; the small one has rather more punches a unit."""
ROSTERCTL = (sys.executable, "-m", "rosterctl")
HERE = (sys.executable, "-m", "benchmarks.attendance_sides")
MONTHLY = ("--month", "2026-10", "--as-of", AS_OF, "-C", "{root}", "--fail-on", "never")
ATTEND = (*ROSTERCTL, "attend", "run", *MONTHLY, "--out", "{root}/out/records.parquet")
PAY = (*ROSTERCTL, "pay", "run", *MONTHLY, "--format", "csv")
IMPORT = (*ROSTERCTL, "punch", "import", "{root}/punches.csv", "--as-of", AS_OF, "-C", "{root}", "--fail-on", "never")
STEPS = (("punch import", IMPORT), ("attend run", ATTEND), ("pay run", PAY))
"""The commands of a small month, one after the other."""
SETTLE = (*HERE, "settle", "{root}")
"""The same without rules, records and a command: units, matching, facts."""
FLOORS = (("floor", (*HERE, "floor", "{root}")), ("floor by join", (*HERE, "floor-join", "{root}")))


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds of processor and wall, and the most memory it held, in MB."""

    cpu: float
    wall: float
    memory: float


def run(command: Sequence[str], root: Path) -> Cost:
    """A command in a fresh process. Raises ``CalledProcessError`` when it fails."""
    words = [word.format(root=root) for word in command]
    began = time.perf_counter()
    with subprocess.Popen(words, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss / 1024)


def middle(costs: Sequence[Cost]) -> Cost:
    """Medians, each by itself."""
    return Cost(*(median(getattr(cost, what) for cost in costs) for what in ("cpu", "wall", "memory")))


def made(root: Path, people: int, *, batches: bool) -> dict[str, float]:
    """A workspace, drawn by a process of its own: what a parent holds would be counted as its children's memory."""
    words = ("benchmarks.attendance_month", str(root), str(people), "batches" if batches else "csv")
    done = subprocess.run([sys.executable, "-m", *words], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def small(people: int, repeat: int) -> Iterator[list[str]]:
    """The steps of one office's month, each beginning with a fresh workspace."""
    costs: dict[str, list[Cost]] = {name: [] for name, _ in STEPS}
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as folder:
            label = _label(made(Path(folder), people, batches=False))
            for name, command in STEPS:
                costs[name].append(run(command, Path(folder)))
    found = [middle(costs[name]) for name, _ in STEPS]
    for (name, _), cost in zip(STEPS, found, strict=True):
        yield [label, name, f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.memory:.0f}", ""]
    whole = [sum(getattr(cost, what) for cost in found) for what in ("cpu", "wall")]
    yield [label, "together", *(f"{value:.2f}" for value in whole), "", ""]


@dataclass(frozen=True)
class Large:
    """Product and floors on one month: the product's cost, what was drawn, the table's lines."""

    cost: Cost
    drawn: dict[str, float]
    lines: list[list[str]]


def large(people: int, repeat: int) -> Large:
    """Product and floors in turn; the one that begins changes."""
    sides = (("attend run", ATTEND), ("settle", SETTLE), *FLOORS)
    costs: dict[str, list[Cost]] = {name: [] for name, _ in sides}
    with tempfile.TemporaryDirectory() as folder:
        drawn = made(Path(folder), people, batches=True)
        for number in range(repeat):
            for name, command in sides if number % 2 == 0 else reversed(sides):
                costs[name].append(run(command, Path(folder)))
                print(f"  {people} people, {name}: {costs[name][-1].cpu:.2f} s", file=sys.stderr)
    found = {name: middle(costs[name]) for name, _ in sides}
    mine = found["attend run"]
    lines = []
    for name, cost in found.items():
        times = (f"{cost.cpu:.2f}", f"{cost.wall:.2f}", f"{cost.memory:.0f}", f"{mine.cpu / cost.cpu:.2f}")
        lines.append([_label(drawn), name, *times])
    return Large(mine, drawn, lines)


def _label(drawn: dict[str, float]) -> str:
    return f"{drawn['units']} units, {drawn['punches']} punches"


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attendance", description=__doc__)
    parser.add_argument("--people", type=int, default=1000, help="how many people the small month has")
    parser.add_argument(
        "--big", action="store_true", help="1.07 million units and 5.1 million punches, and a tenth of it"
    )
    parser.add_argument("--repeat", type=int, default=3, help="runs of each; the table shows medians")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print."""
    chosen = _options(words)
    print(
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M}, {MONTH}, Python {platform.python_version()}, "
        f"polars {version('polars')}, medians of {chosen.repeat}; seconds and MB\n"
    )
    lines = list(small(chosen.people, chosen.repeat))
    notes = []
    if chosen.big:
        one, ten = large(PEOPLE // 10, chosen.repeat), large(PEOPLE, chosen.repeat)
        lines += one.lines + ten.lines
        slope = math.log(ten.cost.cpu / one.cost.cpu) / math.log(ten.drawn["punches"] / one.drawn["punches"])
        notes.append(f"attend run grows with the {slope:.2f}th power of the punches (processor time)")
        notes.append("drawn: " + ", ".join(f"{name} {value:.4g}" for name, value in ten.drawn.items()))
    heads = ("month", "side", "cpu", "wall", "memory", "attend run ÷ it")
    print(tabulate(lines, heads, "github", disable_numparse=True, colalign=("left", "left", *["right"] * 4)))
    print("\n".join(["", *notes]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
