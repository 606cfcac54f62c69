"""Filing all of ``input/requests`` at once, with a result for each line; doing it again files nothing twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rosterctl.domain.filed import Filed
from rosterctl.domain.requests import Request, Status
from rosterctl.errors import InputError, Place, Problem, RosterctlError, UsageError
from rosterctl.io.inputs.known import Known
from rosterctl.io.inputs.requests import read_requests
from rosterctl.io.tables.reader import SUFFIXES
from rosterctl.ledger.store import Writer
from rosterctl.services.decide import Decision, decide_in, may_record, state_word
from rosterctl.services.request_desk import Desk
from rosterctl.services.request_facts import Around
from rosterctl.services.request_file import around_of, file_in
from rosterctl.services.requests import ask_of
from rosterctl.services.rostered import Rostered

BATCH = 200
"""So many lines are filed in one transaction, while others wait."""


@dataclass(frozen=True)
class Line:
    """What became of a line: filed now (``fresh``), filed before, or refused; ``place`` is where it stands.

    ``undecided`` says why the decision that the line states was not taken over, though the request was filed.
    """

    place: Place
    id: str
    filed: Filed | None = None
    fresh: bool = False
    refused: RosterctlError | None = None
    undecided: RosterctlError | None = None


def file_input(desk: Desk) -> tuple[Line, ...]:
    """File every line of ``input/requests``; what it states as decided is decided too, with the line as evidence.

    Raises :class:`InputError` with all problems of the file, before anything is filed.
    """
    requests = _read(desk)
    rostered = Rostered(desk.root, desk.config)
    found: list[Line] = []
    with desk.ledger() as ledger:
        for chunk in _batches(requests):
            ready = [_ready(desk, rostered, request) for request in chunk]
            with ledger.write() as writer:
                found += [_line(writer, desk, request, known) for request, known in zip(chunk, ready, strict=True)]
    return tuple(found)


def _read(desk: Desk) -> tuple[Request, ...]:
    files = [path for suffix in SUFFIXES if (path := desk.root / "input" / f"requests{suffix}").is_file()]
    if len(files) != 1:
        place = Place("input/requests")
        if not files:
            raise InputError([Problem("workspace.file-missing", place, {"kinds": SUFFIXES})])
        raise InputError([Problem("workspace.file-twice", place, {"files": tuple(f"input/{f.name}" for f in files)})])
    known = Known(tuple(desk.staff.values()), frozenset(desk.staff))
    read = read_requests(files[0], known, zone=desk.config.zone, shown=f"input/{files[0].name}")
    if read.problems:
        raise InputError(read.problems)
    return read.values


def _batches(requests: Sequence[Request]) -> Iterator[tuple[Request, ...]]:
    rest = iter(requests)
    while chunk := tuple(islice(rest, BATCH)):
        yield chunk


def _ready(desk: Desk, rostered: Rostered, request: Request) -> Around | RosterctlError:
    """What files say about a line, or what it lacks; read before anybody is kept waiting."""
    try:
        return around_of(desk, ask_of(request), rostered)
    except RosterctlError as error:
        return error


def _line(writer: Writer, desk: Desk, request: Request, known: Around | RosterctlError) -> Line:
    place = request.place or Place("input/requests")
    if isinstance(known, RosterctlError):
        return Line(place, request.id, refused=known)
    if request.status is Status.WITHDRAWN:
        return Line(place, request.id)
    try:
        filing = file_in(writer, desk, ask_of(request), known)
    except RosterctlError as error:
        return Line(place, request.id, refused=error)
    line = Line(place, request.id, filing.filed, filing.fresh)
    if request.status is Status.FILED or filing.filed.need is None:
        return line
    try:
        return replace(line, filed=_decided(writer, desk, filing.filed, known, request))
    except RosterctlError as error:
        return replace(line, undecided=error)


def _decided(writer: Writer, desk: Desk, filed: Filed, known: Around, request: Request) -> Filed:
    """The decision that a line states. A request of several steps is only one step further by it."""
    if request.decided_by is None:
        raise UsageError("request.line-undecided", state=state_word(request.status))
    if filed.done and filed.request.status is Status.FILED:
        return filed  # the line's one decision was taken over before
    decision = Decision(request.status, request.decided_by, evidence=str(request.place))
    may_record(desk, request.decided_by, decision)
    found = decide_in(writer, desk, filed, known, decision)
    if found.refused is not None:
        raise found.refused
    return found.filed or filed
