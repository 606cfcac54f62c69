"""What a unit makes of a run of events: 2.3, 2.4 and 2.7, for any number of (unit, run) pairs at once.

A run is the events ``a … b - 1``. Everything follows from the first and last instants of its first and last event,
so that a million pairs are a handful of array operations. This is the only place that knows these paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rosterctl.attendance.columns import UnitColumns
from rosterctl.attendance.events import Events, Flags, Ints
from rosterctl.domain.attendance import MatchParams

NOBODY = -1


@dataclass(frozen=True)
class Roles:
    """The outcome of each pair.

    ``arrival`` is meaningful where ``has_arrival``. ``opens`` and ``closes`` are the runs' events behind the
    boundaries, ``[from, until)``, before a correction replaces them (empty: none).
    """

    arrival: Ints
    departure: Ints
    has_arrival: Flags
    has_departure: Flags
    opens_from: Ints
    opens_until: Ints
    closes_from: Ints
    closes_until: Ints
    merged: Flags
    """2.3: all events count as one."""
    deep: Flags
    """2.4: a lone event that proves presence only."""
    out: Flags
    """2.4: the events leave the unit absent and are unrostered work."""
    absent: Flags
    cost: Ints
    """The unit's part of the sum of 2.2."""
    missing: Ints
    """Boundaries without an instant, of a unit that has events."""
    late: Ints
    early: Ints


def resolve(units: UnitColumns, events: Events, a: Ints, b: Ints, params: MatchParams) -> Roles:
    """The roles of the run ``[a, b)`` in each unit, row by row."""
    some = b > a
    if len(events):
        head, tail = np.where(some, a, 0), np.where(some, b - 1, 0)
        opening, closing = events.first[head], events.last[tail]
        last_first, first_last = events.first[tail], events.last[head]
    else:
        opening = closing = last_first = first_last = np.zeros(len(a), np.int64)
    start, end = units.start, units.end

    single = some & ((b - a == 1) | (closing - opening <= params.one_event))
    deep = single & (opening - start > params.deep) & (end - closing > params.deep)
    at_start = np.abs(opening - start) <= np.abs(closing - end)
    several = some & ~single
    before = several & (last_first <= start)
    after = several & ~before & (first_last >= end)
    out = (before & (start - last_first > params.one_event)) | (after & (first_last - end > params.one_event))
    plain = several & ~before & ~after

    single_in, single_out = single & ~deep & at_start, single & ~deep & ~at_start
    near_in, near_out = before & ~out, after & ~out
    raw_in, raw_out = single_in | near_in | plain, single_out | near_out | plain

    arrival = np.where(units.has_pin_start, units.pin_start, np.where(near_in, last_first, opening))
    departure = np.where(units.has_pin_end, units.pin_end, np.where(near_out, first_last, closing))
    has_arrival, has_departure = units.has_pin_start | raw_in, units.has_pin_end | raw_out
    cost = np.where(has_arrival, np.abs(arrival - start), params.empty)
    cost = cost + np.where(has_departure, np.abs(departure - end), params.empty)
    has_events = some & ~out
    missing = np.where(has_events, (~has_arrival).astype(np.int64) + (~has_departure), 0)
    judged_in, judged_out = has_arrival & ~units.overtime, has_departure & ~units.overtime
    return Roles(
        arrival=arrival,
        departure=departure,
        has_arrival=has_arrival,
        has_departure=has_departure,
        opens_from=np.where(near_in, b - 1, a),
        opens_until=np.where(near_in | single_in, b, np.where(plain, a + 1, a)),
        closes_from=np.where(near_out | single_out, a, np.where(plain, b - 1, b)),
        closes_until=np.where(near_out, a + 1, b),
        merged=single,
        deep=deep,
        out=out,
        absent=~has_events & ~units.has_pin_start & ~units.has_pin_end,
        cost=cost,
        missing=missing,
        late=np.where(judged_in, np.maximum(arrival - start, 0), 0),
        early=np.where(judged_out, np.maximum(end - departure, 0), 0),
    )
