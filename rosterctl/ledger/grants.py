"""Decisions about rest days that were lost (H3): between the table and the values of the domain."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, cast

from sqlalchemy import select

from rosterctl.domain.balances import Grant
from rosterctl.domain.ledger import Put, Value
from rosterctl.ledger.store import Reader
from rosterctl.ledger.tables import GRANTS

Settled = Literal["carried", "paid"]


@dataclass(frozen=True, slots=True)
class RestDecision:
    """Minutes of rest that the work of ``month`` made impossible: carried over as time off, or paid.

    ``decided_by`` is the employee who decided it, ``recorded_by`` the login that wrote it down.
    """

    id: str
    employee: str
    month: str
    minutes: int
    settled: Settled
    reason: str
    decided_by: str
    decided_at: str
    recorded_by: str
    expires: dt.date | None = None
    evidence: str | None = None
    kind: str = "exchange"

    @property
    def grant(self) -> Grant | None:
        """The time off that it gives; ``None`` where it is paid."""
        if self.settled == "paid":
            return None
        return Grant(self.kind, self.minutes, f"rest:{self.month}", None, self.expires)


def decision_row(decision: RestDecision) -> Put:
    """The row of a decision that is taken now."""
    names = ("employee", "month", "kind", "minutes", "settled", "reason", "decided_by", "decided_at", "recorded_by")
    values: dict[str, Value] = {name: getattr(decision, name) for name in (*names, "evidence")}
    values["expires"] = None if decision.expires is None else decision.expires.isoformat()
    return Put("grants", (decision.id,), values, new=True)


def decisions(reader: Reader, employee: str | None = None, month: str | None = None) -> tuple[RestDecision, ...]:
    """The decisions about a person (``None``: all), about a month (``None``: all), as they were taken."""
    ask = select(GRANTS)
    if employee is not None:
        ask = ask.where(GRANTS.c.employee == employee)
    if month is not None:
        ask = ask.where(GRANTS.c.month == month)
    found = []
    for row in reader.connection.execute(ask):
        values = dict(row._mapping)
        expires = values.pop("expires")
        settled = cast(Settled, values.pop("settled"))
        until = None if expires is None else dt.date.fromisoformat(expires)
        found.append(RestDecision(**values, settled=settled, expires=until))
    return tuple(sorted(found, key=lambda item: int(item.id[1:])))
