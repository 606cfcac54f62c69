"""Relief on posts that must never be empty (3.4), over the facts of all units at once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from rosterctl.domain.arrays import ranges
from rosterctl.domain.facts import Facts, Flags, Ints


class Handover(Enum):
    """How a hand-over went."""

    FINE = "fine"
    LEFT_BEFORE = "left-before"
    """Left before the first of the reliefs came, even after one's own end."""
    RELIEF_ABSENT = "relief-absent"
    """Nobody came: a finding without money."""
    UNDECIDABLE = "undecidable"
    """A relief's arrival is missing, or one's own departure: no finding."""


OUTCOMES = tuple(Handover)


@dataclass(frozen=True)
class Handovers:
    """A row for each unit that hands a post over, in the order of units.

    ``outcome`` is a number into :data:`OUTCOMES`; ``seconds`` is how long the post was empty, where it was left
    before. The reliefs of row ``r`` are the units ``relief[begin[r]:begin[r + 1]]``.
    """

    unit: Ints
    outcome: Ints
    seconds: Ints
    begin: Ints
    relief: Ints

    def which(self, outcome: Handover) -> Ints:
        """The units with this outcome."""
        found: Ints = self.unit[self.outcome == OUTCOMES.index(outcome)]
        return found


def held_over(facts: Facts, found: Handovers) -> tuple[Ints, Ints]:
    """Rows of ``found`` that were held at the post beyond their unit's end because no relief had come; until when.

    Until the first relief came, or one's own departure where none did; whoever left sooner was held until then. Where
    a relief's arrival, or one's own departure, is missing nobody can say.
    """
    if not len(found.unit):
        return found.unit, found.unit
    came = ~facts.absent[found.relief]
    blind = np.add.reduceat(came & ~facts.has_arrival[found.relief], found.begin[:-1], dtype=np.int64)
    never = np.iinfo(np.int64).max
    arrival = np.where(came & facts.has_arrival[found.relief], facts.arrival[found.relief], never)
    until = np.minimum(facts.departure[found.unit], np.minimum.reduceat(arrival, found.begin[:-1]))
    open_ = np.logical_or.reduceat(~facts.settled[found.relief], found.begin[:-1])
    known = facts.has_departure[found.unit] & facts.settled[found.unit] & (blind == 0) & ~open_
    rows = np.flatnonzero(known & (until > facts.end[found.unit])).astype(np.int64)
    return rows, until[rows]


def handovers(facts: Facts, posted: Flags) -> Handovers:
    """Every hand-over among the units of ``posted``, those at posts that must never be empty (3.4).

    Reliefs are the others' units at the same post that start at one's end. Scheduled times count: leave moves what
    is expected of a person, not when the post changes hands. Who is absent or on leave hands nothing over.
    """
    there = np.flatnonzero(posted & ~facts.overtime_unit & facts.takes_punches).astype(np.int64)
    starts = there[np.lexsort((there, facts.start[there], facts.post[there]))]
    leaving = there[~facts.absent[there]]
    low, high = _starting(facts, starts, leaving)
    row, place = ranges(low, high)
    relief = starts[place]
    others = facts.employee[relief] != facts.employee[leaving[row]]
    row, relief = row[others], relief[others]
    first = np.flatnonzero(np.append(True, row[1:] != row[:-1])[: len(row)])
    begin = np.append(first, len(row)).astype(np.int64)
    unit = leaving[row[first]]
    return Handovers(unit, *_outcomes(facts, unit, begin, relief), begin, relief)


def _starting(facts: Facts, starts: Ints, leaving: Ints) -> tuple[Ints, Ints]:
    """Where among the sorted ``starts`` are those at a unit's post and its end."""
    base = int(facts.start[starts].min()) if len(starts) else 0
    width = int(facts.end[starts].max()) - base + 1 if len(starts) else 1
    keys = facts.post[starts] * width + facts.start[starts] - base
    wanted = facts.post[leaving] * width + facts.end[leaving] - base
    low, high = np.searchsorted(keys, wanted, side="left"), np.searchsorted(keys, wanted, side="right")
    return low.astype(np.int64), high.astype(np.int64)


def _outcomes(facts: Facts, unit: Ints, begin: Ints, relief: Ints) -> tuple[Ints, Ints]:
    """The outcome of each unit's hand-over, and how long the post was empty."""
    if not len(unit):
        return unit, unit
    came = ~facts.absent[relief]
    late = np.iinfo(np.int64).max
    arrival = np.where(came & facts.has_arrival[relief], facts.arrival[relief], late)
    soonest = np.minimum.reduceat(arrival, begin[:-1])
    some = np.add.reduceat(came, begin[:-1], dtype=np.int64)
    unknown = np.add.reduceat(came & ~facts.has_arrival[relief], begin[:-1], dtype=np.int64)
    known = (unknown == 0) & (some > 0) & facts.has_departure[unit]
    gap = np.where(known, soonest, 0) - np.where(known, facts.departure[unit], 0)
    found = np.where(gap > 0, OUTCOMES.index(Handover.LEFT_BEFORE), OUTCOMES.index(Handover.FINE))
    found = np.where(known, found, OUTCOMES.index(Handover.UNDECIDABLE))
    found = np.where(some == 0, OUTCOMES.index(Handover.RELIEF_ABSENT), found)
    return found, np.maximum(gap, 0)
