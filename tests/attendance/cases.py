"""Random days of one person, on a grid coarse enough for ties and beside every limit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

import numpy as np

from rosterctl.attendance.events import Punches
from rosterctl.attendance.matches import Matches, match_all
from rosterctl.domain.attendance import MINUTE, MatchParams, Stretch, Unit, UnitKind
from tests.attendance.reference import Got, Punch, matches

BASE = 1_790_812_800
"""2026-10-01 00:00 UTC: any day will do."""
DAY = dt.date(2026, 10, 1)

PATTERNS = (
    ((9, 18),),
    ((23, 31), (33, 42)),
    ((9, 12), (14, 18)),
    ((9, 13), (13, 17)),
    ((9, 13), (13, 17), (17, 21)),
    ((9, 13), (13, 17), (17, 21), (21, 25)),
    ((8, 12), (12, 16), (18, 22)),
    ((0, 6), (9, 15), (18, 24)),
    ((22, 30), (30, 38)),
    ((8, 20), (20, 32)),
    ((0, 24), (24, 48)),
    ((9, 10), (10, 11), (11, 12)),
    ((6, 14), (17, 22), (25, 31)),
    ((9, 12), (14, 18), (33, 36), (38, 42)),
)


@dataclass(frozen=True)
class Case:
    """Units of one person and the instants of the punches."""

    units: tuple[Unit, ...]
    instants: tuple[int, ...]
    params: MatchParams


def unit(start: int, end: int, number: int = 1, **changes: object) -> Unit:
    """A unit between two hours (of BASE), four hours of reach."""
    low, high = BASE + start * 3600, BASE + end * 3600
    span = (Stretch(low, high),)
    values: dict[str, object] = {
        "employee": "A", "date": DAY, "number": number, "post": "desk", "shift": "S", "start": low, "end": high,
        "reach_start": low - 4 * 3600, "reach_end": high + 4 * 3600, "paid": span, "expected": span,
    }  # fmt: skip
    return Unit(**{**values, **changes})  # type: ignore[arg-type]


def draw(random: Random, most: int = 9) -> Case:
    """One case: a pattern of shifts, perhaps with leave, corrections, overtime or unequal reaches, and punches."""
    pattern = random.choice(PATTERNS)
    uneven = random.random() < 0.15
    split = random.random() < 0.3
    units = []
    for number, (start, end) in enumerate(pattern, 1):
        made = unit(start, end, number)
        changes: dict[str, object] = {}
        if split:
            changes["reach_start"] = BASE + (pattern[0][0] - 4) * 3600
            changes["reach_end"] = BASE + (pattern[-1][1] + 4) * 3600
        if uneven:
            changes["reach_start"] = made.start - random.randrange(0, 9) * 3600
            changes["reach_end"] = made.end + random.randrange(0, 9) * 3600
        roll = random.random()
        if roll < 0.07:
            changes["expected"] = ()
        elif roll < 0.14:
            changes["expected"] = (Stretch(made.start + 3600 * random.choice((0, 1)), made.end),)
        elif roll < 0.20 and made.end - made.start > 3600:
            changes["expected"] = (Stretch(made.start, made.end - 3600),)
        if random.random() < 0.08:
            changes["pinned_start"] = made.start + random.randrange(-3, 4) * 300
        if random.random() < 0.08:
            changes["pinned_end"] = made.end + random.randrange(-3, 4) * 300
        if random.random() < 0.06:
            changes["kind"] = UnitKind.OVERTIME
        if random.random() < 0.1:
            changes["before"] = 3600
        if random.random() < 0.1:
            changes["after"] = 5400
        fields = {name: getattr(made, name) for name in Unit.__dataclass_fields__}
        units.append(Unit(**{**fields, **changes}))
    units = [u for u in units if not u.expected or u.expected[0].start < u.expected[0].end]
    params = MatchParams(back_to_back=random.random() < 0.9)
    instants = _instants(random, units, random.randrange(most + 1))
    return Case(tuple(units), tuple(instants), params)


LIMITS = (0, 60, 600, 90 * MINUTE, 120 * MINUTE, 240 * MINUTE)


def _instants(random: Random, units: list[Unit], count: int) -> list[int]:
    low = min(u.reach_start for u in units) - 1800
    high = max(u.reach_end for u in units) + 1800
    edges = [e for u in units for e in (u.expected_start, u.expected_end)]
    middles = [(a + b) // 2 for a in edges for b in edges if a < b]
    step = random.choice((300, 900, 1800, 3600))
    found: list[int] = []
    for _ in range(count):
        roll = random.random()
        if roll < 0.35:
            found.append(low + random.randrange((high - low) // step + 1) * step)
        elif roll < 0.55:
            found.append(
                random.choice(edges) + random.choice((-1, 1)) * random.choice(LIMITS) + random.choice((-1, 0, 1))
            )
        elif roll < 0.75:
            found.append(random.choice(edges) + random.choice((-10, -5, -2, 0, 2, 5, 10)) * 60)
        elif roll < 0.85 and middles:
            found.append(random.choice(middles) + random.choice((-1, 0, 1)))
        elif found:
            found.append(random.choice(found) + random.choice((0, 30, 60, 61, 599, 600, 601)))
    return found


def product_of(case: Case) -> Matches:
    """The product's matches of a case; the punches in reverse, since order must not matter."""
    instants = np.array(case.instants[::-1], np.int64)
    return match_all(case.units, Punches(["A"], np.zeros(len(instants), np.int64), instants), case.params)


def differences(case: Case) -> list[str]:
    """Where product and reference differ; empty when they agree."""
    found = product_of(case)
    expected, stray = matches(case.units, case.instants, case.params)
    wrong = [f"unit {i}: {line}" for i, want in enumerate(expected) for line in _compare(found, i, want)]
    have = [(u.event.first, u.event.last) for u in found.unrostered]
    if have != stray:
        wrong.append(f"unrostered {have} for {stray}")
    return wrong


def _compare(found: Matches, index: int, want: Got) -> list[str]:
    one = found[index]

    def pairs(events: object) -> list[Punch]:
        return [(e.first, e.last) for e in events]  # type: ignore[attr-defined]

    have: dict[str, object] = {
        "events": pairs(one.events), "taken_out": pairs(one.taken_out), "inner": pairs(one.inner),
        "arrival": one.arrival, "departure": one.departure,
        "arrival_events": pairs(one.arrival_events), "departure_events": pairs(one.departure_events),
        "shared_start": one.shared_start, "shared_end": one.shared_end,
        "judged_start": one.judged_start, "judged_end": one.judged_end,
        "meals": None if one.meals is None else [tuple(m) for m in one.meals],
        "marks": set(one.marks), "absent": one.absent, "doubt": pairs([one.doubt])[0] if one.doubt else None,
    }  # fmt: skip
    return [
        f"{name} {value} for {getattr(want, name)}" for name, value in have.items() if value != getattr(want, name)
    ]


def clock(instant: int) -> str:
    """An instant of a case, for a failure message."""
    off = instant - BASE
    return f"{off // 3600:02d}:{off // 60 % 60:02d}:{off % 60:02d}"
