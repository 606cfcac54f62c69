"""What a month's attendance and pay depend on, besides rosters, punches and the policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.incidents import INCIDENT_KINDS, Incident
from rosterctl.domain.people import Employee
from rosterctl.domain.requests import Request, Status
from rosterctl.domain.shifts import Shift
from rosterctl.errors import InputError, Problem
from rosterctl.io.inputs import cross
from rosterctl.io.inputs.base import calendar_of, period, read_base
from rosterctl.io.inputs.clashes import clashes
from rosterctl.io.inputs.config import FILE, Config
from rosterctl.io.inputs.desk import SETTLED, Desk, joint_sha256
from rosterctl.io.inputs.incidents import read_incidents
from rosterctl.io.inputs.opening import Openings, by_employee, read_opening
from rosterctl.io.inputs.requests import read_requests
from rosterctl.io.inputs.taken import NONE, Taken, Unfiled, sifted, unfiled
from rosterctl.io.tables.suggest import nearest
from rosterctl.io.tables.words import INCIDENT_WORDS

NEIGHBOURS = dt.timedelta(days=62)
"""How far around a period requests and calendar go: reaches chain, and runs of absence carry over (1.5, 3.6)."""
REQUIRED = ("staff", "shifts")


@dataclass(frozen=True)
class Settlement:
    """What attendance and pay of one period are made of.

    ``[first, end)`` is the period. ``employees`` are as on its first day, with all their wages; ``requests`` those
    that touch the period or the 62 days on either side, whatever their status; ``incidents`` those inside it.
    ``opening`` is employee → key → value. ``files`` maps each file read to the SHA-256 of its bytes. ``warnings``
    are no reason to refuse anything.
    """

    root: Path
    config: Config
    month: str
    first: dt.date
    end: dt.date
    employees: tuple[Employee, ...]
    shifts: tuple[Shift, ...]
    requests: tuple[Request, ...]
    incidents: tuple[Incident, ...]
    opening: Openings
    calendar: Calendar
    files: Mapping[str, str]
    warnings: tuple[Problem, ...] = ()
    unfiled: Unfiled = NONE
    """Rows of ``input/requests`` that count for nothing because others hold for them."""

    @property
    def sha256(self) -> str:
        """One hash over all files, for stamping what is settled."""
        return joint_sha256(self.files)


def load_settlement(root: Path, config: Config, month: str, taken: Taken | None = None) -> Settlement:
    """Reads what settling needs of ``input/`` for the period named by ``month`` (``YYYY-MM``).

    ``taken`` holds for ``input/requests``.

    Raises :class:`InputError` with the problems of all files, :class:`UsageError` for an impossible month.
    """
    first, end = period(config, month)
    desk = Desk(root, SETTLED, REQUIRED)
    base = read_base(desk, config, first)
    people, shifts, known = base.staff.values, base.shifts.values, base.known
    if taken is None:
        read = desk.read("requests", lambda path, shown: read_requests(path, known, zone=config.zone, shown=shown))
        requests, aside = read.values, NONE
    else:
        requests, aside = taken.of(known.by_id), unfiled(desk, known, config.zone, taken, first, end)
    incidents = desk.read("incidents", lambda path, shown: read_incidents(path, known, shown=shown))
    opening = desk.read("opening", lambda path, shown: read_opening(path, known, shown=shown))
    refused, told = sifted(_problems(people, shifts, requests, incidents.values, first, end), taken)
    desk.problems += refused
    if desk.problems:
        raise InputError(desk.problems)
    calendar = calendar_of(config, base, first - NEIGHBOURS, end + NEIGHBOURS)
    mine = tuple(item for item in incidents.values if first <= item.date < end)
    near = tuple(r for r in requests if r.last >= first - NEIGHBOURS and r.first < end + NEIGHBOURS)
    warnings = (
        *desk.warnings,
        *aside.notes,
        *told,
        *cross.of_the_month(people, calendar, first, end),
        *_doubts(near, mine, first, end),
    )
    return Settlement(
        root=root,
        config=config,
        month=month,
        first=first,
        end=end,
        employees=people,
        shifts=shifts,
        requests=near,
        incidents=mine,
        opening=by_employee(opening.values),
        calendar=calendar,
        files=MappingProxyType({FILE: config.sha256, **desk.files, **({} if taken is None else taken.file)}),
        warnings=warnings,
        unfiled=aside,
    )


def _problems(
    staff: Sequence[Employee],
    shifts: Sequence[Shift],
    requests: Sequence[Request],
    incidents: Sequence[Incident],
    first: dt.date,
    end: dt.date,
) -> list[Problem]:
    """What the files say against each other, in the order of the files."""
    people = {person.id: person for person in staff}
    return [
        *cross.unemployed(people, requests),
        *clashes(people, requests, shifts),
        *cross.far(incidents, first, end),
        *_outside(people, incidents),
    ]


def _outside(people: Mapping[str, Employee], incidents: Sequence[Incident]) -> Iterator[Problem]:
    """Incidents of people who were not employed then."""
    for item in incidents:
        person = people.get(item.employee)
        if person is not None and not person.employed(item.date):
            values = {"employee": person.id, "name": person.name, "date": item.date, **cross.employment(person)}
            yield Problem("input.incident-unemployed", item.place, values)


def _doubts(
    requests: Sequence[Request], incidents: Sequence[Incident], first: dt.date, end: dt.date
) -> Iterator[Problem]:
    """What counts for nothing as it stands: overtime without hours, kinds of incident that look mistyped."""
    for request in requests:
        overtime = request.kind == "overtime" and request.status is Status.APPROVED and request.hours is None
        if overtime and request.last >= first and request.first < end:
            values = {"employee": request.employee, "date": request.first}
            yield Problem("warn.overtime-no-hours", request.place, values)
    for item in incidents:
        like = None if item.kind in INCIDENT_KINDS else nearest(item.kind, INCIDENT_WORDS)
        if like is not None:
            yield Problem("warn.incident-kind", item.place, {"read": item.kind, "like": like})
