"""Which leave took which part of a unit: pay depends on the kind, and a day may have two (1.1, 4.7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rosterctl.domain.attendance import Stretch, Unit
from rosterctl.domain.case import halves
from rosterctl.domain.requests import Part, Request, Status
from rosterctl.domain.shifts import Shift
from rosterctl.domain.stretches import Stretches, common, minus, union
from rosterctl.domain.time import Span
from rosterctl.domain.wall import Wall


def leave_of(unit: Unit, requests: Iterable[Request]) -> tuple[Request, ...]:
    """The approved leave that shaped a unit, in the order given."""
    return tuple(
        one for one in requests if one.kind == "leave" and one.status is Status.APPROVED and one.id in unit.requests
    )


def shared_out(
    unit: Unit, requests: Iterable[Request], shift: Shift, wall: Wall
) -> Iterator[tuple[Request, Stretches]]:
    """Every paid second that leave takes of the unit, under the request that takes it.

    Where two requests take the same second it belongs to the one that comes first in ``requests``; one that takes
    nothing more is left out. Hours are on the clock, halves are those of the shift (1.1); together they are a whole.
    """
    mine = leave_of(unit, requests)
    parts = frozenset(one.part for one in mine)
    left = union(unit.leave)
    for request in mine:
        found = common(left, (_asked(request, unit, shift, wall, parts),))
        if found:
            yield request, found
            left = minus(left, found)


def _asked(request: Request, unit: Unit, shift: Shift, wall: Wall, parts: frozenset[Part]) -> Stretch:
    if request.part is Part.HOURS and request.hours is not None:
        return wall.stretch(request.first, request.hours)
    whole, cut = shift.span, halves(shift)
    if request.part is Part.FIRST_HALF:
        return wall.stretch(unit.date, Span(whole.start, cut.start))
    if request.part is Part.SECOND_HALF:
        start = cut.start if Part.FIRST_HALF in parts else cut.end
        return wall.stretch(unit.date, Span(start, whole.end))
    return wall.stretch(unit.date, whole)
