"""What matching says about every unit of a month, as columns: what attendance and pay rules read (attendance 1 to 4).

A row is a unit; rows are in the order of employee (by id) and start. Instants are UTC seconds, lengths whole
seconds, dates proleptic ordinals (``datetime.date.fromordinal``). Nothing here depends on a rule's parameters:
grace, tiers and amounts are the rules' business. Arrays are shared and must not be written to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Meals:
    """Meals, a row each, by unit and time (2.6): from the last instant of the event that leaves to the first of the
    one that comes back. Units whose inner events do not pair up (``Facts.odd_meals``) have none here."""

    unit: Ints
    """The row of :class:`Facts` it belongs to."""
    start: Ints
    end: Ints

    @property
    def seconds(self) -> Ints:
        """How long each took."""
        return self.end - self.start


@dataclass(frozen=True)
class Facts:
    """The columns. Where an instant or a length may be unknown a flag says so, and its own value is then 0."""

    people: tuple[str, ...]
    """The ids behind ``employee``, in the order of ids: a larger number is a later id. Some may have no unit."""
    shifts: tuple[str, ...]
    """The codes behind ``shift``; the empty code is that of overtime units."""
    posts: tuple[str, ...]
    """The posts behind ``post``; the empty one is that of overtime units."""

    # --- which unit it is (1.1, 1.2)
    employee: Ints
    date: Ints
    """The roster date: on the wall, the date on which the shift starts; an overtime unit's is its request's date."""
    number: Ints
    """Which segment of its assignment, from 1; an overtime unit's counts the person's overtime windows."""
    assignment: Ints
    """Equal for the segments of one assignment and for no others; an overtime unit has one of its own."""
    shift: Ints
    post: Ints
    overtime_unit: Flags
    """Approved overtime far from any shift (1.2): it can be missing or absent, never late, early or not ready."""
    start: Ints
    """Scheduled start."""
    end: Ints
    expected_start: Ints
    """First instant of expected time (1.1); the scheduled start when nothing is expected."""
    expected_end: Ints
    midnight: Ints
    """24:00 of the roster date on the wall: seconds before it are of that date, the others of the next (4.6)."""
    arrive_early: Ints
    """How many seconds ahead of its start the shift wants people there, as the shift says (3.2)."""

    # --- what came of it (2.2 to 2.7)
    takes_punches: Flags
    """Whether any time of it is expected (1.1): not so when it is wholly on leave or away."""
    absent: Flags
    """2.2, 2.4: neither an event nor a correction proves presence; never so where no punches are taken."""
    has_arrival: Flags
    has_departure: Flags
    arrival: Ints
    """2.3, 2.7; meaningful where ``has_arrival``."""
    departure: Ints
    pinned_start: Flags
    """An approved correction stands for the arrival (2.7)."""
    pinned_end: Flags
    shared_start: Flags
    """The arrival's event is also the departure of the unit before (2.5)."""
    shared_end: Flags
    judged_start: Flags
    """Whether the boundary may be called late: not so for some inner ones back to back (2.5)."""
    judged_end: Flags

    # --- late and early, before grace (3.1)
    raw_late: Ints
    """arrival − expected start, if positive and judged."""
    raw_early: Ints
    """expected end − departure, if positive and judged."""
    missed_late: Ints
    """4.3: expected seconds before the arrival of who is late, breaks excluded; 0 where ``raw_late`` is."""
    missed_early: Ints
    """4.3: expected seconds after the departure of who left early; 0 where ``raw_early`` is."""
    missed_late_next: Ints
    """How much of ``missed_late`` lies behind ``midnight``."""
    missed_early_next: Ints
    """How much of ``missed_early`` lies behind ``midnight``."""

    # --- time as planned (1.1)
    paid: Ints
    """The segment less unpaid breaks."""
    expected: Ints
    """Paid time less approved leave, outings and trips."""
    expected_next: Ints
    """How much of ``expected`` lies behind ``midnight``."""
    leave: Ints
    """Paid time that approved leave takes."""
    leave_next: Ints
    outing: Ints
    """Paid time away on approved outings and trips, as far as leave has not taken it; it counts as worked."""
    overtime: Ints
    """Approved overtime that belongs to the unit (1.2), wherever it lies."""

    # --- time as worked (3.3)
    presence: Ints
    """departure − arrival where both are known, shown only."""
    worked_known: Flags
    """False while a boundary of somebody present is missing: then all of this group is 0."""
    worked: Ints
    """``regular`` + ``overtime_worked``: no second counts twice."""
    regular: Ints
    """Expected time inside presence, and outings. An absent unit has its outings only, an overtime unit nothing."""
    regular_next: Ints
    """How much of ``regular`` lies behind ``midnight``."""
    overtime_worked: Ints
    """Approved overtime inside presence, as far as it is neither a segment's expected time nor an outing; all that an
    overtime unit has of worked time."""
    night: Ints
    """4.9: how much of ``worked`` lies inside 22:00–06:00 on the wall."""
    unapproved: Ints
    """3.3: present but not approved, in seconds: from the last event at or before the expected start, and to the
    first at or after the expected end, less approved overtime. Known apart from the group above."""

    # --- findings (2.3, 2.4, 2.6, 2.8)
    odd_late: Flags
    """2.3: came more than 2 h late with an odd number of events: the charge waits like that of a missing punch."""
    odd_early: Flags
    presence_only: Flags
    """2.4: a lone event deep inside: both boundaries missing."""
    unrostered_work: Flags
    """2.4: its events were all before the start or after the end; it is absent."""
    odd_meals: Flags
    early_bird: Flags
    late_bird: Flags
    doubtful: Flags
    """2.8: absent, with an event in reach that nobody needs."""

    # --- what is not settled (1.3, 2.9)
    open: Flags
    """1.3: the reach, or one that it chains with, has not ended at ``--as-of``. Nothing is charged."""
    no_data: Flags
    """2.9: nobody punched at its site or device that day. Nothing is charged until it is confirmed."""

    meals: Meals

    def __len__(self) -> int:
        return len(self.employee)

    @cached_property
    def missing_in(self) -> Flags:
        """Present, but without an arrival (2.3)."""
        return self.takes_punches & ~self.absent & ~self.has_arrival

    @cached_property
    def missing_out(self) -> Flags:
        """Present, but without a departure (2.3)."""
        return self.takes_punches & ~self.absent & ~self.has_departure

    @cached_property
    def settled(self) -> Flags:
        """Neither open (1.3) nor without data (2.9)."""
        return ~self.open & ~self.no_data

    def not_ready(self, ahead: Ints | int) -> Ints:
        """Seconds by which somebody in time was not there ``ahead`` seconds before the start (3.2), per unit.

        0 beside a lateness, and where leave or a gap, not the shift, makes the start. ``facts.arrive_early`` is what
        the shifts say.
        """
        own = (self.number == 1) & (self.expected_start == self.start) & ~self.overtime_unit & self.takes_punches
        asked = own & self.has_arrival & self.judged_start & (self.arrival <= self.start)
        short = np.where(asked, self.arrival - (self.start - ahead), 0)
        return np.maximum(short, 0).astype(np.int64)
