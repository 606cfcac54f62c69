"""Which raw punches stand behind arrivals and departures, for all units at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rosterctl.attendance.events import Ints
from rosterctl.attendance.matches import Matches


@dataclass(frozen=True)
class Evidence:
    """For each unit the row of the raw punch that is its arrival, and of its departure; −1: none (a correction stands
    for it, or it is missing)."""

    arrival: Ints
    departure: Ints


def make_evidence(matches: Matches) -> Evidence:
    """The evidence of every unit, in the order of the units."""
    matched = matches.matched
    division = matched.division
    events, roles, units = division.events, division.roles, division.units
    found = Evidence(*(np.full(len(matches), -1, np.int64) for _ in range(2)))
    if not len(events):
        return found
    opened = roles.has_arrival & (roles.opens_until > roles.opens_from) & ~units.has_pin_start
    closed = roles.has_departure & (roles.closes_until > roles.closes_from) & ~units.has_pin_end
    first = events.order[events.begin[np.where(opened, roles.opens_from, 0)]]
    last = events.order[events.begin[np.where(closed, roles.closes_until, 1)] - 1]
    found.arrival[matched.rows] = np.where(opened, first, -1)
    found.departure[matched.rows] = np.where(closed, last, -1)
    return found
