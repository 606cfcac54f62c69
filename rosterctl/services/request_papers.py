"""Papers that are handed in afterwards (H5): filed for a request, and missed after the day of return."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from rosterctl.domain.filed import OPEN, Filed, RequestQuery
from rosterctl.domain.ledger import Act
from rosterctl.domain.requests import Status
from rosterctl.errors import RefusedError, UsageError
from rosterctl.ledger.requests import find, listed, papers_row, subject
from rosterctl.rules.request.entitled import may_file_for
from rosterctl.services.decide import state_word
from rosterctl.services.request_desk import Desk
from rosterctl.services.rostered import Rostered

LOOKED = 31
"""Days after a leave in which the roster is asked for the day of return; without one it is the day after."""


@dataclass(frozen=True)
class Missing:
    """An emergency leave without papers; ``due`` was the day of return."""

    filed: Filed
    due: dt.date


def file_papers(desk: Desk, number: str, papers: str) -> Filed:
    """Keep papers for a request, beside those that are there already; the same twice is kept once.

    Raises :class:`UsageError` for an id that no request has, :class:`RefusedError` when this person may not, or the
    request is neither pending nor approved.
    """
    with desk.ledger(create=False) as ledger, ledger.write() as writer:
        filed = find(writer, number)
        if filed is None:
            raise UsageError("request.unknown", ids=(number,))
        request, acting = filed.request, desk.acting
        if not may_file_for(request.employee, acting.employee, acting.roles):
            raise RefusedError("request.not-entitled", login=acting.login, employee=request.employee)
        if request.status not in OPEN:
            raise RefusedError("papers.none-open", id=number, state=state_word(request.status))
        known = () if filed.papers is None else tuple(filed.papers.split("; "))
        if papers in known:
            return filed
        after = replace(filed, papers="; ".join((*known, papers)))
        act = Act(desk.as_of, acting.login, "request.papers", subject(number), request.employee)
        writer.append(act, [papers_row(after)])
        return after


def missing_papers(desk: Desk, query: RequestQuery) -> tuple[Missing, ...]:
    """Approved emergency leave whose papers were not filed by the end of the day of return, by then."""
    rostered = Rostered(desk.root, desk.config)
    wanted = replace(query, kinds=("leave",), states=(Status.APPROVED,), limit=None)
    with desk.look() as reader:
        found = [filed for filed in listed(reader, wanted) if filed.emergency and filed.papers is None]
    due = ((filed, day_of_return(rostered, filed)) for filed in found)
    missing = tuple(Missing(filed, day) for filed, day in due if desk.today > day)
    return missing if query.limit is None else missing[: query.limit]


def day_of_return(rostered: Rostered, filed: Filed) -> dt.date:
    """The first date after a leave on which the person works by the published roster; the day after, if none says."""
    request, day = filed.request, dt.timedelta(days=1)
    for number in range(1, LOOKED + 1):
        codes = rostered.shifts(request.employee, request.last + number * day)
        if codes is None:
            break
        if codes:
            return request.last + number * day
    return request.last + day
