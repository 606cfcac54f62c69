"""Closed is closed: what would touch a closed period is refused."""

from __future__ import annotations

from datetime import date

from rosterctl.domain.filed import by_date
from rosterctl.domain.requests import Request
from rosterctl.errors import RefusedError
from rosterctl.ledger.closings import closed_between
from rosterctl.ledger.store import Reader
from rosterctl.services.request_desk import Desk


def refuse_closed(reader: Reader, first: date, last: date) -> None:
    """Raises :class:`RefusedError` when a date from ``first`` to ``last`` lies in a closed period."""
    month = closed_between(reader, first, last)
    if month is not None:
        raise RefusedError("close.closed", month=month)


def refuse_request(reader: Reader, desk: Desk, request: Request) -> None:
    """The same for a request, on every date that it touches, unless the policy lets it come late (rule ``retro``)."""
    if not desk.late_requests:
        dates = (request.first, request.last, *by_date(request, desk.config.zone))
        refuse_closed(reader, min(dates), max(dates))
