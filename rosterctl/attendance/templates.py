"""A shift on a date, in UTC seconds: worked out once for everybody who has it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rosterctl.domain.attendance import Stretch
from rosterctl.domain.case import halves
from rosterctl.domain.requests import Part
from rosterctl.domain.roster import Break
from rosterctl.domain.shifts import Shift
from rosterctl.domain.stretches import Stretches
from rosterctl.domain.time import Span, subtract
from rosterctl.domain.wall import Wall


@dataclass(frozen=True, slots=True)
class Template:
    """Segments, their paid stretches (less unpaid breaks, 1.1), and what half-day leave takes."""

    segments: Stretches
    paid: tuple[Stretches, ...]
    halves: tuple[Stretch, Stretch]
    arrive_early: int

    @property
    def whole(self) -> Stretch:
        """From the first start to the last end."""
        return Stretch(self.segments[0].start, self.segments[-1].end)

    def taken(self, parts: frozenset[Part]) -> Stretches:
        """What leave of these parts of the day takes; both halves are the whole."""
        if Part.WHOLE in parts or {Part.FIRST_HALF, Part.SECOND_HALF} <= parts:
            return (self.whole,)
        return tuple(
            half for part, half in zip((Part.FIRST_HALF, Part.SECOND_HALF), self.halves, strict=True) if part in parts
        )


def unpaid(shift: Shift, breaks: tuple[Break, ...]) -> tuple[Span, ...]:
    """Wall-clock spans of the unpaid meals.

    A rotating meal stands where the assignment states a break of its length inside its window, else in the middle
    of the window, as for half days. Breaks that no unpaid meal of the shift explains are paid: so counts
    :attr:`Shift.paid`.
    """
    free = [Span(one.start, one.start + one.minutes) for one in sorted(breaks)]
    found = []
    for meal in sorted(shift.meals, key=lambda meal: (not meal.fixed, meal.window)):
        window = meal.window
        stated = next(
            (s for s in free if s.minutes == meal.minutes and window.start <= s.start and s.end <= window.end), None
        )
        if stated is not None:
            free.remove(stated)
        else:
            start = window.start + (window.minutes - meal.minutes) // 2
            stated = Span(start, start + meal.minutes)
        if not meal.paid:
            found.append(stated)
    return tuple(found)


def make_template(day: dt.date, shift: Shift, breaks: tuple[Break, ...], wall: Wall) -> Template:
    """The template of a shift on a date with the breaks that an assignment states."""
    at = wall.stretch
    holes = unpaid(shift, breaks)
    cut = halves(shift)
    return Template(
        tuple(at(day, segment) for segment in shift.segments),
        tuple(tuple(at(day, span) for span in subtract((segment,), holes)) for segment in shift.segments),
        (at(day, Span(shift.span.start, cut.start)), at(day, Span(cut.end, shift.span.end))),
        shift.arrive_early * 60,
    )
