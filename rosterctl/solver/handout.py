"""Hands the meal starts out to people, once it is known how many eat when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Break
from rosterctl.rules.roster.minutes import wall


@dataclass(frozen=True)
class Sitting:
    """One meal of one group on one day: who eats (by kind of duty), and how many start at each position."""

    day: int
    starts: tuple[int, ...]
    minutes: int
    discomfort: tuple[int, ...]
    people: tuple[int, ...]
    counts: tuple[int, ...]


class _Turns:
    """Who is next to have an unpopular start.

    ``ahead`` is what somebody has borne beyond a fair share of the sittings that he or she was at: somebody who
    works less owes less, and one who was at comfortable sittings only owes nothing.
    """

    def __init__(self, people: int) -> None:
        self.ahead = [Fraction(0)] * people
        self.last = [-1] * people

    def order(self, people: Sequence[int]) -> list[int]:
        """Those who are behind most first; then those whose last unpopular start lies longest back."""
        return sorted(people, key=lambda who: (self.ahead[who], self.last[who], who))

    def bear(self, who: int, day: int, discomfort: int, share: Fraction) -> None:
        """Enter a start that has been handed out."""
        self.ahead[who] += discomfort - share
        if discomfort > share:
            self.last[who] = day


def hand_out(case: Case, sittings: Sequence[Sitting]) -> Mapping[tuple[int, int], tuple[Break, ...]]:
    """(person, day) → that person's rotating meals.

    Day by day the most unpopular starts go to those who have borne least beyond their share so far this month, ties
    to the one whose last unpopular start lies longest back, then by order of the staff list: the result depends on
    nothing else.
    """
    turns = _Turns(len(case.employees))
    meals: dict[tuple[int, int], tuple[Break, ...]] = {}
    for sitting in sorted(sittings, key=lambda s: (s.day, s.starts, s.people)):
        if not sitting.people:
            continue
        order = sorted(range(len(sitting.starts)), key=lambda p: (-sitting.discomfort[p], sitting.starts[p]))
        chosen = [position for position in order for _ in range(sitting.counts[position])]
        share = Fraction(sum(sitting.discomfort[position] for position in chosen), len(sitting.people))
        for who, position in zip(turns.order(sitting.people), chosen, strict=True):
            turns.bear(who, sitting.day, sitting.discomfort[position], share)
            taken = Break(wall(case, sitting.day, sitting.starts[position]), sitting.minutes)
            meals[who, sitting.day] = tuple(sorted((*meals.get((who, sitting.day), ()), taken)))
    return meals
