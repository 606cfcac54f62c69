"""Wall clocks, spans and the axis of a roster: whole minutes, half-open, never a float."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cached_property
from zoneinfo import ZoneInfo

DAY = 1440
_CLOCK = re.compile(r"^(\d{1,2}):([0-5]\d)$")


def parse_clock(text: str, *, latest: int = 2 * DAY) -> int:
    """Minutes after midnight of a wall-clock time ``HH:MM``; 24:00 and later fall on the next day.

    Raises ``ValueError`` when the text is no such time, or later than ``latest`` (48:00).
    """
    found = _CLOCK.match(text.strip())
    if found is None:
        raise ValueError(text)
    minutes = int(found[1]) * 60 + int(found[2])
    if minutes > latest:
        raise ValueError(text)
    return minutes


def format_clock(minutes: int) -> str:
    """``HH:MM`` of minutes after midnight; past midnight it goes on counting (26:00)."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of minutes ``[start, end)``."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """Its length."""
        return self.end - self.start

    def overlap(self, other: Span) -> int:
        """Minutes that both share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def shifted(self, by: int) -> Span:
        """The same stretch, ``by`` minutes later."""
        return Span(self.start + by, self.end + by)


def subtract(spans: tuple[Span, ...], holes: tuple[Span, ...]) -> tuple[Span, ...]:
    """What is left of ``spans`` (disjoint, ascending) without the ``holes`` (in any order)."""
    for hole in holes:
        kept: list[Span] = []
        for span in spans:
            if hole.end <= span.start or span.end <= hole.start:
                kept.append(span)
                continue
            if span.start < hole.start:
                kept.append(Span(span.start, hole.start))
            if hole.end < span.end:
                kept.append(Span(hole.end, span.end))
        spans = tuple(kept)
    return spans


@dataclass(frozen=True)
class Axis:
    """Days ``0 … days-1`` beginning at ``origin``, and the minutes elapsed since its midnight.

    Wall-clock times become elapsed minutes through the zone, so that a night on which the clocks change
    is as long as it really is. A wall-clock time that does not exist falls on the instant of the change.
    """

    origin: dt.date
    days: int
    zone: str = "Asia/Shanghai"
    _cache: dict[tuple[int, int], int] = field(default_factory=dict, repr=False, compare=False)

    def date(self, day: int) -> dt.date:
        """The calendar date of a day number."""
        return self.origin + dt.timedelta(days=day)

    def day(self, when: dt.date) -> int:
        """The day number of a calendar date; negative or too large when it lies outside."""
        return (when - self.origin).days

    @cached_property
    def _even(self) -> bool:
        """True when no clock changes between the axis' ends (two days of margin each side)."""
        zone = ZoneInfo(self.zone)
        offsets = {
            dt.datetime.combine(self.origin + dt.timedelta(days=n), dt.datetime.min.time(), zone).utcoffset()
            for n in range(-2, self.days + 4)
        }
        return len(offsets) == 1

    @cached_property
    def _start(self) -> dt.datetime:
        return dt.datetime.combine(self.origin, dt.datetime.min.time(), ZoneInfo(self.zone))

    def at(self, day: int, wall: int) -> int:
        """Elapsed minutes of ``wall`` minutes after midnight (24:00 and later: the next day) of ``day``."""
        if self._even:
            return day * DAY + wall
        key = (day, wall)
        found = self._cache.get(key)
        if found is None:
            local = dt.datetime.combine(
                self.origin + dt.timedelta(days=day + wall // DAY), dt.datetime.min.time()
            ) + dt.timedelta(minutes=wall % DAY)
            elapsed = local.replace(tzinfo=ZoneInfo(self.zone)).timestamp() - self._start.timestamp()
            found = self._cache[key] = round(elapsed / 60)
        return found

    def span(self, day: int, wall: Span) -> Span:
        """A wall-clock span of a day, in elapsed minutes."""
        return Span(self.at(day, wall.start), self.at(day, wall.end))
