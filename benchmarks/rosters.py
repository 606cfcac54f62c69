"""Public instances through the door of ``roster build``: see README.md."""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tabulate import tabulate

from benchmarks import public, workspace

FOLDER = "ROSTERCTL_BENCHMARKS"
"""Where the instances are; without it, beside the repository."""

AS_OF = "2027-01-20T09:00+08:00"


@dataclass(frozen=True)
class Solved:
    """One build. ``cost`` is the evaluator's, ``bound`` holds for every roster; seconds, megabytes."""

    instance: str
    seed: int
    status: str
    cost: int
    bound: int
    seconds: float
    memory: int
    wrong: str = ""


def build(path: Path, seconds: float, seed: int) -> Solved:
    """Import, build and evaluate in this process. Raises :class:`benchmarks.workspace.Misfit`."""
    from rosterctl import api

    instance = public.read(path.read_text("utf-8"))
    with TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        workspace.write(instance, root)
        month = api.load(root, workspace.MONTH)
        began = time.monotonic()
        plan = api.build(month, as_of=AS_OF, time_limit=seconds, seed=seed)
        spent = time.monotonic() - began
    judged = public.judge(
        instance, workspace.roster_of(instance, ((a.employee, a.date, a.shift) for a in plan.roster.assignments))
    )
    wrong = list(judged.broken[:1])
    if judged.cost != plan.audit.penalty:
        wrong.append(f"the checker finds {plan.audit.penalty}, the set's own definition {judged.cost}")
    bound = plan.outcome.bound or 0
    if bound > judged.cost:
        wrong.append(f"nobody can be below {bound}, and this is {judged.cost}")
    return Solved(
        instance=path.stem,
        seed=seed,
        status=plan.outcome.status,
        cost=judged.cost,
        bound=bound,
        seconds=spent,
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        wrong="; ".join(wrong),
    )


def apart(path: Path, seconds: float, seed: int) -> Solved | str:
    """The same in a fresh process; why it cannot be, where it cannot."""
    command = [sys.executable, "-m", "benchmarks.rosters", "--one", str(path), str(seconds), str(seed)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    return told["misfit"] if "misfit" in told else Solved(**told)


def folder() -> Path:
    """Where the instances and their best known values are."""
    given = os.environ.get(FOLDER)
    return Path(given) if given else Path(__file__).parents[2] / "shared" / "benchmarks"


def best_known(root: Path) -> dict[str, tuple[int, int]]:
    """By instance, the best lower bound and the best roster that anybody has published."""
    path = root / "best_known.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as file:
        return {row["instance"]: (int(row["best_lower"]), int(row["best_known"])) for row in csv.DictReader(file)}


def table(runs: Sequence[Solved], known: dict[str, tuple[int, int]]) -> str:
    """The runs beside the best known values; gaps in per cent."""
    heads = ("instance", "seed", "status", "objective", "bound", "own gap", "best known", "to it", "s", "MB")
    return tabulate(list(_rows(runs, known)), heads, tablefmt="github", disable_numparse=True)


def _rows(runs: Sequence[Solved], known: dict[str, tuple[int, int]]) -> Iterator[tuple[str, ...]]:
    for run in runs:
        best = known.get(run.instance)
        yield (
            run.instance,
            str(run.seed),
            run.status,
            str(run.cost),
            str(run.bound),
            _gap(run.cost, run.bound),
            "" if best is None else str(best[1]),
            "" if best is None else _gap(run.cost, best[1]),
            f"{run.seconds:.0f}",
            str(run.memory),
        )


def _gap(cost: int, other: int) -> str:
    return f"{100 * (cost - other) / cost:.2f} %" if cost else "0.00 %"


def main(words: Sequence[str] | None = None) -> int:
    """Run a set; 1 when a roster is not what the product says it is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rosters", description=__doc__)
    parser.add_argument("--instances", nargs="+", default=["1", "2", "4", "6", "8", "10", "12"])
    parser.add_argument("--time-limit", type=float, default=120.0)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args(words)
    if given.one:
        return _one(Path(given.one[0]), float(given.one[1]), int(given.one[2]))
    root = folder()
    if not root.is_dir():
        print(f"no instances: {FOLDER} names no folder", file=sys.stderr)
        return 0
    runs, load = [], os.getloadavg()[0]
    for number in given.instances:
        path = root / "schedulingbenchmarks" / f"Instance{number}.txt"
        for seed in given.seeds:
            made = apart(path, given.time_limit, seed)
            if isinstance(made, str):
                print(f"{path.stem}: {made}", file=sys.stderr)
                break
            runs.append(made)
            print(f"{made.instance} {made.cost} ({made.bound}) {made.seconds:.0f} s", file=sys.stderr)
    print(f"{os.cpu_count()} processors, load {load:.1f} at the start, {given.time_limit:.0f} s each\n")
    print(table(runs, best_known(root)))
    for run in runs:
        if run.wrong:
            print(f"WRONG: {run.instance}: {run.wrong}", file=sys.stderr)
    return int(any(run.wrong for run in runs))


def _one(path: Path, seconds: float, seed: int) -> int:
    try:
        print(json.dumps(asdict(build(path, seconds, seed))))
    except workspace.Misfit as misfit:
        print(json.dumps({"misfit": str(misfit)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
