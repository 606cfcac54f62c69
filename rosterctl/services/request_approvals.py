"""Filing what was approved in DingTalk or WeCom; the number there is the key here, so that nothing is filed twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from rosterctl.domain.filed import Ask
from rosterctl.domain.requests import Request, Status
from rosterctl.errors import InputError, Place, RosterctlError
from rosterctl.io.inputs.approvals import read_approvals
from rosterctl.io.inputs.known import Known
from rosterctl.ledger.store import Writer
from rosterctl.services.decide import Decision, decide_in, may_record
from rosterctl.services.request_bulk import BATCH, Line
from rosterctl.services.request_desk import Desk
from rosterctl.services.request_facts import Around
from rosterctl.services.request_file import around_of, file_in
from rosterctl.services.rostered import Rostered


@dataclass(frozen=True)
class Paper:
    """Who decided there, and what proves it, as a clerk states for all lines of an export."""

    decided_by: str
    evidence: str


def file_approvals(desk: Desk, path: Path, paper: Paper | None = None) -> tuple[Line, ...]:
    """File every request of an export that was approved there; with ``paper`` it is decided here as well, and what
    was rejected there is filed and rejected. What waits there, was taken back, or is something else is left out.

    Raises :class:`InputError` with all problems of the file, and what may not be recorded, before anything is filed.
    """
    known = Known(tuple(desk.staff.values()), frozenset(desk.staff))
    read = read_approvals(path, known, zone=desk.config.zone, shown=path.name)
    if read.problems:
        raise InputError(read.problems)
    if paper is not None:
        may_record(desk, paper.decided_by, Decision(Status.APPROVED, paper.decided_by, evidence=paper.evidence))
    rostered = Rostered(desk.root, desk.config)
    wanted = (Status.APPROVED,) if paper is None else (Status.APPROVED, Status.REJECTED)
    requests = [request for approval in read.values for request in approval.requests]
    found: list[Line] = []
    with desk.ledger() as ledger:
        for begin in range(0, len(requests), BATCH):
            chunk = requests[begin : begin + BATCH]
            ready = [_ready(desk, rostered, request) if request.status in wanted else None for request in chunk]
            with ledger.write() as writer:
                found += [_line(writer, desk, *pair, paper) for pair in zip(chunk, ready, strict=True)]
    return tuple(found)


def _ask(request: Request) -> Ask:
    asked = replace(request, status=Status.FILED)
    return Ask(asked, evidence=f"审批 {request.id}", key=f"approval:{request.id}")


def _ready(desk: Desk, rostered: Rostered, request: Request) -> Around | RosterctlError:
    try:
        return around_of(desk, _ask(request), rostered)
    except RosterctlError as error:
        return error


def _line(
    writer: Writer, desk: Desk, request: Request, known: Around | RosterctlError | None, paper: Paper | None
) -> Line:
    place = request.place or Place(request.id)
    if known is None:
        return Line(place, request.id)
    if isinstance(known, RosterctlError):
        return Line(place, request.id, refused=known)
    try:
        filing = file_in(writer, desk, _ask(request), known)
    except RosterctlError as error:
        return Line(place, request.id, refused=error)
    line = Line(place, request.id, filing.filed, filing.fresh)
    if paper is None or filing.filed.need is None or filing.filed.done:
        return line
    decision = Decision(request.status, paper.decided_by, evidence=f"{paper.evidence}; 审批 {request.id}")
    try:
        outcome = decide_in(writer, desk, filing.filed, known, decision)
    except RosterctlError as error:
        return replace(line, undecided=error)
    return replace(line, filed=outcome.filed or filing.filed, undecided=outcome.refused)
