"""Approved outings and the pairs of inner punches that belong to them (2.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rosterctl.domain.facts import Ints
from rosterctl.domain.requests import Status
from rosterctl.rules.attendance.base import Sheet


@dataclass(frozen=True)
class Out:
    """One approved outing within one unit (its row): when it was to begin and to be back (UTC seconds);
    ``pairs`` are the numbers in ``facts.meals`` of the pairs of punches that meet it."""

    row: int
    start: int
    end: int
    pairs: Ints


def outings(sheet: Sheet) -> Iterator[Out]:
    """Every approved outing with its times, for each unit that it meets, by request and row."""
    facts, meals = sheet.facts, sheet.facts.meals
    number = {who: n for n, who in enumerate(facts.people)}
    for request in sheet.period.requests:
        if request.kind != "outing" or request.status is not Status.APPROVED or request.hours is None:
            continue
        gone = sheet.period.wall.stretch(request.first, request.hours)
        mine = (facts.employee == number.get(request.employee, -1)) & ~facts.overtime_unit
        for row in np.flatnonzero(mine & (facts.start < gone.end) & (facts.end > gone.start)).tolist():
            meets = (meals.unit == row) & (meals.start < gone.end) & (meals.end > gone.start)
            yield Out(row, gone.start, gone.end, np.flatnonzero(meets).astype(np.int64))
