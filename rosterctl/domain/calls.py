"""Forecast calls, and the seats that they ask for."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from rosterctl.domain import erlang
from rosterctl.domain.demand import Demand, Filter
from rosterctl.domain.time import Span
from rosterctl.errors import Place


@dataclass(frozen=True, slots=True)
class Calls:
    """So many calls in one interval of a kind of day (``day`` and ``span`` as in :class:`Demand`).

    ``handling`` is the mean handling time in seconds, talk and after-call work together.
    """

    day: str
    span: Span
    filter: Filter
    calls: Fraction
    handling: int
    place: Place | None = None

    @property
    def load(self) -> Fraction:
        """Erlangs offered."""
        return self.calls * self.handling / (self.span.minutes * 60)


@dataclass(frozen=True, slots=True)
class Goal:
    """What callers and agents are promised.

    At least ``share`` (< 1) of the calls are answered within ``within`` seconds; agents are busy for at most
    ``occupancy`` of their time (``None``: no limit). Of the people on the roster ``shrinkage`` (< 1) are not at the
    phone: pauses, coaching, the short absences that a roster does not know.
    """

    share: Fraction
    within: int
    shrinkage: Fraction = Fraction(0)
    occupancy: Fraction | None = None

    def heads(self, positions: int) -> int:
        """People to roster so that so many are at the phone."""
        return ceil(positions / (1 - self.shrinkage))

    def at_phone(self, heads: int) -> int:
        """Of the rostered, those at the phone."""
        return floor(heads * (1 - self.shrinkage))


@dataclass(frozen=True, slots=True)
class Sized:
    """What one interval asks for: ``positions`` at the phone, ``heads`` on the roster; ``bare`` is the smallest
    number on the roster with whom the queue does not grow without end."""

    calls: Calls
    goal: Goal
    positions: int
    heads: int
    bare: int

    @property
    def day(self) -> str:
        """As :attr:`Demand.day`."""
        return self.calls.day

    @property
    def filter(self) -> Filter:
        """Who answers these calls."""
        return self.calls.filter

    def service(self, at_phone: int) -> float:
        """The share of calls that so many people answer in time."""
        return erlang.service(self.calls.load, at_phone, self.calls.handling, self.goal.within)

    def wait(self, at_phone: int) -> float:
        """Mean seconds of waiting with so many people."""
        return erlang.mean_wait(self.calls.load, at_phone, self.calls.handling)

    @property
    def occupancy(self) -> Fraction:
        """The share of their time that the required people are busy."""
        return self.calls.load / self.positions if self.positions else Fraction(0)

    def demand(self, *, hard: bool = False) -> Demand:
        """The row that the builder takes: ``heads`` as target, ``bare`` as minimum (``hard``: also ``heads``)."""
        low = self.heads if hard else self.bare
        return Demand(self.calls.day, self.calls.span, self.calls.filter, low, self.heads, None, self.calls.place)


def size(calls: Calls, goal: Goal) -> Sized:
    """The seats for one interval."""
    load = calls.load
    found = erlang.positions(load, calls.handling, goal.share, goal.within, goal.occupancy)
    return Sized(calls, goal, found, goal.heads(found), goal.heads(erlang.fewest(load)))
