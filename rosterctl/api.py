"""rosterctl for other programs: load, build, check, publish, evaluate, pay. The page is ``docs/api.md``.

Every function is told what time it is (``as_of``, an instant with its offset, as ISO 8601 text or ``datetime``) and
where the workspace is; none reads the clock, and none prints. Lengths of attendance are whole seconds, those of
rosters whole minutes, instants UTC seconds, money exact ``Decimal`` yuan; results are frozen.

All errors are :class:`rosterctl.errors.RosterctlError`:

- :class:`~rosterctl.errors.InputError`: what was read is wrong; ``problems`` holds all of it, each with file and line
- :class:`~rosterctl.errors.UsageError`: an argument is
- :class:`~rosterctl.errors.RefusedError`: a rule, a closed month or a missing right forbids it; ``reasons`` says why
- :class:`~rosterctl.errors.InfeasibleError`: no roster can keep the hard rules
- :class:`~rosterctl.errors.NoRosterError`: none was found in time
- :class:`~rosterctl.errors.InterruptedRun`: Ctrl-C before any roster was found
- :class:`~rosterctl.errors.InternalError`: a bug of rosterctl

:func:`rosterctl.messages.error_text` puts any of them in words.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rosterctl.errors import UsageError

if TYPE_CHECKING:
    from rosterctl.services.attend import Attended
    from rosterctl.services.audit import Audit
    from rosterctl.services.month import Month
    from rosterctl.services.payroll import Payroll
    from rosterctl.services.plan import Plan
    from rosterctl.services.rosters import Published

__all__ = ("build", "check", "evaluate", "load", "pay", "publish", "save")

Instant = str | datetime
"""When something is done or judged; it must have its offset."""


def load(root: Path | str, month: str) -> Month:
    """The month ``YYYY-MM`` of the workspace in the folder ``root``: its case (people, shifts, demand, rules), its
    policy, and the roster that is published. ``warnings`` are no reason to stop.

    Raises :class:`~rosterctl.errors.InputError` with the problems of all files.
    """
    from rosterctl.services.month import load_month

    return load_month(Path(root), month)


def build(
    month: Month,
    *,
    as_of: Instant,
    time_limit: float | None = 60.0,
    seed: int = 0,
    workers: int | None = None,
    gap: float = 0.0,
    deterministic: float | None = None,
) -> Plan:
    """The best roster found in ``time_limit`` seconds (``None``: as long as it takes), with its audit and the bound
    below which nobody can get. Nothing is written: see :func:`save`.

    It ends earlier when the penalty is proven to be within ``gap`` (0.01 is 1 %) of the best. ``deterministic`` is an
    amount of work in the place of a time limit: then one worker searches, and the same input gives the same roster
    everywhere. Raises :class:`~rosterctl.errors.InfeasibleError`, whose text names the conflict, and
    :class:`~rosterctl.errors.NoRosterError`.
    """
    from rosterctl.services.plan import plan
    from rosterctl.services.rosters import stamp_of, start_of
    from rosterctl.solver.search import Options

    limit = None if deterministic is not None else time_limit
    options = Options(limit, seed, workers, gap, deterministic)
    return plan(month.case, options, stamp_of(month, _iso(as_of)), start=start_of(month.case, month.published))


def save(month: Month, plan: Plan) -> Path:
    """Write a roster as the month's draft, whole or not at all; the file. Raises
    :class:`~rosterctl.errors.InputError` when it cannot be written."""
    from rosterctl.services.rosters import save_draft

    return save_draft(month, plan.roster)


def check(month: Month, roster: str = "draft", *, as_of: Instant | None = None) -> Audit:
    """Every finding of every rule about a roster: ``draft``, ``latest``, ``v2``, or a file (.json, .xlsx, .csv) that
    somebody edited, with the cells. ``as_of`` judges whether the month is published in time.

    Raises :class:`~rosterctl.errors.UsageError` for a roster that is not there, and
    :class:`~rosterctl.errors.InputError` for one that cannot be read.
    """
    from rosterctl.services.audit import audit
    from rosterctl.services.rosters import on_date, open_roster

    opened = open_roster(month, roster)
    return audit(on_date(month, None if as_of is None else _iso(as_of)), opened.roster.assignments, opened.where)


def publish(month: Month, *, as_of: Instant, accept: str | None = None, login: str | None = None) -> Published:
    """Freeze the draft as the next version. ``accept`` is the reason for which hard findings are accepted; ``login``
    is who does it, in workspaces that list who may act.

    Raises :class:`~rosterctl.errors.RefusedError` for hard findings without a reason, for a closed month, and for
    somebody who may not.
    """
    from rosterctl.services import rosters

    return rosters.publish(month, accept, login, _iso(as_of))


def evaluate(root: Path | str, month: str, *, as_of: Instant) -> Attended:
    """Each person's each day of the month, judged by the published roster, the requests and the punches that had been
    made at ``as_of``.

    Raises :class:`~rosterctl.errors.InputError`, and :class:`~rosterctl.errors.RefusedError` when no roster is
    published.
    """
    from rosterctl.services.attend import attend

    return attend(Path(root), month, _iso(as_of))


def pay(root: Path | str, month: str, *, as_of: Instant) -> Payroll:
    """The month priced: of everybody the base wage, the lines with clause, arithmetic and evidence, and their sum.
    While ``unsettled`` is not empty the sums may still change (``provisional``).

    Raises what :func:`evaluate` raises; :class:`~rosterctl.errors.InputError` for people without a wage, and
    :class:`~rosterctl.errors.RefusedError` while no calendar is known for the year.
    """
    from rosterctl.services.payroll import pay as price

    return price(Path(root), month, _iso(as_of))


def _iso(as_of: Instant) -> str:
    """The instant as ISO 8601 text. Raises :class:`UsageError` for what is none, or lacks its offset."""
    try:
        stated = as_of if isinstance(as_of, datetime) else datetime.fromisoformat(as_of)
    except ValueError as error:
        raise UsageError("request.instant", read=as_of) from error
    if stated.tzinfo is None:
        raise UsageError("request.instant", read=str(as_of))
    return stated.isoformat(timespec="seconds")
