"""A ledger of 100,000 requests: how long list, approve and verify take, beside the same on a small ledger.

``python -m benchmarks.ledger [--requests N] [--repeat R]``
"""

from __future__ import annotations

import argparse
import datetime as dt
import pwd
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from os import geteuid
from pathlib import Path
from tempfile import TemporaryDirectory

from rosterctl.domain.filed import Ask, Filed, Step
from rosterctl.domain.ledger import Act
from rosterctl.domain.requests import Request, Status
from rosterctl.domain.time import Span
from rosterctl.ledger.requests import fingerprint, new_rows, standing_row, step_row, subject
from rosterctl.ledger.store import FILE, Writer, open_ledger

PEOPLE = 300
FIRST = dt.date(2024, 1, 1)
AS_OF = "2026-10-10T09:00:00+08:00"
ZONE = "Asia/Shanghai"
BATCH = 5000
SMALL = 1000
"""Requests of the ledger that the large one is held against: the difference is what the size costs."""


def workspace(root: Path) -> Path:
    """Three hundred agents and one leader, under whose name the benchmark acts."""
    (root / "input").mkdir(parents=True)
    login = pwd.getpwuid(geteuid()).pw_name
    (root / "rosterctl.toml").write_text(f'[people."{login}"]\nemployee = "L"\n', "utf-8")
    (root / "policy.toml").write_text('extends = "hospital-desk"\n', "utf-8")
    rows = (f"P{n},员工{n},agent\n" for n in range(PEOPLE))
    (root / "input/staff.csv").write_text("id,name,rank\nL,班长,leader\n" + "".join(rows), "utf-8")
    return root


def requests(count: int) -> Iterator[Request]:
    """Requests of some three years: leave, overtime, outings; the last hundredth of them is still undecided."""
    per_day = count / 1000
    for number in range(count):
        first = FIRST + dt.timedelta(days=int(number / per_day))
        kind = ("leave", "overtime", "outing")[number % 3]
        request = Request(
            id="",
            kind=kind,
            employee=f"P{number * 7 % PEOPLE}",
            first=first,
            last=first,
            reason="事由",
            leave_kind="annual" if kind == "leave" else None,
            hours=None if kind == "leave" else Span(1080, 1080 + 30),
            filed_at=AS_OF,
            status=Status.FILED if number >= count * 0.99 else Status.APPROVED,
        )
        yield request


def fill(root: Path, count: int) -> None:
    """File and decide them, without asking the rules: only what stands in the ledger matters here."""
    asked = list(requests(count))
    with open_ledger(root / FILE) as ledger:
        for begin in range(0, count, BATCH):
            with ledger.write() as writer:
                for request in asked[begin : begin + BATCH]:
                    _one(writer, request)


def _one(writer: Writer, request: Request) -> None:
    number = f"Q{writer.next_seq}"
    fresh = replace(request, id=number, status=Status.FILED)
    filed = Filed(fresh, ("leader",), 0, "bench", fingerprint=fingerprint(Ask(fresh)))
    writer.append(Act(AS_OF, "bench", "request.filed", subject(number), request.employee), new_rows(filed, ZONE))
    if request.status is Status.APPROVED:
        decided = replace(fresh, status=Status.APPROVED, decided_by="L", decided_at=AS_OF)
        step = Step(number, 1, "leader", Status.APPROVED, "L", AS_OF, "bench")
        act = Act(AS_OF, "bench", "request.approved", subject(number), request.employee, "L")
        writer.append(act, [step_row(step), standing_row(replace(filed, request=decided, done=1))])


def seconds(root: Path, args: Sequence[str], repeat: int) -> float:
    """The median time of a command as a process of its own."""
    times = []
    for _ in range(repeat):
        began = time.perf_counter()
        done = subprocess.run([sys.executable, "-m", "rosterctl", *args], cwd=root, capture_output=True, check=False)
        times.append(time.perf_counter() - began)
        if done.returncode:
            raise SystemExit(f"{' '.join(args)}: {done.stderr.decode()}")
    return statistics.median(times)


def pending(root: Path, count: int) -> list[str]:
    """Ids that still wait for a decision."""
    from rosterctl.domain.filed import RequestQuery
    from rosterctl.services.ledger import list_requests

    return [filed.request.id for filed in list_requests(root, RequestQuery(states=(Status.FILED,), limit=count))]


COMMANDS = {
    "list, what is pending": ["request", "list", "--state", "filed"],
    "list, one month": ["request", "list", "--from", "2026-09-01", "--to", "2026-09-30"],
    "list, a person's month": ["request", "list", "--from", "2026-09-01", "--to", "2026-09-30", "--employee", "P7"],
    "log of one request": ["ledger", "log", "--request", "Q11"],
}


def measure(root: Path, repeat: int) -> dict[str, float]:
    """The median of each command, and what it took to check everything once."""
    found = {name: seconds(root, args, repeat) for name, args in COMMANDS.items()}
    waiting = pending(root, repeat)
    times = [seconds(root, ["request", "approve", number, "--as-of", AS_OF], 1) for number in waiting]
    return {**found, "approve one": statistics.median(times), "verify all": seconds(root, ["ledger", "verify"], 1)}


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill a small ledger and a large one, and print how long each command takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=7)
    stated = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        small, large = (workspace(Path(folder) / name) for name in ("small", "large"))
        fill(small, SMALL)
        began = time.perf_counter()
        fill(large, stated.requests)
        size = (large / FILE).stat().st_size / 1e6
        print(f"{stated.requests} requests filed and decided in {time.perf_counter() - began:.1f} s; {size:.0f} MB")
        start = seconds(small, ["--version"], stated.repeat)
        print(f"bare start of the program: {start:.2f} s; below, seconds beyond that")
        before, after = measure(small, stated.repeat), measure(large, stated.repeat)
        print(f"{'command':28}{SMALL:>12}{stated.requests:>12}{'difference':>12}")
        for name, took in after.items():
            print(f"{name:28}{before[name] - start:12.2f}{took - start:12.2f}{took - before[name]:12.2f}")


if __name__ == "__main__":
    main()
