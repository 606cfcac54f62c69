"""What happened at work and is no matter of punches: offences, complaints, coming in when called."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rosterctl.errors import Place

INCIDENT_KINDS = (
    "offline",
    "phone-unanswered",
    "meal-phone-unanswered",
    "left-without-swap",
    "absence-unapproved",
    "private-call",
    "game",
    "video",
    "complaint",
    "call-in",
)
"""The kinds that shipped rules speak of (OS8 to OS12, OS14, OS16); a workspace may add words of its own."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One row of ``input/incidents``.

    ``kind`` is one of :data:`INCIDENT_KINDS` or a word of the workspace's own. ``count`` (at least 1) is how often
    it happened on that date; ``minutes`` how long it lasted, where that is known. Only a ``verified`` one may cost
    or earn anything.
    """

    id: str
    employee: str
    date: dt.date
    kind: str
    verified: bool = True
    count: int = 1
    minutes: int | None = None
    note: str | None = None
    place: Place | None = None
