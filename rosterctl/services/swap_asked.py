"""The swap that a request asks for, and what the published roster says of the two: what every command about requests
may need, without a rule of the roster being imported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from rosterctl.domain.requests import Request
from rosterctl.domain.roster import Assignment
from rosterctl.services.rostered import Rostered

SEATS = "seats"
"""Under which word an entry about a swap says what the roster said of the two."""


@dataclass(frozen=True)
class Swap:
    """Two people exchange all that they do on these roster dates. Where one of them is off on the only date, that one
    covers; with two dates and one of them off on each, each takes a shift of the other's."""

    one: str
    other: str
    dates: tuple[dt.date, ...]


def swap_of(request: Request) -> Swap | None:
    """The swap that a request asks for; ``None`` of other requests, and where nobody is named."""
    if request.kind != "swap" or request.partner in (None, request.employee):
        return None
    dates = tuple(dict.fromkeys((request.first, request.last)))
    return Swap(request.employee, request.partner or "", dates)


def seats(rostered: Rostered, swap: Swap) -> str | None:
    """What the latest published roster says of the two on their dates; ``None`` where none is published."""
    found = []
    for date in swap.dates:
        for who in sorted((swap.one, swap.other)):
            items = rostered.work(who, date)
            if items is None:
                return None
            found.append(f"{who} {date} {_text(items)}")
    return "; ".join(found)


def _text(items: Iterable[Assignment]) -> str:
    return "+".join(f"{item.shift}/{item.post}" for item in items) or "-"
