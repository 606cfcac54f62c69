"""Sixteen processes on one ledger: nothing lost, nothing doubled, no cap exceeded."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from pathlib import Path

import pytest

from rosterctl.domain.filed import Filed, RequestQuery
from rosterctl.domain.requests import Status
from rosterctl.services.ledger import list_requests, show_log
from tests.ledger.workers import DAY_HOURS, MONTH_HOURS, asked, crowd, together
from tests.support.ledger import memory
from tests.support.office import whole

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork")


@pytest.mark.parametrize(
    "count",
    [pytest.param(240, id="240"), pytest.param(2000, id="2000", marks=pytest.mark.slow)],
)
def test_sixteen_processes_file_and_decide(count: int) -> None:
    with memory() as folder:
        _all_at_once(crowd(folder / "w"), count)


def _all_at_once(root: Path, count: int) -> None:
    found = together(root, 16, range(count))
    requests = list_requests(root, RequestQuery())
    keys = Counter(item.key for item in requests)
    refused = {code for code in found if code not in ("filed", "known", "approved")}
    assert refused <= {"request.refused", "request.undecided", "request.not-open"}
    # whoever came first filed it; whoever found the day full already could not
    assert max(keys.values()) == 1, "filed twice"
    assert len(requests) == found["filed"]
    approved = [item for item in requests if item.request.status is Status.APPROVED]
    assert len(approved) == found["approved"]
    _no_cap_is_exceeded(approved, count)
    actions = Counter(entry.action for entry in show_log(root))
    assert actions == {"request.filed": found["filed"], "request.approved": found["approved"]}
    assert whole(root).entries == found["filed"] + found["approved"]


def _no_cap_is_exceeded(approved: list[Filed], count: int) -> None:
    """Everybody has exactly what the caps allow of what they asked for: not an hour more, and not one lost."""
    hours = Counter((item.request.employee, item.request.first) for item in approved)
    wanted = Counter((asked(n)["employee"], dt.date.fromisoformat(asked(n)["first"])) for n in range(count))
    allowed: Counter[str] = Counter()
    for (who, date), number in wanted.items():
        limit = DAY_HOURS if date.weekday() < 5 else number
        assert hours[who, date] <= limit
        allowed[who] += min(limit, number)
    for who, number in allowed.items():
        assert sum(found for (whose, _), found in hours.items() if whose == who) == min(MONTH_HOURS, number)
