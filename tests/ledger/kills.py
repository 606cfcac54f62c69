"""Kills a process that files and decides, at random moments, and looks at what it left.

``python -m tests.ledger.kills 200`` does it two hundred times, and as often to what a month is closed with
(:mod:`tests.ledger.month_kills`); the tests do it twenty times.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import time
from pathlib import Path

from rosterctl.domain.filed import RequestQuery
from rosterctl.domain.requests import Status
from rosterctl.ledger.store import FILE
from rosterctl.services.decide import Decision, decide, withdraw
from rosterctl.services.ledger import list_requests
from rosterctl.services.request_bulk import file_input
from tests.ledger import month_kills
from tests.support.ledger import memory
from tests.support.office import desk, office, whole

LINES = 12
HEAD = "id,kind,employee,from,start,end,status,reason\n"


def ready(root: Path) -> Path:
    """A workspace whose file asks for a dozen outings of a minute each."""
    office(root)
    rows = (
        f"R{n},outing,A,2026-10-12,10:{n:02d},{10 + (n + 1) // 60}:{(n + 1) % 60:02d},filed,银行"
        for n in range(LINES)
    )
    (root / "input/requests.csv").write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    return root


def work(root: Path) -> None:
    """What is being done when the lights go out: file all lines, approve each that waits, withdraw every third.

    It may be done again from wherever it was cut off.
    """
    file_input(desk(root, "clerk"))
    for filed in list_requests(root, RequestQuery(states=(Status.FILED,))):
        decide(desk(root, "l1"), [filed.request.id], Decision(Status.APPROVED, reason="同意"))
    for filed in list_requests(root, RequestQuery(states=(Status.APPROVED,)))[::3]:
        withdraw(desk(root, "a"), [filed.request.id])


def how_long(root: Path) -> float:
    """Seconds that all of the work takes here and now; whatever it imports is imported then."""
    began = time.monotonic()
    work(root)
    return time.monotonic() - began


def killed(root: Path, after: float) -> bool:
    """Begin the work, and kill it after so many seconds; whether it was still at it."""
    worker = multiprocessing.get_context("fork").Process(target=work, args=(root,))
    worker.start()
    time.sleep(after)
    alive = worker.is_alive()
    assert worker.pid is not None
    if alive:
        os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    return alive


def look(root: Path) -> int:
    """The ledger opens and is whole; how many entries it has. Whatever is there is there as a whole."""
    if not (root / FILE).exists():
        return 0
    verdict = whole(root)
    requests = list_requests(root, RequestQuery())
    assert len(requests) in (0, LINES), "lines are filed together, or none of them"
    assert len({item.key for item in requests}) == len(requests)
    assert all((item.done == 1) == (item.request.decided_by is not None) for item in requests)
    return verdict.entries


def kill(times: int, seed: int) -> tuple[int, int]:
    """So many kills; of them so many struck while something was being done, so many of these with a ledger there."""
    chance = random.Random(seed)
    struck = there = 0
    with memory() as folder:
        long = how_long(ready(folder / "whole"))
        root = ready(folder / "0")
        for number in range(times):
            if chance.random() < 0.3:
                root = ready(folder / str(number + 1))
            before = look(root)
            struck += killed(root, chance.uniform(0, long))
            after = look(root)
            assert after >= before, "what was kept is kept"
            there += after > 0
        work(root)  # can be repeated, and comes to its end
        look(root)
        assert {item.request.status for item in list_requests(root, RequestQuery())} == {
            Status.APPROVED,
            Status.WITHDRAWN,
        }
    return struck, there


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print("{} kills: {} while at work, {} with a ledger, each whole".format(count, *kill(count, seed=count)))
    month = month_kills.kill(count, seed=count)
    print("{} kills of a month: {} while at work, {} with a ledger, each whole".format(count, *month))
