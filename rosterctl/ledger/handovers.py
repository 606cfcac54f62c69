"""Hand-overs: between the table and the values of the domain."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from rosterctl.domain.handed import Due, HandedOver
from rosterctl.domain.ledger import Put, Value
from rosterctl.ledger.store import Reader
from rosterctl.ledger.tables import HANDOVERS

_STANDING = (
    *("state", "outgoing_at", "incoming_at", "reason", "note", "evidence"),
    *("manager_at", "manager_by", "director_at", "director_by"),
)


def handover_row(handed: HandedOver, *, new: bool) -> Put:
    """The row of a hand-over as it is now."""
    values: dict[str, Value] = {name: getattr(handed, name) for name in _STANDING}
    if new:
        due = handed.due
        values |= {"post": due.post, "date": due.date.isoformat(), "due": due.due}
        values |= {"outgoing": due.outgoing, "incoming": due.incoming}
    return Put("handovers", (handed.id,), values, new=new)


def handovers(reader: Reader, first: dt.date, last: dt.date) -> tuple[HandedOver, ...]:
    """The hand-overs that were due on these dates, in that order."""
    ask = select(HANDOVERS).where(HANDOVERS.c.date >= first.isoformat(), HANDOVERS.c.date <= last.isoformat())
    found = []
    for row in reader.connection.execute(ask):
        due = Due(dt.date.fromisoformat(row.date), row.due, row.post, row.outgoing, row.incoming)
        found.append(HandedOver(row.id, due, **{name: getattr(row, name) for name in _STANDING}))
    return tuple(sorted(found, key=lambda item: item.due))
