"""A workspace's input for one month: every file read, then held against the others."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.case import HISTORY_DAYS
from rosterctl.domain.demand import Demand
from rosterctl.domain.people import Employee
from rosterctl.domain.requests import Pin, Request, Wish
from rosterctl.domain.roster import Assignment
from rosterctl.domain.shifts import Shift
from rosterctl.errors import InputError, Place, Problem, UsageError
from rosterctl.io.files import sha256_of
from rosterctl.io.inputs import cross
from rosterctl.io.inputs.calendars import build_calendar
from rosterctl.io.inputs.carried import by_rule, read_carried
from rosterctl.io.inputs.config import FILE, Config, find_workspace, load_config
from rosterctl.io.inputs.days import read_days
from rosterctl.io.inputs.demand import read_demand
from rosterctl.io.inputs.history import read_history
from rosterctl.io.inputs.known import Known
from rosterctl.io.inputs.pins import read_pins
from rosterctl.io.inputs.requests import read_requests
from rosterctl.io.inputs.shifts import read_shifts
from rosterctl.io.inputs.staff import read_staff
from rosterctl.io.inputs.wishes import read_wishes
from rosterctl.io.tables.problems import Read
from rosterctl.io.tables.reader import SUFFIXES
from rosterctl.io.tables.suggest import nearest

__all__ = ["FOLDER", "NAMES", "Config", "Inputs", "find_workspace", "load_config", "load_inputs"]

T = TypeVar("T")
FOLDER = "input"
REQUIRED = ("staff", "shifts", "demand")
NAMES = (*REQUIRED, "requests", "wishes", "pins", "calendar", "history", "carried")
LATER = ("incidents", "wages", "balances", "meetings")
"""Files that other commands read; no warning about them here."""


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
        joined = "\n".join(sorted(f"{name.rsplit('.', 1)[0]} {value}" for name, value in self.files.items()))
        return hashlib.sha256(joined.encode()).hexdigest()


def load_inputs(root: Path, config: Config, month: str) -> Inputs:
    """Reads ``input/`` for the period named by ``month`` (``YYYY-MM``).

    Raises :class:`InputError` with the problems of all files, :class:`UsageError` for an impossible month.
    """
    if not re.fullmatch(r"20\d{2}-(0[1-9]|1[0-2])", month):
        raise UsageError("workspace.month", read=month)
    first, end = Calendar(period_start=config.period_start).period(month)
    desk = _Desk(root)
    shifts = desk.read("shifts", lambda path, shown: read_shifts(path, Known(posts=config.posts), shown=shown))
    known = Known(
        shifts={shift.code: shift for shift in shifts.values},
        codes=shifts.named if shifts.whole else None,
        posts=config.posts,
    )
    staff = desk.read("staff", lambda path, shown: read_staff(path, known, on=first, shown=shown))
    known = Known(staff.values, staff.named if staff.whole else None, known.shifts, known.codes, known.posts)
    days = desk.read("calendar", lambda path, shown: read_days(path, shown=shown))
    demand = desk.read("demand", lambda path, shown: read_demand(path, known, days.named, shown=shown))
    requests = desk.read("requests", lambda path, shown: read_requests(path, known, zone=config.zone, shown=shown))
    wishes = desk.read("wishes", lambda path, shown: read_wishes(path, known, shown=shown))
    pins = desk.read("pins", lambda path, shown: read_pins(path, known, shown=shown))
    history = desk.read("history", lambda path, shown: read_history(path, known, shown=shown))
    carried = desk.read("carried", lambda path, shown: read_carried(path, known, shown=shown))
    calendar = build_calendar(
        first,
        end,
        weekend=config.weekend,
        week_start=config.week_start,
        period_start=config.period_start,
        overrides=days.values,
        lang=config.language or "en",
    )
    inputs = Inputs(
        root=root,
        config=config,
        month=month,
        first=first,
        end=end,
        employees=staff.values,
        shifts=shifts.values,
        demand=demand.values,
        requests=_near(requests.values, first, end),
        wishes=tuple(wish for wish in wishes.values if first <= wish.date < end),
        pins=tuple(pin for pin in pins.values if first <= pin.date < end),
        history=tuple(item for item in history.values if item.date < first),
        carried=MappingProxyType(by_rule(carried.values)),
        calendar=calendar,
        files=MappingProxyType({FILE: config.sha256, **desk.files}),
    )
    desk.problems += cross.problems(staff.values, requests.values, wishes.values, pins.values, first, end)
    if desk.problems:
        raise InputError(desk.problems)
    warnings = (*desk.warnings, *cross.warnings(inputs.employees, shifts.values, demand.values, inputs.requests,
                                                calendar, first, end))  # fmt: skip
    return Inputs(**{**inputs.__dict__, "warnings": warnings})


def _near(requests: tuple[Request, ...], first: dt.date, end: dt.date) -> tuple[Request, ...]:
    """The requests that a roster of the period, its history or the shift past its end can feel."""
    begin = first - dt.timedelta(days=HISTORY_DAYS)
    return tuple(item for item in requests if item.last >= begin and item.first <= end)


class _Desk:
    """Finds the files of ``input/`` and keeps what was wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.files: dict[str, str] = {}
        self._refused: set[str] = set()
        self._found: dict[str, list[Path]] = {}
        folder = root / FOLDER
        entries = sorted(folder.iterdir()) if folder.is_dir() else []
        for path in entries:
            if path.is_file() and not path.name.startswith((".", "~$")):
                self._sort_in(path)

    def _sort_in(self, path: Path) -> None:
        name, place = path.stem.casefold(), Place(self._shown(path))
        if name in NAMES and path.suffix.lower() in SUFFIXES:
            self._found.setdefault(name, []).append(path)
        elif name in NAMES:
            self._refused.add(name)
            self.problems.append(Problem("workspace.file-kind", place, {"kinds": SUFFIXES}))
        elif name not in LATER:
            like = nearest(name, NAMES)
            values = {"names": NAMES} if like is None else {"like": like}
            code = "workspace.file-unknown" if like is None else "workspace.file-unknown-like"
            self.warnings.append(Problem(code, place, values))

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def read(self, name: str, reader: Callable[[Path, str], Read[T]]) -> Read[T]:
        """What the reader makes of the one file of that name; nothing where there is none."""
        paths = self._found.get(name, [])
        if len(paths) == 1:
            shown = self._shown(paths[0])
            found = reader(paths[0], shown)
            self.problems += found.problems
            if found.whole:
                self.files[shown] = sha256_of(paths[0])
            if name in REQUIRED and not found.values and not found.problems:
                self.problems.append(Problem("workspace.file-no-rows", Place(shown)))
                return found._replace(whole=False)
            return found
        place = Place(f"{FOLDER}/{name}")
        if paths:
            shown_all = tuple(self._shown(path) for path in paths)
            self.problems.append(Problem("workspace.file-twice", place, {"files": shown_all}))
        elif name in REQUIRED and name not in self._refused:
            self.problems.append(Problem("workspace.file-missing", place, {"kinds": SUFFIXES}))
        elif name not in self._refused:
            return Read((), [])
        return Read((), [], whole=False)
