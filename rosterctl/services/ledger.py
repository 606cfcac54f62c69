"""Looking into the ledger: what was done, whether it is whole, which requests there are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from rosterctl.domain.filed import Filed, RequestQuery, instant
from rosterctl.domain.kept_files import WrongFile
from rosterctl.domain.ledger import Entry, LogQuery, Verdict
from rosterctl.errors import UsageError
from rosterctl.io.inputs.config import load_config
from rosterctl.ledger.log import log as entries
from rosterctl.ledger.requests import listed, subject
from rosterctl.ledger.store import FILE, open_ledger
from rosterctl.ledger.verify import MIN_EXPECTED
from rosterctl.ledger.verify import verify as judge
from rosterctl.services.recording import wrong_files


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


@dataclass(frozen=True)
class Checked:
    """The verdict on the ledger, and the files that are not what it says (none are looked at while it is broken)."""

    verdict: Verdict
    files: tuple[WrongFile, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.verdict.flaw is None and not self.files


def verify(root: Path, expect: str | None = None) -> Checked:
    """Hold the whole ledger against itself, against a head that was kept elsewhere, and against the files.

    Raises :class:`UsageError` when that is no hash, :class:`rosterctl.errors.InputError` when there is no ledger.
    """
    if expect is not None and (len(expect) < MIN_EXPECTED or set(expect.lower()) - set("0123456789abcdef")):
        raise UsageError("ledger.no-hash", read=expect, digits=MIN_EXPECTED)
    with open_ledger(root / FILE, create=False) as ledger, ledger.read() as reader:
        verdict = judge(reader, expect)
        return Checked(verdict, wrong_files(root, reader) if verdict.flaw is None else ())


def list_requests(root: Path, query: RequestQuery) -> tuple[Filed, ...]:
    """The requests that a query wants; none where there is no ledger yet."""
    if not (root / FILE).exists():
        return ()
    with open_ledger(root / FILE, create=False) as ledger, ledger.read() as reader:
        return listed(reader, query)
