"""Plans the measured months with the product and with the rival, side by side, and compares: see README.md."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from statistics import median

from tabulate import tabulate

from benchmarks.instance import Instance, generate
from benchmarks.one import apart
from benchmarks.result import Limits, Run

SIDES = ("product", "rival")


@dataclass(frozen=True)
class Pair:
    """All runs of one month, by side."""

    month: Instance
    runs: dict[str, list[Run]]

    def middle(self, side: str, what: str) -> float | None:
        """The median of a time; ``None`` when it was not reached every time."""
        values = [getattr(run, what) for run in self.runs[side]]
        return None if None in values else median(values)

    def proven(self, side: str) -> float | None:
        """Median time to the proven optimum; ``None`` when one of the runs ended without proof."""
        return self.middle(side, "total") if all(run.optimal for run in self.runs[side]) else None

    def faults(self) -> Iterator[str]:
        """Whatever makes the figures worthless: a roster the checker refuses, or two different optima."""
        for runs in self.runs.values():
            yield from (f"{self.month.name}, {run.side}: {run.audit}" for run in runs if run.audit)
        proofs = {run.objective for runs in self.runs.values() for run in runs if run.optimal}
        if len(proofs) > 1:
            yield f"{self.month.name}: optima differ: {sorted(proofs, key=str)}"
        best = min(
            (run.objective for runs in self.runs.values() for run in runs if run.objective is not None), default=0
        )
        if any(best < proof for proof in proofs if proof is not None):
            yield f"{self.month.name}: a roster of {best} is better than the proven optimum"


def measure(month: Instance, limits: Limits, repeat: int) -> Pair:
    """Both sides in turn, the one that begins changing every time; each time with another seed."""
    runs: dict[str, list[Run]] = {side: [] for side in SIDES}
    for number in range(repeat):
        for side in SIDES if number % 2 == 0 else reversed(SIDES):
            run = apart(side, month, Limits(limits.seconds, limits.workers, limits.seed + number))
            runs[side].append(run)
            print(f"  {month.name} {side}: {run.status} {run.objective} in {run.total:.1f} s", file=sys.stderr)
    return Pair(month, runs)


HEADERS = (
    "month",
    "side",
    "build",
    "first roster",
    "optimum",
    "build ÷ optimum",
    "cpu",
    "objective",
    "bound",
    "first ×",
    "optimum ×",
)


def rows(pair: Pair) -> Iterator[list[str]]:
    """Two lines a month; ``×`` is product ÷ rival, so that less than 1 is faster."""
    for side in SIDES:
        first, proven, build = pair.middle(side, "first"), pair.proven(side), pair.middle(side, "build")
        ended = pair.middle(side, "total")
        product = side == "product"
        yield [
            pair.month.name,
            side,
            _seconds(build),
            _seconds(first),
            _seconds(proven) if proven is not None else f"> {_seconds(ended)}",
            f"{build / (proven or ended or 1):.1%}" if build is not None else "",
            _seconds(pair.middle(side, "cpu")),
            _number(pair.middle(side, "objective")),
            _number(pair.middle(side, "bound")),
            _ratio(first, pair.middle("rival", "first")) if product else "",
            _ratio(proven, pair.proven("rival")) if product else "",
        ]


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}" if value < 1e6 else f"{value:.0f}"


def _ratio(product: float | None, rival: float | None) -> str:
    if product is None or rival is None:
        return "–" if product is None else "faster"
    return f"{product / rival:.2f}"


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plan", description=__doc__)
    parser.add_argument("--staff", type=int, nargs="+", default=[30, 100, 300], help="how many people (default: all)")
    parser.add_argument("--utilisation", type=int, nargs="+", default=[90, 98], help="per cent of capacity")
    parser.add_argument("--days", type=int, default=28, help="length of the month; a multiple of 7")
    parser.add_argument("--repeat", type=int, default=3, help="runs of each side; the tables show medians")
    parser.add_argument("--time-limit", type=float, default=120.0, help="seconds a run may search")
    parser.add_argument("--workers", type=int, default=2, help="CP-SAT workers of each side")
    parser.add_argument("--seed", type=int, default=0, help="first random seed; each repeat takes the next")
    parser.add_argument("--month", type=int, default=1, help="which month: another number, other leave and wishes")
    parser.add_argument("--json", action="store_true", help="print every single run instead of the table")
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Run, print, and return 1 when a result is wrong (never because of a time)."""
    chosen = _options(words)
    limits = Limits(chosen.time_limit, chosen.workers, chosen.seed)
    pairs = [
        measure(generate(staff, per_cent / 100, days=chosen.days, seed=chosen.month), limits, chosen.repeat)
        for staff in chosen.staff
        for per_cent in chosen.utilisation
    ]
    if chosen.json:
        print(
            json.dumps([asdict(run) | {"month": p.month.name} for p in pairs for r in p.runs.values() for run in r])
        )
    else:
        print(_heading(chosen))
        lines = [line for pair in pairs for line in rows(pair)]
        print(tabulate(lines, HEADERS, "github", disable_numparse=True, colalign=("left", "left", *["right"] * 9)))
    faults = [fault for pair in pairs for fault in pair.faults()]
    for fault in faults:
        print(f"WRONG: {fault}", file=sys.stderr)
    return 1 if faults else 0


def _heading(chosen: argparse.Namespace) -> str:
    return (
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M}, Python {platform.python_version()}, "
        f"ortools {version('ortools')}, month {chosen.month}, {chosen.workers} workers, "
        f"limit {chosen.time_limit:g} s, medians of {chosen.repeat}; times in seconds, × is product ÷ rival\n"
    )


if __name__ == "__main__":
    sys.exit(main())
