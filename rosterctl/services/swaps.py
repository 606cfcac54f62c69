"""Swaps and covers: what two people would exchange, whether that is legal for both, and what it costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.policy import Mode
from rosterctl.domain.roster import Assignment, Break, Roster
from rosterctl.domain.roster_text import ordered
from rosterctl.errors import RefusedError, UsageError
from rosterctl.io.inputs.config import Config
from rosterctl.rules.roster import meal_rotation
from rosterctl.rules.roster.difference import Cell, Difference, WhatIf
from rosterctl.rules.roster.index import Items, RosterIndex
from rosterctl.services.month import Month
from rosterctl.services.swap_asked import Swap

Cells = dict[Cell, Items]


@dataclass(frozen=True)
class Seen:
    """What a swap makes of a roster: its cells before and after, and what is different in the findings."""

    swap: Swap
    before: Cells
    after: Cells
    difference: Difference

    @property
    def covers(self) -> bool:
        """Whether only one of the two gives anything."""
        return len({cell[0] for cell, items in self.before.items() if items}) < 2


def month_of(config: Config, dates: Iterable[dt.date]) -> str:
    """The roster month of a swap's dates. Raises :class:`UsageError` when they are of two."""
    calendar = Calendar(period_start=config.period_start)
    found = sorted({calendar.month_of(date) for date in dates})
    if len(found) > 1:
        raise UsageError("swap.months", months=found)
    return found[0]


def published(month: Month) -> Roster:
    """The latest published roster. Raises :class:`RefusedError` without one: what nobody knows cannot be swapped."""
    if month.published is None:
        raise RefusedError("swap.no-roster", month=month.name)
    return month.published


def what_if(month: Month, roster: Roster) -> WhatIf:
    """The roster, ready to be asked about."""
    return WhatIf(RosterIndex(month.case, roster.assignments))


def look(what: WhatIf, swap: Swap) -> Seen:
    """Judge a swap. Raises :class:`UsageError` for people and dates that the roster does not know, and
    :class:`RefusedError` where there is nothing to exchange."""
    case = what.index.case
    unknown = [who for who in (swap.one, swap.other) if who not in case.person]
    if unknown:
        raise UsageError("swap.nobody", read=unknown)
    outside = [date for date in swap.dates if case.axis.day(date) not in case.days]
    if outside:
        raise UsageError("swap.outside", dates=outside)
    if swap.one == swap.other:
        raise UsageError("swap.alone", read=swap.one)
    one, other = case.person[swap.one], case.person[swap.other]
    before: Cells = {}
    after: Cells = {}
    for day in sorted({case.axis.day(date) for date in swap.dates}):
        mine, theirs = what.index.at(one, day), what.index.at(other, day)
        before |= {(one, day): mine, (other, day): theirs}
        after |= {(one, day): given(theirs, swap.one), (other, day): given(mine, swap.other)}
    for date in swap.dates:
        day = case.axis.day(date)
        if not before[one, day] and not before[other, day]:
            raise RefusedError("swap.nothing", one=swap.one, other=swap.other, date=date)
    after, found = with_meals(what, after)
    return Seen(swap, before, after, found)


def given(items: Items, employee: str) -> Items:
    """The same work of somebody else: its post, meals and activities go with it."""
    return tuple(replace(item, employee=employee) for item in items)


def with_meals(what: WhatIf, cells: Cells) -> tuple[Cells, Difference]:
    """The cells, and their difference. Meals stay where they were with the work, so that nobody else's moves; only
    where that breaks a rule about meals are those of these cells handed out again, one after the other, each at the
    start that costs least."""
    found = what.change(cells)
    if not any(finding.rule == meal_rotation.ID for finding in found.come):
        return cells, found
    for cell, number, meal in list(_meals(what, cells)):
        for start in _starts(what, cells[cell][number], meal):
            item = cells[cell][number]
            breaks = [*item.breaks]
            breaks[meal] = replace(breaks[meal], start=start)
            moved = replace(item, breaks=tuple(sorted(breaks)))
            tried = {**cells, cell: (*cells[cell][:number], moved, *cells[cell][number + 1 :])}
            better = what.change(tried)
            if _bad(better) < _bad(found):
                cells, found = tried, better
    return cells, found


def _bad(difference: Difference) -> tuple[int, int]:
    hard = [(finding.size, 1) for finding in difference.come if finding.hard]
    eased = [(finding.size, 1) for finding in difference.gone if finding.hard]
    return sum(size for size, _ in hard) - sum(size for size, _ in eased), difference.penalty


def _meals(what: WhatIf, cells: Cells) -> Iterator[tuple[Cell, int, int]]:
    """The stated rotating meals: cell, number of its assignment, number of the break."""
    for cell, items in cells.items():
        for number, item in enumerate(items):
            fixed = {Break(m.window.start, m.minutes) for m in what.index.case.shifts[item.shift].meals if m.fixed}
            yield from ((cell, number, meal) for meal, taken in enumerate(item.breaks) if taken not in fixed)


def _starts(what: WhatIf, item: Assignment, number: int) -> list[int]:
    """Where that break may start instead."""
    steps = [
        use.params.step
        for use in what.index.case.uses
        if use.mode is not Mode.OFF and isinstance(use.params, meal_rotation.Params)
    ]
    taken = item.breaks[number]
    found: list[int] = []
    for meal in what.index.case.shifts[item.shift].meals:
        if not meal.fixed and meal.minutes == taken.minutes:
            found += meal.starts(max(steps, default=5))
    return [start for start in dict.fromkeys(found) if start != taken.start]


def exchanged(roster: Roster, seen: Seen, what: WhatIf) -> Roster:
    """The roster with the cells exchanged; everybody else's stay as they are."""
    case = what.index.case
    cells = {(case.employees[who].id, case.axis.date(day)) for who, day in seen.after}
    kept = [item for item in roster.assignments if (item.employee, item.date) not in cells]
    return replace(roster, assignments=ordered([*kept, *(item for items in seen.after.values() for item in items)]))
