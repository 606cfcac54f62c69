"""What the published rosters say about single people on single dates; read month by month, as asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.filed import instant
from rosterctl.domain.roster import Assignment, Roster
from rosterctl.domain.shifts import Shift
from rosterctl.errors import InputError
from rosterctl.io.inputs.config import Config
from rosterctl.io.inputs.known import Known
from rosterctl.io.inputs.shifts import read_shifts
from rosterctl.io.tables.reader import SUFFIXES
from rosterctl.services.folders import roster_folder


class Rostered:
    """The latest published version of each month that is asked about."""

    def __init__(self, root: Path, config: Config) -> None:
        self._root, self._config = root, config
        self._calendar = Calendar(period_start=config.period_start)
        self._cells: dict[str, dict[tuple[str, dt.date], tuple[Assignment, ...]] | None] = {}
        self._rosters: dict[str, Roster | None] = {}
        self._templates: dict[str, Shift] | None = None

    def shifts(self, employee: str, on: dt.date) -> tuple[str, ...] | None:
        """The codes of a person's shifts on a roster date; ``None`` where no roster is published."""
        found = self.work(employee, on)
        return None if found is None else tuple(item.shift for item in found)

    def work(self, employee: str, on: dt.date) -> tuple[Assignment, ...] | None:
        """A person's assignments on a roster date; ``None`` where no roster is published."""
        month = self._calendar.month_of(on)
        if month not in self._cells:
            roster = self._roster(month)
            self._cells[month] = None if roster is None else roster.by_cell()
        found = self._cells[month]
        return None if found is None else found.get((employee, on), ())

    def _roster(self, month: str) -> Roster | None:
        if month not in self._rosters:
            self._rosters[month] = roster_folder(self._root, month).latest()
        return self._rosters[month]

    def duties(self, on: dt.date) -> tuple[tuple[Assignment, Shift], ...] | None:
        """Everybody's assignments of a roster date with their shifts; ``None`` where no roster is published."""
        roster = self._roster(self._calendar.month_of(on))
        if roster is None:
            return None
        found = (item for item in roster.assignments if item.date == on and item.shift in self._shifts)
        return tuple((item, self._shifts[item.shift]) for item in found)

    def begins(self, employee: str, on: dt.date) -> int | None:
        """When a person's first shift of a roster date begins (UTC seconds); ``None`` when nothing is known."""
        starts = [self._shifts[code].span.start for code in self.shifts(employee, on) or () if code in self._shifts]
        return instant(on, min(starts), self._config.zone) if starts else None

    def templates(self, employee: str, on: dt.date) -> tuple[Shift, ...] | None:
        """A person's shifts on a roster date; ``None`` where no roster is published."""
        codes = self.shifts(employee, on)
        return None if codes is None else tuple(self._shifts[code] for code in codes if code in self._shifts)

    def times(self, employee: str, on: dt.date) -> list[tuple[int, int]]:
        """Start and end of a person's shifts of a roster date (UTC seconds); none when nothing is known."""
        spans = [self._shifts[code].span for code in self.shifts(employee, on) or () if code in self._shifts]
        zone = self._config.zone
        return [(instant(on, span.start, zone), instant(on, span.end, zone)) for span in spans]

    @property
    def _shifts(self) -> dict[str, Shift]:
        """The shift templates. Raises :class:`InputError` where they cannot be read."""
        if self._templates is None:
            files = [path for suffix in SUFFIXES if (path := self._root / "input" / f"shifts{suffix}").is_file()]
            self._templates = {shift.code: shift for path in files[:1] for shift in self._read(path)}
        return self._templates

    def _read(self, path: Path) -> Iterator[Shift]:
        read = read_shifts(path, Known(posts=self._config.posts), shown=f"input/{path.name}")
        if read.problems:
            raise InputError(read.problems)
        yield from read.values
