"""Who worked what nobody had approved: held over at a post, stayed beside a shift, punched outside every shift."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from rosterctl.domain.attendance import Stretch
from rosterctl.domain.overtime_lists import How, NotApproved
from rosterctl.domain.policy import RuleUse
from rosterctl.domain.requests import Status
from rosterctl.domain.stretches import minus, union
from rosterctl.rules.attendance import relief
from rosterctl.rules.attendance.base import rows_of
from rosterctl.rules.attendance.unrostered import stray_dates
from rosterctl.rules.pay import overtime
from rosterctl.services.attend import Attended

MINUTE = 60


def unapproved(attended: Attended) -> Iterator[NotApproved]:
    """All of the period, in no order."""
    held: dict[int, list[NotApproved]] = defaultdict(list)
    for row, one in held_over(attended):
        held[row].append(one)
        yield one
    yield from _stayed(attended, {row: sum(one.seconds or 0 for one in found) for row, found in held.items()})
    yield from _punched(attended)


def held_over(attended: Attended) -> Iterator[tuple[int, NotApproved]]:
    """Who was held over for a minute or more that nobody has asked for yet, with the rows of their units."""
    sheet, facts, period = attended.judged.sheet, attended.judged.sheet.facts, attended.period
    for use in period.uses:
        if not isinstance(use.params, relief.Params):
            continue
        for one in relief.held(sheet, use.params, rows_of(use, period, facts)):
            who, on = facts.people[int(facts.employee[one.row])], dt.date.fromordinal(int(facts.date[one.row]))
            late = tuple(dict.fromkeys(facts.people[int(facts.employee[row])] for row in one.reliefs))
            shift = facts.shifts[int(facts.shift[one.row])]
            for piece in minus((Stretch(one.start, one.end),), union(_asked(attended, who))):
                if piece.end - piece.start >= MINUTE:
                    long = piece.end - piece.start
                    yield one.row, NotApproved(who, on, shift, How.HELD_OVER, piece.start, long, late)


def _asked(attended: Attended, who: str) -> Iterator[Stretch]:
    """Windows of overtime that somebody has asked for, decided or not."""
    for request in attended.period.requests:
        mine = request.employee == who and request.kind == "overtime" and request.hours is not None
        if mine and request.hours is not None and request.status in (Status.FILED, Status.APPROVED):
            for n in range((request.last - request.first).days + 1):
                yield attended.period.wall.stretch(request.first + dt.timedelta(days=n), request.hours)


def _stayed(attended: Attended, held: dict[int, int]) -> Iterator[NotApproved]:
    """Who else was there for as long as overtime is counted in; ``held`` are seconds that are told already."""
    sheet, facts = attended.judged.sheet, attended.judged.sheet.facts
    unit = _unit(attended.period.uses)
    for row in np.flatnonzero(sheet.inside & facts.settled & (facts.unapproved >= unit)).tolist():
        over = int(facts.unapproved[row]) - held.get(row, 0)
        if over >= unit:
            who, shift = facts.people[int(facts.employee[row])], facts.shifts[int(facts.shift[row])]
            on = dt.date.fromordinal(int(facts.date[row]))
            yield NotApproved(who, on, shift, How.STAYED, None, over)


def _unit(uses: Sequence[RuleUse]) -> int:
    """From how many seconds on presence is worth a line: what overtime is rounded down to, a minute at least."""
    units = [use.params.unit for use in uses if isinstance(use.params, overtime.Params)]
    return max(MINUTE, MINUTE * min(units, default=overtime.Params().unit))


def _punched(attended: Attended) -> Iterator[NotApproved]:
    sheet, period = attended.judged.sheet, attended.period
    dates = stray_dates(sheet)
    for number in np.flatnonzero((dates >= period.first.toordinal()) & (dates < period.end.toordinal())).tolist():
        who = sheet.facts.people[int(sheet.strays.employee[number])]
        if who in period.person:
            on = dt.date.fromordinal(int(dates[number]))
            yield NotApproved(who, on, "", How.PUNCHED, int(sheet.strays.first[number]), None)
