"""A ledger of 100,000 requests: how long list, approve, settle and verify take, beside the same on a small ledger.

Times are medians beyond the bare start of the program, whose runs are taken in between those of each command; CPU
seconds beside the wall's, for a machine that is busy otherwise.

``python -m benchmarks.ledger [--requests N] [--repeat R]``
"""

from __future__ import annotations

import argparse
import datetime as dt
import pwd
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from os import geteuid
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from rosterctl.domain.filed import Ask, Filed, Step
from rosterctl.domain.kept_files import Publication
from rosterctl.domain.ledger import Act
from rosterctl.domain.requests import Request, Status
from rosterctl.domain.roster import Assignment, Roster
from rosterctl.domain.time import Span
from rosterctl.io.files import sha256_of
from rosterctl.io.rosters.roster_store import RosterFolder
from rosterctl.ledger.kept_files import append_publication
from rosterctl.ledger.requests import fingerprint, new_rows, standing_row, step_row, subject
from rosterctl.ledger.store import FILE, Writer, open_ledger

PEOPLE = 300
FIRST = dt.date(2024, 1, 1)
AS_OF = "2026-10-10T09:00:00+08:00"
ZONE = "Asia/Shanghai"
BATCH = 5000
MONTH = "2026-09"
SMALL = 1000
"""Requests of the ledger that the large one is held against: the difference is what the size costs."""


def workspace(root: Path) -> Path:
    """Three hundred agents with a month's roster, and one leader, under whose name the benchmark acts."""
    (root / "input").mkdir(parents=True)
    login = pwd.getpwuid(geteuid()).pw_name
    (root / "rosterctl.toml").write_text(f'[people."{login}"]\nemployee = "L"\n', "utf-8")
    (root / "policy.toml").write_text('extends = "hospital-desk"\n', "utf-8")
    rows = (f"P{n},员工{n},agent,2020-01-01\n" for n in range(PEOPLE))
    heads = "id,name,rank,employed_from\nL,班长,leader,2020-01-01\n"
    (root / "input/staff.csv").write_text(heads + "".join(rows), "utf-8")
    (root / "input/shifts.csv").write_text("code,name,start,end\nD,白班,09:00,18:00\n", "utf-8")
    first, end = (dt.date.fromisoformat(f"2026-{month:02d}-01") for month in (9, 10))
    dates = [first + dt.timedelta(days=n) for n in range((end - first).days)]
    items = tuple(Assignment(f"P{n}", on, "D", "desk") for n in range(PEOPLE) for on in dates if on.weekday() < 5)
    RosterFolder(root / "rosters" / MONTH).publish(Roster(first, end, items))
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
        with ledger.write() as writer:
            file = root / "rosters" / MONTH / "v1.json"
            append_publication(writer, Publication(MONTH, 1, sha256_of(file), AS_OF, "bench"))


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


class Took(NamedTuple):
    """Seconds on the wall, and of processor time."""

    wall: float
    cpu: float


def once(root: Path, args: Sequence[str]) -> Took:
    """One run of a command as a process of its own."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "rosterctl", *args], cwd=root, capture_output=True, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{' '.join(args)}: {done.stderr.decode()}{done.stdout.decode()}")
    return Took(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def beyond(root: Path, runs: Iterable[Sequence[str]]) -> Took:
    """The median of some runs beyond the median of as many bare starts, taken one between two others."""
    starts, found = [], []
    for args in runs:
        starts.append(once(root, ["--version"]))
        found.append(once(root, args))
    medians = [
        statistics.median(getattr(one, name) for one in some) for name in Took._fields for some in (found, starts)
    ]
    return Took(medians[0] - medians[1], medians[2] - medians[3])


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
    "settle a month's overtime": ["pay", "overtime", "--month", MONTH, "--as-of", AS_OF],
}


def measure(root: Path, repeat: int) -> dict[str, Took]:
    """What each command took, and to check everything once."""
    found = {name: beyond(root, [args] * repeat) for name, args in COMMANDS.items()}
    waiting = pending(root, repeat)
    found["approve one"] = beyond(root, [["request", "approve", number, "--as-of", AS_OF] for number in waiting])
    found["verify all"] = beyond(root, [["ledger", "verify"]])
    return found


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
        before, after = measure(small, stated.repeat), measure(large, stated.repeat)
        print("seconds beyond the bare start of the program: on the wall, and of processor time")
        print(f"{'command':28}{SMALL:>16}{stated.requests:>16}")
        for name, took in after.items():
            print(f"{name:28}{before[name].wall:8.2f}{before[name].cpu:8.2f}{took.wall:8.2f}{took.cpu:8.2f}")


if __name__ == "__main__":
    main()
