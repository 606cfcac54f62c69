"""How evenly nights, weekend days, holidays and hours are shared out: numbers for histograms and bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rosterctl.domain.calendar import DayKind
from rosterctl.report.roster_data import Grid, Person, hours_text

MEASURES = ("nights", "weekends", "holidays", "hours")
BARS = 16
"""The most bars of a histogram."""
HEIGHT, STEP = 90, 20
"""Of a histogram's drawing, in its own units: the highest bar, and from bar to bar."""


@dataclass(frozen=True)
class Bar:
    """A bar: from its left and top, with the words below and above it."""

    x: int
    y: int
    height: int
    label: str
    count: int


@dataclass(frozen=True)
class Chart:
    """A histogram of one measure over the people employed at all, with each person's value and share of the most.

    ``low``, ``middle`` and ``high`` are words, hours as ``167:30``.
    """

    measure: str
    low: str
    middle: str
    high: str
    bars: tuple[Bar, ...]
    width: int
    values: tuple[str, ...]
    shares: tuple[int, ...]


def charts(grid: Grid) -> tuple[Chart, ...]:
    """The measures of :data:`MEASURES` that anybody has anything of."""
    found = [_chart(grid, measure) for measure in MEASURES]
    return tuple(chart for chart in found if any(chart.shares))


def _chart(grid: Grid, measure: str) -> Chart:
    values = [_value(grid, person, measure) for person in grid.people]
    there = sorted(
        value
        for value, person in zip(values, grid.people, strict=True)
        if any(cell.employed for cell in person.cells)
    )
    low, middle, high = (_words(there[place], measure) if there else "" for place in (0, len(there) // 2, -1))
    bars = histogram(there, 60 if measure == "hours" else 1)
    top = max(there, default=0)
    return Chart(
        measure,
        low,
        middle,
        high,
        bars,
        width=STEP * max(len(bars), 6),
        values=tuple(_words(value, measure) for value in values),
        shares=tuple(100 * value // top if top else 0 for value in values),
    )


def _value(grid: Grid, person: Person, measure: str) -> int:
    """Nights and days as they are, hours in minutes."""
    if measure == "holidays":
        return sum(
            bool(cell.items) and day.kind is DayKind.HOLIDAY
            for cell, day in zip(person.cells, grid.days, strict=True)
        )
    sums = person.totals
    return {"nights": sums.nights, "weekends": sums.weekends, "hours": sums.minutes}[measure]


def _words(value: int, measure: str) -> str:
    return hours_text(value) if measure == "hours" else str(value)


def histogram(values: Sequence[int], unit: int) -> tuple[Bar, ...]:
    """Bars of equal width in whole units, as many as fit, each with how many values (ascending) are in it."""
    if not values:
        return ()
    low, high = values[0] // unit, values[-1] // unit
    width = next(step for step in _widths() if high // step - low // step < BARS)
    first = low // width
    counts = [0] * (high // width - first + 1)
    for value in values:
        counts[value // unit // width - first] += 1
    most = max(counts)
    made = []
    for number, count in enumerate(counts):
        begin = (first + number) * width
        height = -(-HEIGHT * count // most)
        label = str(begin) if width == 1 or unit > 1 else f"{begin}–{begin + width - 1}"
        made.append(Bar(STEP * number, HEIGHT - height, height, label, count))
    return tuple(made)


def _widths() -> Sequence[int]:
    """1, 2, 5, 10, …: enough for any month."""
    return [digit * 10**power for power in range(7) for digit in (1, 2, 5)]
