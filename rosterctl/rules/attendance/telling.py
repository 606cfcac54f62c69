"""Instants and lengths as findings tell them: numbers and digits that read alike in every language."""

from __future__ import annotations

import datetime as dt
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np

from rosterctl.domain.facts import Ints

_QUARTER = 900


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def clock(zone: str, instant: int) -> str:
    """UTC seconds on the wall: ``10-09 08:59``, with seconds where they are not 0."""
    return clocks(zone, np.array([instant], np.int64))[0]


def clocks(zone: str, instants: Ints) -> list[str]:
    """The same of many instants; a zone's offset is asked once a quarter of an hour, where it may change."""
    quarters, of = np.unique(instants // _QUARTER, return_inverse=True)
    offsets = np.array([_offset(zone, at * _QUARTER) for at in quarters.tolist()], np.int64)
    local = (instants + offsets[of]).astype("datetime64[s]") if len(instants) else instants.astype("datetime64[s]")
    return [f"{text[5:10]} {text[11:16] if text[17:] == '00' else text[11:]}" for text in local.astype(str).tolist()]


def _offset(zone: str, instant: int) -> int:
    return int((dt.datetime.fromtimestamp(instant, _zone(zone)).utcoffset() or dt.timedelta()).total_seconds())


def parts(seconds: int) -> dict[str, object]:
    """A length as the values ``minutes`` and ``seconds``."""
    return {"minutes": seconds // 60, "seconds": seconds % 60}


def midnight(zone: str, ordinal: int) -> int:
    """00:00 on the wall of a date (an ordinal), as UTC seconds."""
    day = dt.datetime.combine(dt.date.fromordinal(ordinal), dt.time(), _zone(zone))
    return int(day.timestamp())
