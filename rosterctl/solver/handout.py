"""Hands the meal starts out to people, once it is known how many eat when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Break
from rosterctl.domain.time import DAY


@dataclass(frozen=True)
class Sitting:
    """One meal of one group on one day: who eats (by kind of duty), and how many start at each position."""

    day: int
    starts: tuple[int, ...]
    minutes: int
    discomfort: tuple[int, ...]
    people: tuple[int, ...]
    counts: tuple[int, ...]


def hand_out(case: Case, sittings: Sequence[Sitting]) -> Mapping[tuple[int, int], tuple[Break, ...]]:
    """(person, day) → that person's rotating meals.

    Day by day the most unpopular starts go to those who have borne least discomfort so far this month, ties to
    the one whose last unpopular start lies longest back, then by order of the staff list: the result depends on
    nothing else.
    """
    borne = dict.fromkeys(range(len(case.employees)), 0)
    last = dict.fromkeys(range(len(case.employees)), -1)
    meals: dict[tuple[int, int], tuple[Break, ...]] = {}
    for sitting in sorted(sittings, key=lambda s: (s.day, s.starts, s.people)):
        order = sorted(range(len(sitting.starts)), key=lambda p: (-sitting.discomfort[p], sitting.starts[p]))
        waiting = sorted(sitting.people, key=lambda who: (borne[who], last[who], who))
        for position in order:
            for _ in range(sitting.counts[position]):
                who = waiting.pop(0)
                borne[who] += sitting.discomfort[position]
                if sitting.discomfort[position]:
                    last[who] = sitting.day
                taken = Break(_wall(case, sitting.day, sitting.starts[position]), sitting.minutes)
                meals[who, sitting.day] = tuple(sorted((*meals.get((who, sitting.day), ()), taken)))
    return meals


def _wall(case: Case, day: int, elapsed: int) -> int:
    """Wall-clock minutes of ``day`` for an elapsed minute (the inverse of ``axis.at`` inside two days)."""
    guess = elapsed - case.axis.at(day, 0)
    for wall in (guess, guess - 60, guess + 60):
        if 0 <= wall < 3 * DAY and case.axis.at(day, wall) == elapsed:
            return wall
    return guess
