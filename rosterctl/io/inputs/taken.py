"""Requests that come from elsewhere in place of ``input/requests``: from the ledger, which is not known here."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from rosterctl.domain.requests import Request, Status
from rosterctl.domain.time import Span
from rosterctl.errors import Place, Problem
from rosterctl.io.inputs.desk import Desk
from rosterctl.io.inputs.known import Known
from rosterctl.io.inputs.requests import read_requests

OUTSIDE = "input.request-unemployed"
"""A request outside the employment. In a file it is mended there; a decision of the ledger is no more than told."""

NOTHING = (Status.REJECTED, Status.WITHDRAWN)
"""Rows that ask for nothing any more."""


@dataclass(frozen=True)
class Taken:
    """Requests as they stand in the file ``name``; ``filed`` says which rows of ``input/requests`` were ever filed
    there as they stand now: a row that was changed since asks for what nobody has filed."""

    name: str
    requests: tuple[Request, ...]
    filed: Callable[[Sequence[Request]], Sequence[bool]]

    @property
    def sha256(self) -> str:
        """A hash over the requests: another one whenever anything of them changes, whatever else the file holds."""
        names = tuple(field.name for field in fields(Request) if field.name != "place")
        rows = [{"place": None, **{name: getattr(request, name) for name in names}} for request in self.requests]
        return hashlib.sha256(json.dumps(rows, default=_plain, sort_keys=True).encode()).hexdigest()

    @property
    def file(self) -> dict[str, str]:
        """The entry among the files that something rests on."""
        return {self.name: self.sha256}

    def of(self, people: Iterable[str]) -> tuple[Request, ...]:
        """The requests of these people; others, who are not in the staff file any more, count for nothing."""
        known = frozenset(people)
        return tuple(request for request in self.requests if request.employee in known)


def _plain(value: Any) -> Any:
    """What JSON has no word for. (``asdict`` of whole requests copies every field deeply: most of a month's time.)"""
    return asdict(value) if isinstance(value, Span) else str(value)


def sifted(problems: Iterable[Problem], taken: Taken | None) -> tuple[list[Problem], list[Problem]]:
    """What refuses the inputs, and what of it is only told because it is about requests that were taken."""
    refused: list[Problem] = []
    told: list[Problem] = []
    for problem in problems:
        (told if taken is not None and problem.code == OUTSIDE else refused).append(problem)
    return refused, told


@dataclass(frozen=True)
class Unfiled:
    """What stands in ``input/requests``, shown as ``shown``, where it counts for nothing: rows about the dates in
    question that were never filed, and what is wrong with the file, which may hide more of them."""

    shown: str = "input/requests"
    rows: tuple[Request, ...] = ()
    wrong: tuple[Problem, ...] = ()

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What is told of it; no reason to refuse a roster."""
        count = {"count": len(self.rows)}
        return *self.wrong, *([Problem("warn.requests-unfiled", Place(self.shown), count)] if self.rows else [])


NONE = Unfiled()


def unfiled(desk: Desk, known: Known, zone: str, taken: Taken, first: dt.date, end: dt.date) -> Unfiled:
    """The rows of ``input/requests`` about dates in ``[first, end)`` that ask for something and were never filed."""
    path = desk.only("requests")
    if path is None:
        return NONE
    shown = desk.shown(path)
    read = read_requests(path, known, zone=zone, shown=shown)
    rows = [row for row in read.values if row.status not in NOTHING and row.touches(first, end)]
    filed = taken.filed(rows) if rows else ()
    missing = tuple(row for row, there in zip(rows, filed, strict=True) if not there)
    return Unfiled(shown, missing, tuple(read.problems))
