"""Shift templates: what a code on the roster means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rosterctl.domain.time import Span, subtract

NIGHT = (Span(0, 360), Span(1320, 1800), Span(2760, 2880))
"""22:00–06:00, as wall-clock minutes of the shift's own day and the one after."""


@dataclass(frozen=True, slots=True)
class Meal:
    """A break of ``minutes`` that starts inside ``window`` and ends inside it.

    Where the window is exactly as long as the meal the start is *fixed*; otherwise the meal rotates and each
    assignment states its own start. ``paid`` meals count as paid time.
    """

    window: Span
    minutes: int
    paid: bool = False

    @property
    def fixed(self) -> bool:
        """True when there is only one possible start."""
        return self.window.minutes == self.minutes

    def starts(self, step: int) -> range:
        """The possible starts, wall-clock minutes, on a grid of ``step`` minutes from the window's start."""
        return range(self.window.start, self.window.end - self.minutes + 1, step)


@dataclass(frozen=True)
class Shift:
    """A template: code, wall-clock segments (an end past 24:00 crosses midnight), meals, paid minutes.

    ``posts`` lists where the shift may be worked (``None``: at every post). ``night`` may be stated; else a
    shift is a night shift when it lies in 22:00–06:00 for at least three hours. ``arrive_early`` is in minutes.
    ``reach_before`` and ``reach_after`` are minutes before the start and after the end in which punches may belong
    to the shift (attendance 1.2); ``None`` leaves it to the policy.
    """

    code: str
    name: str
    segments: tuple[Span, ...]
    meals: tuple[Meal, ...] = ()
    paid_minutes: int | None = None
    posts: frozenset[str] | None = None
    night_stated: bool | None = None
    arrive_early: int = 0
    reach_before: int | None = None
    reach_after: int | None = None

    @property
    def span(self) -> Span:
        """From the first start to the last end, gaps included."""
        return Span(self.segments[0].start, self.segments[-1].end)

    @cached_property
    def paid(self) -> int:
        """Paid minutes: as stated, else the segments less unpaid meals."""
        if self.paid_minutes is not None:
            return self.paid_minutes
        gross = sum(segment.minutes for segment in self.segments)
        return gross - sum(meal.minutes for meal in self.meals if not meal.paid)

    @cached_property
    def night(self) -> bool:
        """Whether rules about nights mean this shift."""
        if self.night_stated is not None:
            return self.night_stated
        return sum(segment.overlap(night) for segment in self.segments for night in NIGHT) >= 180

    @cached_property
    def at_post(self) -> tuple[Span, ...]:
        """Wall-clock spans at the post: segments without the fixed meals (a rotating one is not known here)."""
        return subtract(self.segments, tuple(meal.window for meal in self.meals if meal.fixed))
