"""A roster as calendar entries that keep their identity from version to version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rosterctl.domain.roster import Activity, Assignment, Break, Roster
from rosterctl.domain.roster_text import ordered
from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import Span, format_clock


@dataclass(frozen=True, slots=True)
class Entry:
    """One stretch of work of one person: a segment of an assignment, in wall-clock minutes of its roster date.

    ``number`` counts the stretches of a person's date. ``alarm`` is minutes ahead of the start (0: none);
    ``sequence`` how often the entry has changed since it was first published; ``cancelled``: it is no longer worked.
    """

    employee: str
    date: dt.date
    number: int
    shift: str
    post: str
    span: Span
    breaks: tuple[Break, ...] = ()
    activities: tuple[Activity, ...] = ()
    alarm: int = 0
    sequence: int = 0
    cancelled: bool = False

    @property
    def key(self) -> tuple[str, dt.date, int]:
        """What stays the same when the entry changes."""
        return self.employee, self.date, self.number

    def body(self) -> tuple[object, ...]:
        """What people would want to be told of when it changes."""
        return self.shift, self.post, self.span, self.breaks, self.activities


def history(versions: Sequence[tuple[Entry, ...]]) -> tuple[Entry, ...]:
    """The entries of the last version with their sequence numbers; those of earlier ones that have gone, cancelled.

    A change of its content, its going and its coming back each count one.
    """
    known: dict[tuple[str, dt.date, int], Entry] = {}
    for version in versions:
        current = {entry.key: entry for entry in version}
        for key, before in known.items():
            if key not in current and not before.cancelled:
                known[key] = _again(before, before, cancelled=True)
        for key, entry in current.items():
            earlier = known.get(key)
            same = earlier is not None and not earlier.cancelled and earlier.body() == entry.body()
            known[key] = entry if earlier is None else _again(entry, earlier, step=0 if same else 1)
    return tuple(
        sorted(known.values(), key=lambda entry: (entry.date, entry.span.start, entry.employee, entry.number))
    )


def _again(entry: Entry, before: Entry, *, step: int = 1, cancelled: bool = False) -> Entry:
    return replace(entry, sequence=before.sequence + step, cancelled=cancelled)


def entries(roster: Roster, shifts: Mapping[str, Shift]) -> Iterator[Entry]:
    """The stretches of a roster; a shift that is unknown has none."""
    for (employee, on), items in roster.by_cell().items():
        number = 0
        for item in ordered(items):
            shift = shifts.get(item.shift)
            if shift is None:
                continue
            for segment in shift.segments:
                yield _entry(employee, on, number, item, shift, segment)
                number += 1


def _entry(employee: str, on: dt.date, number: int, item: Assignment, shift: Shift, segment: Span) -> Entry:
    fixed = [Break(meal.window.start, meal.minutes) for meal in shift.meals if meal.fixed]
    breaks = {*item.breaks, *fixed}
    held = tuple(sorted(one for one in breaks if segment.start <= one.start < segment.end))
    acts = tuple(one for one in item.activities if segment.start <= one.start < segment.end)
    alarm = shift.arrive_early if segment == shift.segments[0] else 0
    return Entry(employee, on, number, item.shift, item.post, segment, held, acts, alarm)


def clocks(start: int, minutes: int) -> str:
    """``12:00–12:30``."""
    return f"{format_clock(start)}–{format_clock(start + minutes)}"
