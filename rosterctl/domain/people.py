"""Who can be rostered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

GRADES = ("junior", "intermediate", "senior")
RANKS = ("agent", "leader", "middle", "director")
"""From the lowest to the highest; a grade or rank of another name stands in no order and reaches none of them."""


def reaches(held: str | None, least: str, order: Sequence[str]) -> bool:
    """Whether a grade or rank is at least the one asked for."""
    return held in order and order.index(held) >= order.index(least)


@dataclass(frozen=True, slots=True)
class Wage:
    """A monthly base wage in yuan, exact, at least 0, in force from ``valid_from`` on (``None``: always)."""

    valid_from: date | None
    base: Decimal


@dataclass(frozen=True, slots=True)
class Employee:
    """One person, as the staff file states it on one date; ``wages`` hold all that it states, ascending.

    ``grade`` is how skilled an agent is (junior, intermediate, senior); ``rank`` is the place in management
    (agent, leader, middle, director): they are different fields. ``posts`` and ``shifts`` restrict what the
    person may staff; ``None`` means no restriction. ``contract`` is the share of full time in percent.
    """

    id: str
    name: str
    team: str | None = None
    grade: str | None = None
    rank: str | None = None
    skills: frozenset[str] = frozenset()
    posts: frozenset[str] | None = None
    shifts: frozenset[str] | None = None
    contract: int = 100
    hours_system: str = "standard"
    employed_from: date | None = None
    employed_until: date | None = None
    clock_ids: frozenset[str] = frozenset()
    wages: tuple[Wage, ...] = ()
    resigned_on: date | None = None
    """When the person gave notice; ``None`` for whoever has not."""
    born: date | None = None
    """The date of birth; ``None``: not stated."""

    def employed(self, on: date) -> bool:
        """Whether the person is employed on that date; the last day of employment counts."""
        return (self.employed_from is None or on >= self.employed_from) and (
            self.employed_until is None or on <= self.employed_until
        )

    def turns(self, years: int) -> date | None:
        """The date on which the person reaches an age (born on 29 February: on 1 March); ``None``: not known."""
        if self.born is None:
            return None
        try:
            return self.born.replace(year=self.born.year + years)
        except ValueError:
            return date(self.born.year + years, 3, 1)

    def base_on(self, on: date) -> Decimal | None:
        """The monthly base wage in force on that date; ``None`` when none is stated for it."""
        for wage in reversed(self.wages):
            if wage.valid_from is None or wage.valid_from <= on:
                return wage.base
        return None
