"""Units that requests touch, one by one, as values: leave, outings and overtime of a person (1.1, 1.2)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from rosterctl.attendance.away import Approved, Window
from rosterctl.attendance.events import Flags, Ints
from rosterctl.attendance.templates import Template
from rosterctl.domain.attendance import MatchParams, Stretch, Unit, UnitKind
from rosterctl.domain.roster import Assignment
from rosterctl.domain.stretches import common, minus, union


def near(shift: Stretch, window: Stretch, params: MatchParams) -> bool:
    """Whether overtime overlaps a shift or lies close enough to widen its reach (1.2)."""
    return window.start - shift.end <= params.overtime_near and shift.start - window.end <= params.overtime_near


def touched(person: Approved, date: Ints, start: Ints, end: Ints, params: MatchParams) -> Flags:
    """Which of a person's shifts anything approved may change; ``start`` and ``end`` are those of whole shifts."""
    found = np.zeros(len(date), np.bool_)
    for away in (person.leave, person.outing):
        if away.parts:
            found |= np.isin(date, [day.toordinal() for day in away.parts])
        for when, _ in away.hours:
            found |= (when.start < end) & (start < when.end)
    for window in person.overtime:
        found |= (window.when.start - end <= params.overtime_near) & (start - window.when.end <= params.overtime_near)
    return found


def segments(
    item: Assignment, template: Template, reach: tuple[int, int], person: Approved, params: MatchParams
) -> list[Unit]:
    """The units of one assignment."""
    whole = template.whole
    leave, leave_ids = person.leave.on(item.date, template)
    outing, outing_ids = person.outing.on(item.date, template)
    gone = union([*leave, *outing])
    expected = [minus(paid, gone) for paid in template.paid]
    extra = [w for w in person.overtime if near(whole, w.when, params)] if any(expected) else []
    lows = min([whole.start, *(w.when.start for w in extra)])
    highs = max([whole.end, *(w.when.end for w in extra)])
    edges = [None, *template.segments, None]
    units = []
    for number, (segment, paid) in enumerate(zip(template.segments, template.paid, strict=True), 1):
        left, right = edges[number - 1], edges[number + 1]
        rest = expected[number - 1]
        mine = _belongs(extra, segment, left.end if left else None, right.start if right else None)
        first, last = (rest[0].start, rest[-1].end) if rest else segment
        units.append(
            Unit(
                employee=item.employee,
                date=item.date,
                number=number,
                post=item.post,
                shift=item.shift,
                start=segment.start,
                end=segment.end,
                reach_start=lows - reach[0],
                reach_end=highs + reach[1],
                paid=paid,
                expected=rest,
                leave=common(paid, leave),
                outing=minus(common(paid, outing), leave),
                overtime=union(mine),
                before=max([0, *(first - one.start for one in mine)]),
                after=max([0, *(one.end - last for one in mine)]),
                arrive_early=template.arrive_early,
                requests=tuple(dict.fromkeys((*leave_ids, *outing_ids, *(w.request for w in extra)))),
            )
        )
    return units


def _belongs(windows: list[Window], segment: Stretch, floor: int | None, ceiling: int | None) -> list[Stretch]:
    """The overtime beside one segment: what touches the time between its neighbours, cut at them."""
    found = []
    for window in windows:
        start = window.when.start if floor is None else max(window.when.start, floor)
        end = window.when.end if ceiling is None else min(window.when.end, ceiling)
        if start < end:
            found.append(Stretch(start, end))
    return found


def overtime_units(
    employee: str, person: Approved, shifts: Iterable[tuple[Stretch, bool]], params: MatchParams
) -> list[Unit]:
    """Overtime far from every shift that takes punches: units of their own (1.2).

    ``shifts`` are the person's near any overtime, and whether they take punches.
    """
    shifts = list(shifts)
    units = []
    for number, window in enumerate(person.overtime, 1):
        when = window.when
        if any(takes and near(shift, when, params) for shift, takes in shifts):
            continue
        units.append(
            Unit(
                employee, window.date, number, "", "", when.start, when.end,
                when.start - params.reach_before, when.end + params.reach_after, (when,), (when,),
                overtime=(when,), kind=UnitKind.OVERTIME, requests=(window.request,),
            )
        )  # fmt: skip
    return units
