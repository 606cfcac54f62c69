"""A month's attendance: the published roster, requests and punches of a workspace, judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import numpy as np

from rosterctl.domain.people import Employee
from rosterctl.domain.period import Period
from rosterctl.domain.punch_columns import PunchColumns
from rosterctl.domain.roster import Roster
from rosterctl.domain.roster_columns import RosterColumns, columns_of, joined
from rosterctl.domain.shifts import Shift
from rosterctl.errors import InputError, Place, Problem, RefusedError, UsageError
from rosterctl.io.inputs.config import Config, load_config
from rosterctl.io.inputs.settlement import Settlement, load_settlement
from rosterctl.io.inputs.taken import NONE, Unfiled
from rosterctl.io.policies.policy import Policy, house_policy
from rosterctl.io.policies.registry import uses_of
from rosterctl.io.rosters.roster_fit import strangers
from rosterctl.io.rosters.roster_store import LATEST, RosterFolder
from rosterctl.services.folders import roster_folder
from rosterctl.services.late_changes import late_changes
from rosterctl.services.month import previous
from rosterctl.services.requests import for_settling

if TYPE_CHECKING:
    from rosterctl.attendance.pipeline import Judged
    from rosterctl.io.rosters.roster_columns import ColumnRoster

AFTER = timedelta(days=7)
"""So far into the next month units are read: reaches chain across the end of a period (1.5), and never that far."""
MARGIN = timedelta(days=3)
"""Beyond the first and the last shift no reach goes so far; punches are read between these."""


@dataclass(frozen=True)
class Loaded:
    """Everything that a month's attendance rests on. ``as_of`` is the ISO text of ``period.as_of``."""

    root: Path
    month: str
    config: Config
    policy: Policy
    period: Period
    punches: PunchColumns
    as_of: str
    version: int
    """The published roster that is in force."""
    planned_version: int | None
    """The one that was published before the period began (4.1)."""
    provisional: tuple[int, ...]
    """Years of the period for which no calendar is published, and none is stated."""
    warnings: tuple[Problem, ...]
    files: Mapping[str, str]
    """The files of configuration, input and policy, with the SHA-256 of their bytes."""
    unfiled: Unfiled = NONE
    """What of ``input/requests`` counts for nothing, because the ledger holds for it."""


@dataclass(frozen=True)
class Attended:
    """A month as judged."""

    loaded: Loaded
    judged: Judged

    @property
    def period(self) -> Period:
        """The period that was judged."""
        return self.loaded.period

    @property
    def counts(self) -> dict[str, int]:
        """How many units, people who have any, and punches were judged."""
        sheet = self.judged.sheet
        people = sheet.facts.employee[sheet.inside]
        return {"units": len(people), "people": len(np.unique(people)), "punches": len(self.loaded.punches)}


def attend(root: Path, month: str, as_of: str) -> Attended:
    """The month ``YYYY-MM`` of the workspace in ``root``, judged as of an ISO instant.

    Raises :class:`InputError` with the problems of all files, :class:`RefusedError` when no roster is published.
    """
    return judged(load_period(root, month, as_of))


def judged(loaded: Loaded) -> Attended:
    """A month that is loaded, judged. Raises :class:`InputError` where shifts of one person overlap (1.4)."""
    from rosterctl.attendance.events import Punches
    from rosterctl.attendance.pipeline import judge_period

    raw = loaded.punches
    place = Place(_shown(roster_folder(loaded.root, loaded.month), loaded.version, loaded.root))
    return Attended(loaded, judge_period(loaded.period, Punches(raw.people, raw.person, raw.at), place))


def load_period(root: Path, month: str, as_of: str) -> Loaded:
    """What :func:`attend` judges; the same errors."""
    config = load_config(root)
    settlement, policy = _inputs(root, config, month)
    folder = roster_folder(root, month)
    rosters = _Rosters(root, {employee.id for employee in settlement.employees}, settlement.shifts)
    version, roster = _in_force(folder, month)
    rosters.fit(roster.head, roster.columns, settlement, _shown(folder, version, root))
    planned_version, planned = _planned(folder, roster, version, settlement.first, config.zone)
    around = rosters.before(month, settlement.first), rosters.after(month, settlement.end)
    period = Period(
        month=month,
        first=settlement.first,
        end=settlement.end,
        zone=config.zone,
        as_of=int(datetime.fromisoformat(as_of).timestamp()),
        calendar=settlement.calendar,
        employees=settlement.employees,
        shifts={shift.code: shift for shift in settlement.shifts},
        assignments=joined([around[0], roster.columns, around[1]]),
        uses=uses_of(policy.uses, "attendance", "pay"),
        requests=settlement.requests,
        incidents=settlement.incidents,
        planned=None if planned is None else planned.columns,
        opening=_by_key(settlement.opening),
    )
    raw = _punches(root, period)
    notes = () if len(raw) else (Problem("attend.no-punches", Place("punches"), {"month": month}),)
    return Loaded(
        root=root,
        month=month,
        config=config,
        policy=policy,
        period=period,
        punches=raw,
        as_of=as_of,
        version=version,
        planned_version=planned_version,
        provisional=_provisional(period),
        warnings=(*settlement.warnings, *late_changes(folder, roster, version, period, root), *notes),
        files={**settlement.files, **dict(policy.files)},
        unfiled=settlement.unfiled,
    )


def employee_of(period: Period, text: str) -> Employee:
    """The person of an id or a name. Raises :class:`UsageError` when nobody, or more than one, is called so."""
    number = period.person.get(text)
    if number is not None:
        return period.employees[number]
    found = [employee for employee in period.employees if employee.name == text]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError("attend.employees", read=text, known=tuple(one.id for one in found))
    raise UsageError("punch.employee", read=text, known=tuple(one.id for one in period.employees)[:12])


def _inputs(root: Path, config: Config, month: str) -> tuple[Settlement, Policy]:
    problems: list[Problem] = []
    settlement: Settlement | None = None
    policy: Policy | None = None
    try:
        settlement = load_settlement(root, config, month, for_settling(root, config, month))
    except InputError as error:
        problems += error.problems
    try:
        policy = house_policy(root, config.law)
    except InputError as error:
        problems += error.problems
    if settlement is None or policy is None:
        raise InputError(problems)
    return settlement, policy


def _by_key(opening: Mapping[str, Mapping[str, int]]) -> Mapping[str, Mapping[str, int]]:
    """Employee → key → value, as rules ask for it: key → employee → value."""
    found: dict[str, dict[str, int]] = {}
    for employee, values in opening.items():
        for key, value in values.items():
            found.setdefault(key, {})[employee] = value
    return found


def _in_force(folder: RosterFolder, month: str) -> tuple[int, ColumnRoster]:
    """The latest published version. Raises :class:`RefusedError` when there is none."""
    versions = folder.versions()
    if not versions:
        draft = folder.draft() is not None
        raise RefusedError("attend.draft-only" if draft else "attend.no-roster", month=month, folder=folder.path)
    return versions[-1], folder.columns(f"v{versions[-1]}")


def _planned(
    folder: RosterFolder, latest: ColumnRoster, number: int, first: date, zone: str
) -> tuple[int | None, ColumnRoster | None]:
    """The last version that was made before the period began, by its stamp."""
    begins = datetime(first.year, first.month, first.day, tzinfo=ZoneInfo(zone))
    for version in reversed(folder.versions()):
        roster = latest if version == number else folder.columns(f"v{version}")
        stamp = roster.head.stamp
        if stamp is not None and datetime.fromisoformat(stamp.as_of) < begins:
            return version, roster
    return None, None


class _Rosters:
    """Published rosters, as far as they speak of people and shifts that are known."""

    def __init__(self, root: Path, people: Iterable[str], shifts: Iterable[Shift]) -> None:
        self.root = root
        self.people: Mapping[str, None] = dict.fromkeys(people)
        self.shifts: Mapping[str, None] = dict.fromkeys(shift.code for shift in shifts)

    def fit(self, head: Roster, columns: RosterColumns, settlement: Settlement, shown: str) -> None:
        """Raises :class:`InputError` when the month's own roster speaks of others, or of another horizon."""
        problems: list[Problem] = []
        if not (columns.employees_used <= self.people.keys() and columns.shifts_used <= self.shifts.keys()):
            problems += strangers(columns, shown, self.people, self.shifts)
        if (head.first, head.end) != (settlement.first, settlement.end):
            last = settlement.end - timedelta(days=1)
            values = {"read": head.first, "first": settlement.first, "last": last}
            problems = [Problem("roster.fit.month", Place(shown), values)]
        if problems:
            raise InputError(problems)

    def before(self, month: str, first: date) -> RosterColumns:
        """The month before as a whole: reaches chain, and runs of absence go on (3.6)."""
        return self._of(previous(month), date.min, first)

    def after(self, month: str, end: date) -> RosterColumns:
        """The first days of the month after, as far as reaches chain (1.5)."""
        return self._of(following(month), end, end + AFTER)

    def _of(self, month: str, first: date, end: date) -> RosterColumns:
        """A neighbouring month may speak of people who have left since: their units are nobody's business here."""
        folder = roster_folder(self.root, month)
        if not folder.versions():
            return columns_of(())
        return folder.columns(LATEST).columns.between(first, end).of(self.people, self.shifts)


def following(month: str) -> str:
    """The month after ``YYYY-MM``."""
    after = date(int(month[:4]), int(month[5:7]), 28) + timedelta(days=4)
    return f"{after:%Y-%m}"


def _punches(root: Path, period: Period) -> PunchColumns:
    """The punches that any reach can touch, as far as they had been made at ``as_of``: a run as of an earlier time
    must not know what came later."""
    from rosterctl.io.punches.columns import punch_columns
    from rosterctl.io.punches.store import PunchStore

    begins, ends = window(period)
    return punch_columns(PunchStore(root), begins, min(ends, period.as_of + 1))


def window(period: Period) -> tuple[int, int]:
    """The instants between which punches matter to a period."""
    on = columns_of(period.assignments).date
    first = date.fromordinal(int(on.min(initial=period.first.toordinal()))) - MARGIN
    end = date.fromordinal(int(on.max(initial=period.end.toordinal()))) + MARGIN
    zone = ZoneInfo(period.zone)
    begins, ends = (int(datetime(on.year, on.month, on.day, tzinfo=zone).timestamp()) for on in (first, end))
    return begins, ends


def _provisional(period: Period) -> tuple[int, ...]:
    years = range(period.first.year, (period.end - timedelta(days=1)).year + 1)
    return tuple(year for year in years if year in period.calendar.provisional)


def _shown(folder: RosterFolder, version: int, root: Path) -> str:
    return (folder.path / f"v{version}.json").relative_to(root).as_posix()
