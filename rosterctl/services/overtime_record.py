"""Keeps in the ledger what was worked of approved overtime, so that caps count it instead of what was approved."""

from __future__ import annotations

from rosterctl.domain.ledger import Act
from rosterctl.errors import RefusedError
from rosterctl.io.inputs.config import FILE as CONFIG
from rosterctl.ledger.requests import worked_rows
from rosterctl.services.overtime import Overtime
from rosterctl.services.request_desk import Desk

ROLES = frozenset({"clerk", "payroll"})
"""Who may record it: either of these."""


def record(desk: Desk, found: Overtime) -> int:
    """Record what a month's overtime came to, in one entry of the chain; the number of rows that changed.

    Doing it again changes nothing, and appends nothing. Raises :class:`RefusedError` for somebody who holds neither
    role, and where requests do not come from the ledger.
    """
    may_record(desk)
    month = found.attended.period.month
    measured = {(one.request, one.date.isoformat()): one.minutes for one in found.measured}
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
