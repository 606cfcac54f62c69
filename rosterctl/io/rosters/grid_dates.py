"""Dates as they stand over the columns of a planner's grid."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from rosterctl.io.rosters.grid_source import show
from rosterctl.io.tables.columns import Raw
from rosterctl.io.tables.moments import SERIALS

_WEEKDAY = r"(?:星期|周|礼拜)?[一二三四五六日天]|mon|tue|wed|thu|fri|sat|sun|mo|tu|we|th|fr|sa|su"
_TAIL = rf"(?:[\s,]*\(?\s*(?:{_WEEKDAY})[a-z]*\.?\s*\)?)?(?:\s+0?0:00(?::00)?)?"
_SEPARATED = re.compile(rf"(?:(\d{{4}})[-/.年]\s*)?(?:(\d{{1,2}})[-/.月]\s*)?(\d{{1,2}})(?:日|号)?{_TAIL}", re.I)
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TAIL}", re.I)
_WEEKDAY_ONLY = re.compile(rf"\(?(?:{_WEEKDAY})[a-z]*\.?\)?[休班节假]?", re.I)
_ZERO = dt.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's date. ``date`` is ``None`` when the text is a date that the month does not have.

    ``exact``: it names at least the month, so that it cannot be a plain number that happens to stand there.
    """

    date: dt.date | None
    shown: str
    exact: bool


def heading(raw: Raw, first: dt.date, end: dt.date) -> Heading | None:
    """The date in a head cell, ``None`` when it is no date; the horizon ``[first, end)`` fills in what is missing.

    A day number is the day of the horizon with that number; a month without a year is the one in the horizon.
    """
    if isinstance(raw, bool) or raw == "":
        return None
    if isinstance(raw, dt.date):
        on = raw.date() if isinstance(raw, dt.datetime) else raw
        return _found(on, first, end, True)
    shown = show(raw).replace("\n", " ")
    if shown.isascii() and shown.isdigit() and len(shown) == 5 and int(shown) in SERIALS:
        return _found(_ZERO + dt.timedelta(days=int(shown)), first, end, True)
    match = _COMPACT.fullmatch(shown) or _SEPARATED.fullmatch(shown)
    if match is None:
        return None
    year, month, day = (None if part is None else int(part) for part in match.groups())
    assert day is not None
    if not 1 <= day <= 31 or (month is not None and not 1 <= month <= 12) or (year is not None and month is None):
        return None
    for on in _days(first, end):
        if on.day == day and month in (None, on.month) and year in (None, on.year):
            return Heading(on, shown, month is not None)
    return Heading(None, shown, month is not None)


def is_weekday(text: str) -> bool:
    """Whether a text is nothing but the name of a weekday: ``四``, ``周四``, ``Thu``."""
    return _WEEKDAY_ONLY.fullmatch(text) is not None


def _found(on: dt.date, first: dt.date, end: dt.date, exact: bool) -> Heading:
    return Heading(on if first <= on < end else None, on.isoformat(), exact)


def _days(first: dt.date, end: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=number) for number in range((end - first).days)]
