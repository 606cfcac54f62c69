"""Looking into the ledger: what was done, whether it is whole, which requests there are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rosterctl.domain.filed import Filed, RequestQuery, instant
from rosterctl.domain.ledger import Entry, LogQuery, Verdict
from rosterctl.errors import UsageError
from rosterctl.io.inputs.config import load_config
from rosterctl.ledger.log import log as entries
from rosterctl.ledger.requests import listed, subject
from rosterctl.ledger.store import FILE, open_ledger
from rosterctl.ledger.verify import MIN_EXPECTED
from rosterctl.ledger.verify import verify as judge


def show_log(
    root: Path,
    *,
    employee: str | None = None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    request: str | None = None,
    limit: int | None = None,
) -> tuple[Entry, ...]:
    """The entries about or decided by an employee, on dates from ``first`` to ``last``, about a request.

    Raises :class:`rosterctl.errors.InputError` when there is no ledger.
    """
    zone = load_config(root).zone
    query = LogQuery(
        employee=employee,
        since=None if first is None else instant(first, 0, zone),
        until=None if last is None else instant(last + dt.timedelta(days=1), 0, zone),
        subject=None if request is None else subject(request),
        limit=limit,
    )
    with open_ledger(root / FILE, create=False) as ledger, ledger.read() as reader:
        return entries(reader, query)


def verify(root: Path, expect: str | None = None) -> Verdict:
    """Hold the whole ledger against itself, and against a head that was kept elsewhere.

    Raises :class:`UsageError` when that is no hash, :class:`rosterctl.errors.InputError` when there is no ledger.
    """
    if expect is not None and (len(expect) < MIN_EXPECTED or set(expect.lower()) - set("0123456789abcdef")):
        raise UsageError("ledger.no-hash", read=expect, digits=MIN_EXPECTED)
    with open_ledger(root / FILE, create=False) as ledger, ledger.read() as reader:
        return judge(reader, expect)


def list_requests(root: Path, query: RequestQuery) -> tuple[Filed, ...]:
    """The requests that a query wants; none where there is no ledger yet."""
    if not (root / FILE).exists():
        return ()
    with open_ledger(root / FILE, create=False) as ledger, ledger.read() as reader:
        return listed(reader, query)
