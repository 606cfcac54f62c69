"""The templates of a roster in columns: every shift on every date with every set of breaks, worked out once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rosterctl.attendance.events import Ints
from rosterctl.attendance.table import TableColumns
from rosterctl.attendance.templates import Template, make_template
from rosterctl.domain.roster_columns import RosterColumns
from rosterctl.domain.shifts import Shift
from rosterctl.domain.stretches import Stretches
from rosterctl.domain.wall import Wall


@dataclass(frozen=True)
class Sheet:
    """``of`` is each assignment's template; ``reach`` its (before, after) in seconds.

    The segments of template ``t`` are the plans ``first[t] … first[t + 1] - 1``.
    """

    of: Ints
    templates: tuple[Template, ...]
    reach: tuple[tuple[int, int], ...]
    first: Ints

    @property
    def plain(self) -> tuple[Stretches, ...]:
        """The paid stretches of each plan."""
        return tuple(paid for template in self.templates for paid in template.paid)


def make_sheet(
    roster: RosterColumns,
    shifts: Mapping[str, Shift],
    reach: Mapping[str, tuple[int, int]],
    usual: tuple[int, int],
    wall: Wall,
) -> Sheet:
    """The templates that some assignments need. ``reach`` is a shift's own, ``usual`` everybody else's (1.2)."""
    days, low = 1, 0
    if len(roster):
        low = int(roster.date.min())
        days = int(roster.date.max()) - low + 1
    key = (roster.shift * len(roster.breaks_known) + roster.breaks) * days + (roster.date - low)
    known, of = np.unique(key, return_inverse=True)
    templates, reaches = [], []
    for one in known.tolist():
        rest, day = divmod(one, days)
        number, breaks = divmod(rest, len(roster.breaks_known))
        shift = shifts[roster.shifts[number]]
        on = dt.date.fromordinal(low + day)
        templates.append(make_template(on, shift, roster.breaks_known[breaks], wall))
        reaches.append(reach.get(shift.code, usual))
    first = np.cumsum([0, *(len(template.segments) for template in templates)], dtype=np.int64)
    return Sheet(of.astype(np.int64), tuple(templates), tuple(reaches), first)


def plain_units(roster: RosterColumns, sheet: Sheet) -> tuple[TableColumns, Ints]:
    """The units of all assignments as if there were no requests, and the first row of each assignment."""
    size = np.diff(sheet.first)[sheet.of]
    base = np.cumsum(size) - size
    assignment = np.repeat(np.arange(len(roster), dtype=np.int64), size)
    number = np.arange(len(assignment), dtype=np.int64) - base[assignment]
    plan = sheet.first[sheet.of[assignment]] + number
    times = np.array(
        [
            _times(template, reach, segment)
            for template, reach in zip(sheet.templates, sheet.reach, strict=True)
            for segment in range(len(template.segments))
        ],
        np.int64,
    ).reshape(-1, 8)
    start, end, reach_start, reach_end, expected_start, expected_end, takes, arrive_early = times.T
    count = len(assignment)
    zero = np.zeros(count, np.int64)
    return TableColumns(
        employee=roster.employee[assignment],
        date=roster.date[assignment],
        number=number + 1,
        assignment=assignment,
        shift=roster.shift[assignment],
        post=roster.post[assignment],
        plan=plan,
        start=start[plan],
        end=end[plan],
        reach_start=reach_start[plan],
        reach_end=reach_end[plan],
        expected_start=expected_start[plan],
        expected_end=expected_end[plan],
        takes=takes[plan] > 0,
        overtime=np.zeros(count, np.bool_),
        pin_start=zero,
        pin_end=zero.copy(),
        has_pin_start=np.zeros(count, np.bool_),
        has_pin_end=np.zeros(count, np.bool_),
        before=zero.copy(),
        after=zero.copy(),
        arrive_early=arrive_early[plan],
    ), base


def _times(template: Template, reach: tuple[int, int], segment: int) -> tuple[int, ...]:
    """Of one segment: start, end, reach, expected start and end, whether anything is expected, arrive-early."""
    (start, end), paid, whole = template.segments[segment], template.paid[segment], template.whole
    first, last = (paid[0].start, paid[-1].end) if paid else (start, end)
    return (
        start, end, whole.start - reach[0], whole.end + reach[1], first, last, bool(paid), template.arrive_early,
    )  # fmt: skip
