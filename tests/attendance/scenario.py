"""Scenario files: one person's days as text, matched, and shown as text again.

``punches`` are ``DD HH:MM[:SS]`` on the wall; a day above the first date's by twenty or more is of the month before.
Each line of ``units`` is ``DD shift[.segment] [expected]: in → out (events)`` with findings behind it; ``*`` marks a
correction. ``expected`` is shown where leave or an outing changed it.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from rosterctl.attendance.events import Punches
from rosterctl.attendance.matches import Matches, match_all
from rosterctl.attendance.units import Roster, make_units
from rosterctl.domain.attendance import Correction, Event, Mark, Match, MatchParams, Side, UnitKind, Unrostered
from rosterctl.domain.requests import Part, Request, Status
from tests.support.small import grid, shift, span


@dataclass(frozen=True)
class Scenario:
    """A file as read."""

    table: Mapping[str, Any]
    first: dt.date
    zone: ZoneInfo

    @property
    def params(self) -> MatchParams:
        return MatchParams(back_to_back=self.table.get("back_to_back", True))

    def instant(self, text: str) -> int:
        """``DD HH:MM[:SS]`` as UTC seconds."""
        day, _, clock = text.partition(" ")
        month = self.first.replace(day=1)
        if int(day) >= self.first.day + 20:
            month = (month - dt.timedelta(days=1)).replace(day=1)
        local = dt.datetime.combine(month.replace(day=int(day)), dt.time.fromisoformat(clock), self.zone)
        return int(local.timestamp())

    def wall(self, instant: int) -> str:
        """UTC seconds as ``DD HH:MM[:SS]``."""
        local = dt.datetime.fromtimestamp(instant, self.zone)
        return f"{local:%d %H:%M:%S}".removesuffix(":00")

    def roster(self) -> Roster:
        assignments, _ = grid(f"A = {self.table['roster']}", self.first, ("desk",))
        return Roster(
            assignments,
            {code: shift(code, what) for code, what in self.table["shifts"].items()},
            self.zone.key,
            tuple(self._request(number, row) for number, row in enumerate(self.table.get("requests", ()), 1)),
            tuple(self._correction(number, row) for number, row in enumerate(self.table.get("corrections", ()), 1)),
        )

    def _request(self, number: int, row: Mapping[str, Any]) -> Request:
        first = dt.date.fromisoformat(row["first"])
        hours = span(row["hours"]) if "hours" in row else None
        return Request(
            f"R{number}",
            row.get("kind", "leave"),
            "A",
            first,
            dt.date.fromisoformat(row.get("last", row["first"])),
            Part.HOURS if hours else Part(row.get("part", "whole")),
            hours,
            status=Status(row.get("status", "approved")),
        )

    def _correction(self, number: int, row: Mapping[str, Any]) -> Correction:
        date = dt.date.fromisoformat(row["date"])
        return Correction("A", date, row["segment"], Side(row["side"]), self.instant(row["at"]), f"C{number}")

    def instants(self) -> list[int]:
        return [self.instant(text) for text in self.table["punches"]]

    def run(self) -> Matches:
        made = make_units(self.roster(), self.params)
        assert not made.clashes
        assert not made.lost
        instants = np.array(self.instants(), np.int64)
        return match_all(made.units, Punches(["A"], np.zeros(len(instants), np.int64), instants), self.params)

    def line(self, match: Match) -> str:
        """A match in a line."""
        unit = match.unit
        name = "overtime" if unit.kind is UnitKind.OVERTIME else unit.shift
        head = f"{unit.date:%d} {name}" + (f".{unit.number}" if unit.number > 1 else "")
        if not unit.takes_punches:
            return f"{head}: off"
        if (unit.expected_start, unit.expected_end) != (unit.start, unit.end):
            head += f" {self.wall(unit.expected_start)[3:]}-{self.wall(unit.expected_end)[3:]}"
        parts = ["absent" if match.absent else self._boundaries(match)]
        parts += [f"shared {side}" for side, yes in (("in", match.shared_start), ("out", match.shared_end)) if yes]
        judged = (("in", match.judged_start), ("out", match.judged_end))
        parts += [f"unjudged {side}" for side, yes in judged if not yes]
        if match.meals is None:
            parts.append("inner " + " ".join(self._event(event) for event in match.inner))
        parts += [f"meal {self.wall(one.start)}-{self.wall(one.end)}" for one in match.meals or ()]
        for mark in match.marks:
            named = match.doubt if mark is Mark.DOUBTFUL_ABSENCE else None
            parts.append(f"{mark} {self._event(named)}" if named else str(mark))
        return f"{head}: " + "; ".join(parts)

    def _boundaries(self, match: Match) -> str:
        pins = (match.unit.pinned_start, match.unit.pinned_end)
        sides = [
            "missing" if at is None else ("*" if pin is not None else "") + self.wall(at)
            for at, pin in zip((match.arrival, match.departure), pins, strict=True)
        ]
        return f"{' → '.join(sides)} ({len(match.events)})"

    def _event(self, event: Event) -> str:
        return self.wall(event.first)

    def stray(self, one: Unrostered) -> str:
        """An unrostered event in a line."""
        return f"{self._event(one.event)} {one.why.value}" + (f" {one.unit.shift}" if one.unit else "")


def read(path: Path) -> Scenario:
    """A scenario file."""
    table = tomllib.loads(path.read_text("utf-8"))
    zone = ZoneInfo(table.get("zone", "Asia/Shanghai"))
    return Scenario(table, dt.date.fromisoformat(table.get("first", "2026-10-01")), zone)
