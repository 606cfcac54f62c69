"""Units from a published roster and approved requests (1.1 to 1.4), as columns.

Most units are what their shift's template says. What requests and corrections touch is worked out as values, one by
one, and written over the columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np

from rosterctl.attendance.away import Approved, approved
from rosterctl.attendance.events import Ints
from rosterctl.attendance.sheets import Sheet, make_sheet, plain_units
from rosterctl.attendance.special import overtime_units, segments, touched
from rosterctl.attendance.table import Names, TableColumns, UnitTable, table_columns
from rosterctl.domain.attendance import DEFAULTS, Correction, MatchParams, Side, Unit
from rosterctl.domain.requests import Request
from rosterctl.domain.roster import Assignment
from rosterctl.domain.roster_columns import RosterColumns, columns_of
from rosterctl.domain.shifts import Shift
from rosterctl.domain.wall import Wall


@dataclass(frozen=True)
class Roster:
    """What units are made of. ``reach`` is a shift's own (before, after) in seconds, where it has one.

    Large rosters are :class:`RosterColumns`; other assignments are made columns first.
    """

    assignments: Sequence[Assignment]
    shifts: Mapping[str, Shift]
    zone: str = "Asia/Shanghai"
    requests: Sequence[Request] = ()
    corrections: Sequence[Correction] = ()
    reach: Mapping[str, tuple[int, int]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Units:
    """Units by employee and time; pairs that overlap (1.4); corrections that name no unit (2.7)."""

    units: UnitTable
    clashes: tuple[tuple[Unit, Unit], ...]
    lost: tuple[Correction, ...]


def make_units(roster: Roster, params: MatchParams = DEFAULTS) -> Units:
    """All units of a roster, sorted by employee and start."""
    wall = Wall(roster.zone)
    people = approved(roster.requests, wall)
    columns = _with_people(columns_of(roster.assignments), people)
    sheet = make_sheet(columns, roster.shifts, roster.reach, (params.reach_before, params.reach_after), wall)
    units, base = plain_units(columns, sheet)
    special, extra = _special(columns, sheet, base, people, params)
    names = Names(columns.employees, columns.shifts, columns.posts)
    if extra:
        names = Names(names.people, _and_empty(names.shifts, units.shift), _and_empty(names.posts, units.post))
        more = table_columns(extra, names)
        more.assignment[:] = len(columns) + np.arange(len(extra))
        special |= {len(units) + number: unit for number, unit in enumerate(extra)}
        units = units.then(more)
    rows = np.fromiter(special, np.int64, len(special))
    units.put(rows, table_columns(list(special.values()), names))
    units, special = _sorted(units, special)
    lost = _pin(units, special, sheet, names, roster.corrections)
    table = UnitTable(names, units, sheet.plain, special)
    return Units(table, _clashes(table), lost)


def _with_people(roster: RosterColumns, people: Mapping[str, Approved]) -> RosterColumns:
    """The roster with numbers for those, too, who only ask for something."""
    missing = people.keys() - set(roster.employees)
    if not missing:
        return roster
    known = tuple(sorted({*roster.employees, *missing}))
    place = {who: number for number, who in enumerate(known)}
    numbers = np.array([place[who] for who in roster.employees], np.int64)
    return replace(roster, employees=known, employee=numbers[roster.employee])


def _and_empty(known: tuple[str, ...], column: Ints) -> tuple[str, ...]:
    """The names with the empty one, which comes first; the column's numbers follow."""
    if "" in known:
        return known
    column += 1
    return ("", *known)


def _special(
    roster: RosterColumns, sheet: Sheet, base: Ints, people: Mapping[str, Approved], params: MatchParams
) -> tuple[dict[int, Unit], list[Unit]]:
    """The units that requests may have changed, by row, and the overtime that is a unit of its own (1.1, 1.2)."""
    wholes = np.array([template.whole for template in sheet.templates], np.int64).reshape(-1, 2)
    place = {who: number for number, who in enumerate(roster.employees)} if people else {}
    found: dict[int, Unit] = {}
    extra: list[Unit] = []
    for employee, person in people.items():
        low, high = np.searchsorted(roster.employee, [place[employee], place[employee] + 1])
        start, end = wholes[sheet.of[low:high]].T
        shifts = []
        for row in (low + np.flatnonzero(touched(person, roster.date[low:high], start, end, params))).tolist():
            template, reach = sheet.templates[sheet.of[row]], sheet.reach[sheet.of[row]]
            made = segments(roster[row], template, reach, person, params)
            found |= {int(base[row]) + number: unit for number, unit in enumerate(made)}
            shifts.append((template.whole, any(unit.takes_punches for unit in made)))
        extra += overtime_units(employee, person, shifts, params)
    return found, extra


def _sorted(units: TableColumns, special: dict[int, Unit]) -> tuple[TableColumns, dict[int, Unit]]:
    """Units by employee, start, end and number; most rosters are so already."""
    ahead = (units.employee[1:] > units.employee[:-1]) | (
        (units.employee[1:] == units.employee[:-1]) & (units.start[1:] > units.start[:-1])
    )
    if ahead.all():
        return units, special
    order = np.lexsort((units.number, units.end, units.start, units.employee)).astype(np.int64)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return units.take(order), {int(place[row]): unit for row, unit in special.items()}


def _pin(
    units: TableColumns, special: dict[int, Unit], sheet: Sheet, names: Names, corrections: Sequence[Correction]
) -> tuple[Correction, ...]:
    """Writes approved corrections over their units (2.7); a later one of the same side replaces an earlier one.

    Segments are counted over all shifts of a roster date in time order, so that a double shift's are told apart, and
    after them the date's overtime that is a unit of its own.
    """
    if not corrections:
        return ()
    place = {who: number for number, who in enumerate(names.people)}
    plain = UnitTable(names, units, sheet.plain, {})
    lost = []
    for one in corrections:
        number = place.get(one.employee, len(place))
        low, high = np.searchsorted(units.employee, [number, number + 1])
        there, own = units.date[low:high] == one.date.toordinal(), units.overtime[low:high]
        at = low + np.append(np.flatnonzero(there & ~own), np.flatnonzero(there & own))
        row = int(at[one.segment - 1]) if 1 <= one.segment <= len(at) else -1
        if row < 0 or not units.takes[row]:
            lost.append(one)
            continue
        unit = special.get(row) or plain[row]
        requests = (*unit.requests, *((one.request,) if one.request else ()))
        if one.side is Side.START:
            special[row] = replace(unit, pinned_start=one.instant, requests=requests)
            units.has_pin_start[row], units.pin_start[row] = True, one.instant
        else:
            special[row] = replace(unit, pinned_end=one.instant, requests=requests)
            units.has_pin_end[row], units.pin_end[row] = True, one.instant
    return tuple(lost)


def _clashes(units: UnitTable) -> tuple[tuple[Unit, Unit], ...]:
    """Neighbouring units of one person whose scheduled times overlap: bad input (1.4)."""
    at = units.columns
    rows = np.flatnonzero((at.employee[1:] == at.employee[:-1]) & (at.start[1:] < at.end[:-1]))
    return tuple((units[row], units[row + 1]) for row in rows.tolist())
