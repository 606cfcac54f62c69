"""Instants and lengths as findings tell them: numbers and digits that read alike in every language."""

from __future__ import annotations

import datetime as dt
from functools import cache
from zoneinfo import ZoneInfo


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def clock(zone: str, instant: int) -> str:
    """UTC seconds on the wall: ``10-09 08:59``, with seconds where they are not 0."""
    local = dt.datetime.fromtimestamp(instant, _zone(zone))
    return f"{local:%m-%d %H:%M:%S}" if local.second else f"{local:%m-%d %H:%M}"


def parts(seconds: int) -> dict[str, object]:
    """A length as the values ``minutes`` and ``seconds``."""
    return {"minutes": seconds // 60, "seconds": seconds % 60}


def midnight(zone: str, ordinal: int) -> int:
    """00:00 on the wall of a date (an ordinal), as UTC seconds."""
    day = dt.datetime.combine(dt.date.fromordinal(ordinal), dt.time(), _zone(zone))
    return int(day.timestamp())
