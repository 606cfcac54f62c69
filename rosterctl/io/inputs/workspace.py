"""A workspace's input for one month: every file read, then held against the others."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.case import HISTORY_DAYS
from rosterctl.domain.demand import Demand
from rosterctl.domain.people import Employee
from rosterctl.domain.requests import Pin, Request, Wish
from rosterctl.domain.roster import Assignment
from rosterctl.domain.shifts import Shift
from rosterctl.errors import InputError, Problem
from rosterctl.io.inputs import cross
from rosterctl.io.inputs.base import calendar_of, period, read_base
from rosterctl.io.inputs.carried import by_rule, read_carried
from rosterctl.io.inputs.config import FILE, Config, find_workspace, load_config
from rosterctl.io.inputs.demand import read_demand
from rosterctl.io.inputs.desk import PLANNED, Desk, joint_sha256
from rosterctl.io.inputs.history import read_history
from rosterctl.io.inputs.notes import read_notes
from rosterctl.io.inputs.pins import read_pins
from rosterctl.io.inputs.requests import read_requests
from rosterctl.io.inputs.taken import NONE, Taken, sifted, unfiled
from rosterctl.io.inputs.wishes import read_wishes

__all__ = ["Config", "Inputs", "find_workspace", "load_config", "load_inputs"]

REQUIRED = ("staff", "shifts", "demand")


@dataclass(frozen=True)
class Inputs:
    """Everything that one month's roster depends on, apart from the policy.

    ``[first, end)`` is the month's period. ``requests`` are those that touch it or the 35 days before it,
    ``wishes`` and ``pins`` those inside it, ``history`` what lies before it. ``files`` maps each file read to
    the SHA-256 of its bytes. ``warnings`` are no reason to refuse anything.
    """

    root: Path
    config: Config
    month: str
    first: dt.date
    end: dt.date
    employees: tuple[Employee, ...]
    shifts: tuple[Shift, ...]
    demand: tuple[Demand, ...]
    requests: tuple[Request, ...]
    wishes: tuple[Wish, ...]
    pins: tuple[Pin, ...]
    history: tuple[Assignment, ...]
    carried: Mapping[str, Mapping[str, int]]
    calendar: Calendar
    files: Mapping[str, str]
    warnings: tuple[Problem, ...] = ()

    @property
    def sha256(self) -> str:
        """One hash over all files, for stamping a roster; names and order of reading do not matter."""
        return joint_sha256(self.files)


def load_inputs(root: Path, config: Config, month: str, taken: Taken | None = None) -> Inputs:
    """Reads ``input/`` for the period named by ``month`` (``YYYY-MM``); ``taken`` holds for ``input/requests``.

    Raises :class:`InputError` with the problems of all files, :class:`UsageError` for an impossible month.
    """
    first, end = period(config, month)
    desk = Desk(root, PLANNED, REQUIRED)
    base = read_base(desk, config, first)
    shifts, staff, days, known = base.shifts, base.staff, base.days, base.known
    demand = desk.read("demand", lambda path, shown: read_demand(path, known, days.named, shown=shown))
    if taken is None:
        read = desk.read("requests", lambda path, shown: read_requests(path, known, zone=config.zone, shown=shown))
        requests, aside = read.values, NONE
    else:
        requests, aside = taken.of(known.by_id), unfiled(desk, known, config.zone, taken, first, end)
    wishes = desk.read("wishes", lambda path, shown: read_wishes(path, known, shown=shown))
    pins = desk.read("pins", lambda path, shown: read_pins(path, known, shown=shown))
    history = desk.read("history", lambda path, shown: read_history(path, known, shown=shown))
    carried = desk.read("carried", lambda path, shown: read_carried(path, known, shown=shown))
    remarks = desk.read("notes", lambda path, shown: read_notes(path, shown=shown))
    near = tuple(note for note in remarks.values if note.first < end and first <= note.last)
    calendar = dataclasses.replace(calendar_of(config, base, first, end), notes=near)
    inputs = Inputs(
        root=root,
        config=config,
        month=month,
        first=first,
        end=end,
        employees=staff.values,
        shifts=shifts.values,
        demand=demand.values,
        requests=_near(requests, first, end),
        wishes=tuple(wish for wish in wishes.values if first <= wish.date < end),
        pins=tuple(pin for pin in pins.values if first <= pin.date < end),
        history=tuple(item for item in history.values if item.date < first),
        carried=MappingProxyType(by_rule(carried.values)),
        calendar=calendar,
        files=MappingProxyType({FILE: config.sha256, **desk.files, **({} if taken is None else taken.file)}),
    )
    crossed = cross.problems(staff.values, requests, wishes.values, pins.values, first, end)
    refused, told = sifted(crossed, taken)
    desk.problems += refused
    if desk.problems:
        raise InputError(desk.problems)
    warnings = (*desk.warnings, *aside.notes, *told, *cross.warnings(inputs.employees, shifts.values, demand.values,
                                                               inputs.requests, calendar, first, end))  # fmt: skip
    return Inputs(**{**inputs.__dict__, "warnings": warnings})


def _near(requests: tuple[Request, ...], first: dt.date, end: dt.date) -> tuple[Request, ...]:
    """The requests that a roster of the period, its history or the shift past its end can feel."""
    begin = first - dt.timedelta(days=HISTORY_DAYS)
    return tuple(item for item in requests if item.last >= begin and item.first <= end)
