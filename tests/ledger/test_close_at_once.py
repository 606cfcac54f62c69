"""Sixteen processes file and decide while another one closes the month: nothing gets into it afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from rosterctl.domain.filed import RequestQuery
from rosterctl.domain.requests import Status
from rosterctl.ledger.closings import current
from rosterctl.ledger.store import FILE, open_ledger
from rosterctl.services.ledger import list_requests, show_log
from tests.ledger.workers import crowd, together
from tests.support.clerk import publish
from tests.support.ledger import memory
from tests.support.office import whole

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork")

AS_OF = "2026-11-10T09:00:00+08:00"
CLOSE = """
import sys, time
from pathlib import Path
from rosterctl.domain.closing import Why
from rosterctl.services.closing import close
from rosterctl.services.ledger import list_requests
from rosterctl.domain.filed import RequestQuery
root, count = Path(sys.argv[1]), int(sys.argv[2])
while len(list_requests(root, RequestQuery(limit=count))) < count:
    time.sleep(0.02)
close(root, "2026-10", sys.argv[3], "p0", list(Why))
"""


@pytest.mark.parametrize(
    "count", [pytest.param(240, id="240"), pytest.param(2000, id="2000", marks=pytest.mark.slow)]
)
def test_nothing_is_filed_into_a_month_that_another_closes(count: int) -> None:
    with memory() as folder:
        root = crowd(folder / "w")
        _closable(root)
        closer = subprocess.Popen([sys.executable, "-c", CLOSE, str(root), str(count // 8), AS_OF])
        found = together(root, 16, range(count))
        assert closer.wait(timeout=120) == 0
        _looked_at(root, found)


def _closable(root: Path) -> None:
    """The crowd with wages, a shift and a published roster; one of them closes periods."""
    staff = (root / "input/staff.csv").read_text("utf-8").splitlines()
    rows = [f"{staff[0]},base_wage", *(f"{row},2200" for row in staff[1:])]
    (root / "input/staff.csv").write_text("\n".join(rows) + "\n", "utf-8")
    (root / "input/shifts.csv").write_text("code,name,start,end\nD,白班,08:00,16:00\n", "utf-8")
    config = (root / "rosterctl.toml").read_text("utf-8")
    mine = 'employee = "P0"\n'
    (root / "rosterctl.toml").write_text(config.replace(mine, f'{mine}roles = ["payroll"]\n', 1), "utf-8")
    publish(root, "2026-10", "P0 08 D")


def _looked_at(root: Path, found: Counter[str]) -> None:
    log = show_log(root)
    (closed,) = (entry.seq for entry in log if entry.action == "period.closed")
    assert found["close.closed"] > 0, "it was closed when all was done"
    inside = {item.request.id for item in list_requests(root, RequestQuery()) if item.request.first.month == 10}
    assert inside
    late = [entry for entry in log if entry.seq > closed and entry.subject.removeprefix("request:") in inside]
    assert late == [], "filed or decided after it was closed"
    waiting = {f"{one.request.kind} {one.request.id}" for one in list_requests(root, RequestQuery())
               if one.request.status is Status.FILED and one.request.first.month == 10}  # fmt: skip
    with open_ledger(root / FILE) as ledger, ledger.read() as reader:
        closing = current(reader, "2026-10")
    assert closing is not None
    accepted = {one.what for one in closing.accepted if one.why == "undecided"}
    assert accepted == waiting, "what was undecided was listed, to the last"
    assert whole(root).flaw is None
