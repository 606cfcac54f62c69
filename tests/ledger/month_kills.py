"""A month's work that is killed: punches imported, a roster published, requests approved, October closed and opened.

Its processes come from a server that has never used polars: a process that has cannot be forked.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from dataclasses import replace
from pathlib import Path

from rosterctl.domain.closing import Why
from rosterctl.domain.kept_files import Wrong
from rosterctl.domain.requests import Status
from rosterctl.io.rosters.roster_store import RosterFolder
from rosterctl.ledger.closings import closings, current
from rosterctl.ledger.kept_files import batches, publications
from rosterctl.ledger.store import FILE, open_ledger
from rosterctl.services.closing import close, reopen
from rosterctl.services.decide import Decision, decide
from rosterctl.services.ledger import verify
from rosterctl.services.month import load_month
from rosterctl.services.punches import import_punches
from rosterctl.services.request_desk import open_desk
from rosterctl.services.request_file import file
from rosterctl.services.rosters import publish
from tests.support.clerk import AS_OF
from tests.support.clerk import publish as place
from tests.support.ledger import memory
from tests.support.requests import ask
from tests.support.shut import LATER, office

MONTH, NEXT = "2026-10", "2026-11"
FILES = 3
ROUNDS = 2


def ready(root: Path) -> None:
    """October published and punched before there was a ledger; files to import, and a draft of November."""
    office(root)
    place(root, NEXT, "A1 02 D D\nA2 02 D")
    folder = RosterFolder(root / "rosters" / NEXT)
    latest = folder.latest()
    assert latest is not None
    folder.write_draft(replace(latest, assignments=latest.assignments[:-1]))
    for day in range(2, 2 + FILES):
        (root / f"{day}.dat").write_text(f"{11:>9}\t2026-11-{day:02d} 08:55:00\t1\t0\t1\t0\n", "utf-8")


def work(root: Path) -> None:
    """May be done again from wherever it was cut off, and comes to its end."""
    for day in range(2, 2 + FILES):
        import_punches(root, [root / f"{day}.dat"], LATER, login="clerk")
    with open_ledger(root / FILE) as ledger, ledger.read() as reader:
        known = {(one.month, one.version) for one in publications(reader)}
        shut = current(reader, MONTH)
    if (NEXT, 2) not in known:
        publish(load_month(root, NEXT), "试行", "clerk", LATER)
    clerk = open_desk(root, "clerk", LATER)
    for hour in (10, 12, 14):
        window = {"employee": "A1", "start": f"{hour}:00", "end": f"{hour + 1}:00", "reason": "银行"}
        filed = file(clerk, ask("outing", "2026-12-15", key=f"k{hour}", **window)).filed
        if filed.request.status is Status.FILED:
            decide(clerk, [filed.request.id], Decision(Status.APPROVED, "A3", evidence="单据"))
    number = shut.number if shut is not None else 0
    close(root, MONTH, AS_OF, "pay", list(Why))
    for _ in range(number, ROUNDS):
        reopen(root, MONTH, LATER, "pay", "再来")
        close(root, MONTH, LATER, "pay", list(Why))


def look(root: Path) -> int:
    """The ledger opens and is whole, no more than one closing holds, and files are whole or not there."""
    if not (root / FILE).exists():
        return 0
    checked = verify(root)
    assert checked.verdict.flaw is None, checked
    assert {one.wrong for one in checked.files} <= {Wrong.UNKNOWN}, checked.files
    with open_ledger(root / FILE) as ledger, ledger.read() as reader:
        assert sum(one.closed for one in closings(reader, MONTH)) <= 1
        assert all(one.hash for one in closings(reader))
    return checked.verdict.entries


def ended(root: Path) -> None:
    """All is there once, whatever was cut off on the way."""
    assert verify(root).whole, verify(root)
    with open_ledger(root / FILE) as ledger, ledger.read() as reader:
        assert [(one.month, one.version) for one in publications(reader)] == [(MONTH, 1), (NEXT, 1), (NEXT, 2)]
        assert len(batches(reader)) == 1 + FILES
        assert current(reader, MONTH) is not None


def kill(times: int, seed: int) -> tuple[int, int]:
    """So many kills; of them so many struck while something was being done, so many of these with a ledger there."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    chance = random.Random(seed)
    struck = there = 0

    def run(target: object, root: Path, after: float | None = None) -> bool:
        worker = context.Process(target=target, args=(root,))  # type: ignore[arg-type]
        worker.start()
        worker.join(after)
        alive = worker.is_alive()
        if alive:
            assert worker.pid is not None
            os.kill(worker.pid, signal.SIGKILL)
        worker.join()
        assert alive or worker.exitcode == 0, "the work can always be done again"
        return alive

    with memory() as folder:
        root = folder / "0"
        run(ready, root)
        began = time.monotonic()
        run(work, root)
        long = time.monotonic() - began
        ended(root)
        alive = False
        for number in range(times):
            if not alive or chance.random() < 0.3:  # what has come to its end leaves nothing to kill
                root = folder / str(number + 1)
                run(ready, root)
            before = look(root)
            alive = run(work, root, chance.uniform(0, long))
            struck += alive
            after = look(root)
            assert after >= before, "what was kept is kept"
            there += after > 0
        run(work, root)
        ended(root)
    return struck, there
