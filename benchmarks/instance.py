"""The month that is measured, in plain numbers: neither side's words, so that both read the same.

Early 06:00–14:00, late 14:00–22:00, night 22:00–06:00, seven days a week. *Capacity* is what the hard rules leave:
five days of seven, less the days of leave: ``staff × (days × 5 ÷ 7 − 1)``. Demand is ``utilisation`` of that, rounded
down, spread over days and shifts by :data:`DAY_SHAPE` and :data:`SHARES`; nothing is left to chance but who
has leave and wishes when.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

EARLY, LATE, NIGHT = range(3)
CODES = ("E", "L", "N")
CLOCK = ((360, 840), (840, 1320), (1320, 1800))
"""Start and end of each shift, minutes after midnight."""

FIRST = date(2026, 6, 1)
"""A Monday: 28 days are four whole calendar weeks and lie in one month."""

SHARES = (42, 35, 23)
"""Per cent of a day's demand that fall on early, late and night: 4.3 nights a person at 98 %."""
DAY_SHAPE = (104, 100, 100, 102, 106, 96, 92)
"""How much is asked for on Monday … Sunday, relative to each other."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A wish: ``shift`` ``None`` means any work; ``on`` says whether it is wanted.

    Unmet it costs ``weight`` times the month's ``ask_weight``.
    """

    who: int
    day: int
    shift: int | None
    on: bool
    weight: int


@dataclass(frozen=True)
class Instance:
    """One month: what is asked of whom, the limits, and what a breach of a soft one costs."""

    staff: int
    days: int
    utilisation: float
    seed: int
    demand: tuple[tuple[int, int, int], ...]
    """Fewest heads per day on early, late and night."""
    leave: tuple[int, ...]
    """The day off that each person has been granted."""
    asks: tuple[Ask, ...]
    rest_hours: int = 11
    rest_days: int = 2
    run: int = 6
    nights_run: int = 4
    nights: int = 8
    soft_run: int = 5
    soft_nights: int = 4
    ask_weight: int = 480
    run_weight: int = 6 * 480
    night_weight: int = 5 * 480
    excess_weight: int = 480
    """For a head too many on a shift, which the product counts in person-minutes; hence the other weights."""

    @property
    def name(self) -> str:
        """What the tables call it."""
        return f"{self.staff} × {self.days} at {self.utilisation:.0%}"


def generate(staff: int, utilisation: float, *, days: int = 28, seed: int = 1) -> Instance:
    """The month of that many people; the same arguments give the same month."""
    dice = random.Random(f"{staff}/{days}/{seed}")
    total = int(utilisation * staff * (days * 5 // 7 - 1))
    leave = tuple(dice.randrange(days) for _ in range(staff))
    return Instance(
        staff=staff,
        days=days,
        utilisation=utilisation,
        seed=seed,
        demand=_spread(total, days),
        leave=leave,
        asks=tuple(ask for who in range(staff) for ask in _asks(dice, who, days, leave[who])),
    )


def _spread(total: int, days: int) -> tuple[tuple[int, int, int], ...]:
    """Heads per day and shift that add up to the total: each cell gets its share, running remainders carry over."""
    weights = [DAY_SHAPE[day % 7] * share for day in range(days) for share in SHARES]
    whole, given, sofar = sum(weights), 0, 0
    heads = []
    for weight in weights:
        sofar += weight
        upto = (total * sofar * 2 + whole) // (2 * whole)
        heads.append(upto - given)
        given = upto
    return tuple((heads[n], heads[n + 1], heads[n + 2]) for n in range(0, 3 * days, 3))


def _asks(dice: random.Random, who: int, days: int, leave: int) -> list[Ask]:
    """Eight wishes a person on different days: five days off, weekends three times as popular, and three shifts."""
    popular = sorted(range(days), key=lambda day: dice.random() ** (1 / (3 if day % 7 > 4 else 1)), reverse=True)
    open_days = [day for day in popular if day != leave]
    asks = [Ask(who, day, None, False, dice.randint(2, 4)) for day in open_days[:5]]
    early, late, night = dice.sample(open_days[5:], 3)
    return [
        *asks,
        Ask(who, early, EARLY, True, dice.randint(1, 3)),
        Ask(who, late, LATE, dice.random() < 0.5, dice.randint(1, 3)),
        Ask(who, night, NIGHT, False, dice.randint(1, 3)),
    ]
