"""Keeps in the ledger what was worked of approved overtime: caps count it instead of what was approved, and balances
the time off that it earned."""

from __future__ import annotations

from rosterctl.domain.ledger import Act
from rosterctl.errors import RefusedError
from rosterctl.io.inputs.config import FILE as CONFIG
from rosterctl.ledger.requests import Worked, worked_rows
from rosterctl.services.overtime import Overtime
from rosterctl.services.request_desk import Desk

MINUTE = 60
ROLES = frozenset({"clerk", "payroll"})
"""Who may record it: either of these."""


def record(desk: Desk, found: Overtime) -> int:
    """Record what a month's overtime came to, in one entry of the chain; the number of rows that changed.

    Doing it again changes nothing, and appends nothing. Raises :class:`RefusedError` for somebody who holds neither
    role, and where requests do not come from the ledger.
    """
    may_record(desk)
    month = found.attended.period.month
    earned = {(one.request, one.date): one for one in found.grants}
    measured: dict[tuple[str, str], Worked] = {}
    for one in found.measured:
        grant = earned.get((one.request, one.date))
        off = 0 if grant is None else grant.seconds // MINUTE
        until = None if grant is None else grant.expires
        measured[one.request, one.date.isoformat()] = Worked(one.minutes, off, until)
    with desk.ledger(create=False) as ledger, ledger.write() as writer:
        rows = worked_rows(writer, measured)
        if rows:
            writer.append(Act(desk.as_of, desk.acting.login, "overtime.worked", f"overtime:{month}"), rows)
    return len(rows)


def may_record(desk: Desk) -> None:
    """Raises where whoever acts may not record worked overtime."""
    if not desk.config.from_ledger:
        raise RefusedError("overtime.not-ledger", file=CONFIG)
    if not desk.acting.roles & ROLES:
        raise RefusedError("overtime.no-role", login=desk.acting.login, roles=tuple(sorted(ROLES)))
