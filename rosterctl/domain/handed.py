"""Handing a post over in writing (D5, G4): who, when it was due, who signed, and how long somebody was held over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rosterctl.domain.ledger import seconds
from rosterctl.domain.roster import Assignment
from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import DAY

REASONS = ("records", "dirty", "equipment", "repair")
"""Why the incoming person may refuse (D5): records unclear, place dirty, equipment missing, major repair undone."""


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """A hand-over that the roster expects: ``due`` is minutes after the midnight of ``date``, on which it falls."""

    date: dt.date
    due: int
    post: str
    outgoing: str
    incoming: str


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A hand-over as the ledger holds it; instants are ISO 8601 texts with their offset.

    ``state`` is ``begun`` until both have signed, ``refused`` from a refusal until both have, else ``signed``. A
    refusal keeps its reason when it is mended.
    """

    id: str
    due: Due
    state: str = "begun"
    outgoing_at: str | None = None
    incoming_at: str | None = None
    reason: str | None = None
    note: str | None = None
    evidence: str | None = None
    manager_at: str | None = None
    manager_by: str | None = None
    director_at: str | None = None
    director_by: str | None = None

    @property
    def ended(self) -> str | None:
        """When the outgoing duty ended: at the later signature; ``None`` until both are there."""
        if self.state != "signed" or self.outgoing_at is None or self.incoming_at is None:
            return None
        return max(self.outgoing_at, self.incoming_at, key=seconds)


def held_over(handed: HandedOver, due_at: int) -> int | None:
    """Full minutes from when a duty was due to end (UTC seconds) to the later signature; 0 when it was in time.

    ``None`` while it is not known when the duty ended. This is employer-ordered overtime of the outgoing person (D5).
    """
    ended = handed.ended
    return None if ended is None else max(0, seconds(ended) - due_at) // 60


def expected(duties: Iterable[tuple[Assignment, Shift]], posts: frozenset[str] | None = None) -> Iterator[Due]:
    """The hand-overs among assignments: who ends at a post at the minute at which somebody else begins there.

    ``posts`` are those that are handed over (``None``: all). Several at once are paired in the order of their ids;
    who has nobody of their own to pair with is paired with the last. The breaks of split shifts hand nothing over.
    """
    ends: dict[tuple[str, dt.date, int], list[str]] = {}
    begins: dict[tuple[str, dt.date, int], list[str]] = {}
    for item, shift in duties:
        if posts is None or item.post in posts:
            ends.setdefault(_when(item, shift.span.end), []).append(item.employee)
            begins.setdefault(_when(item, shift.span.start), []).append(item.employee)
    for key in sorted(ends):
        post, date, due = key
        going = sorted(set(ends[key]) - set(begins.get(key, ())))
        coming = sorted(set(begins.get(key, ())) - set(ends[key]))
        for number, outgoing in enumerate(going if coming else ()):
            yield Due(date, due, post, outgoing, coming[min(number, len(coming) - 1)])


def _when(item: Assignment, minutes: int) -> tuple[str, dt.date, int]:
    return item.post, item.date + dt.timedelta(days=minutes // DAY), minutes % DAY
