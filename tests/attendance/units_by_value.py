"""Units made one value at a time (1.1 to 1.4): a second reading of ``attendance/units.py``, which makes columns."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from rosterctl.attendance.away import Approved, Window, approved
from rosterctl.attendance.templates import Template, make_template
from rosterctl.attendance.units import Roster
from rosterctl.domain.attendance import DEFAULTS, Correction, MatchParams, Side, Stretch, Unit, UnitKind
from rosterctl.domain.roster import Assignment
from rosterctl.domain.stretches import common, minus, union
from rosterctl.domain.wall import Wall

_NOTHING = Approved()


Made = tuple[tuple[Unit, ...], tuple[tuple[Unit, Unit], ...], tuple[Correction, ...]]


def units_by_value(roster: Roster, params: MatchParams = DEFAULTS) -> Made:
    """All units of a roster, sorted by employee and start; those that clash; lost corrections."""
    wall = Wall(roster.zone)
    people = approved(roster.requests, wall)
    units: list[Unit] = []
    shifts_of: dict[str, list[tuple[Stretch, bool]]] = defaultdict(list)
    for item in roster.assignments:
        shift = roster.shifts[item.shift]
        reach = roster.reach.get(item.shift, (params.reach_before, params.reach_after))
        template = make_template(item.date, shift, item.breaks, wall)
        made = _segments(item, template, reach, people.get(item.employee, _NOTHING), params)
        if item.employee in people:
            shifts_of[item.employee].append((template.whole, any(unit.takes_punches for unit in made)))
        units += made
    for employee, person in people.items():
        units += _overtime(employee, person, shifts_of[employee], params)
    pinned, lost = _pin(units, roster.corrections)
    pinned.sort(key=lambda unit: (unit.employee, unit.start, unit.end, unit.number))
    return tuple(pinned), _clashes(pinned), lost


def near(shift: Stretch, window: Stretch, params: MatchParams) -> bool:
    """Whether overtime overlaps a shift or lies close enough to widen its reach (1.2)."""
    return window.start - shift.end <= params.overtime_near and shift.start - window.end <= params.overtime_near


def _segments(
    item: Assignment, template: Template, reach: tuple[int, int], person: Approved, params: MatchParams
) -> list[Unit]:
    whole = template.whole
    if person is _NOTHING:
        lows, highs = whole
        return [
            Unit(
                item.employee, item.date, number, item.post, item.shift, segment.start, segment.end,
                lows - reach[0], highs + reach[1], paid, paid, arrive_early=template.arrive_early,
            )
            for number, (segment, paid) in enumerate(zip(template.segments, template.paid, strict=True), 1)
        ]  # fmt: skip
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


def _overtime(employee: str, person: Approved, shifts: list[tuple[Stretch, bool]], params: MatchParams) -> list[Unit]:
    """Overtime far from every shift that takes punches: units of their own (1.2)."""
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


def _pin(units: list[Unit], corrections: Sequence[Correction]) -> tuple[list[Unit], tuple[Correction, ...]]:
    """Approved corrections on their units (2.7); a later one of the same side replaces an earlier one.

    Segments are counted over all shifts of a roster date in time order, so that a double shift's are told apart, and
    after them its overtime.
    """
    if not corrections:
        return units, ()
    days: dict[tuple[str, dt.date], list[int]] = defaultdict(list)
    for kind in (UnitKind.SEGMENT, UnitKind.OVERTIME):
        mine = (index for index in range(len(units)) if units[index].kind is kind)
        for index in sorted(mine, key=lambda index: units[index].start):
            days[units[index].employee, units[index].date].append(index)
    pinned, lost = list(units), []
    for one in corrections:
        at = days.get((one.employee, one.date), [])
        if not 1 <= one.segment <= len(at):
            lost.append(one)
            continue
        unit = pinned[at[one.segment - 1]]
        if not unit.takes_punches:
            lost.append(one)
            continue
        requests = (*unit.requests, *((one.request,) if one.request else ()))
        if one.side is Side.START:
            pinned[at[one.segment - 1]] = replace(unit, pinned_start=one.instant, requests=requests)
        else:
            pinned[at[one.segment - 1]] = replace(unit, pinned_end=one.instant, requests=requests)
    return pinned, tuple(lost)


def _clashes(units: Iterable[Unit]) -> tuple[tuple[Unit, Unit], ...]:
    """Neighbouring units of one person whose scheduled times overlap: bad input (1.4)."""
    return tuple((a, b) for a, b in pairwise(units) if a.employee == b.employee and b.start < a.end)
