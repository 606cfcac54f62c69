"""One solve in a process of its own: ``python -m benchmarks.one product|rival STAFF UTILISATION …`` prints JSON."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict, replace

from benchmarks import product, rival
from benchmarks.instance import Instance, generate
from benchmarks.result import Limits, Run

SIDES = {"product": product.solve, "rival": rival.solve}


def here(side: str, month: Instance, limits: Limits) -> Run:
    """Solve in this process, and have the checker look at the roster."""
    began = time.process_time()
    run, worked = SIDES[side](month, limits)
    cpu = time.process_time() - began
    return replace(run, cpu=cpu, audit=product.audit(month, run, worked))


def apart(side: str, month: Instance, limits: Limits) -> Run:
    """The same in a fresh process, so that neither side finds the other's memory or warm caches."""
    words = (
        side,
        month.staff,
        month.utilisation,
        month.days,
        month.seed,
        limits.seconds,
        limits.workers,
        limits.seed,
    )
    command = [sys.executable, "-m", "benchmarks.one", *map(str, words)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Run(**json.loads(done.stdout))


def main(words: list[str]) -> None:
    side, staff, utilisation, days, seed, seconds, workers, solver_seed = words
    month = generate(int(staff), float(utilisation), days=int(days), seed=int(seed))
    print(json.dumps(asdict(here(side, month, Limits(float(seconds), int(workers), int(solver_seed))))))


if __name__ == "__main__":
    main(sys.argv[1:])
