"""Instants and clock times with seconds, as people, spreadsheets and other programs write them."""

from __future__ import annotations

import datetime as dt
import re

from rosterctl.domain.time import DAY
from rosterctl.io.tables.columns import Raw, Unreadable
from rosterctl.io.tables.text import fold

SERIALS = range(20_000, 80_000)
"""Excel's day numbers of 1954 to 2119: what a bare number in a date column is taken for."""
YEARS = range(1954, 2120)
"""Those of the serials; an instant of another year is mistyped."""
SERIAL_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001
LATEST = 2 * DAY * 60
"""48:00, in seconds."""

_CLOCK_ZERO = dt.datetime(1899, 12, 31)  # noqa: DTZ001
"""What a spreadsheet's times of 24:00 and later count from, once they have been read as dates."""
_CLOCK = re.compile(r"(次日|翌日|第二天|\+1)?\s*(\d{1,2}):([0-5]\d)(?::([0-5]\d))?\s*(\(?\+1\)?)?")
_MOMENT = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s*T\s*|\s+|(?<=日))"
    r"(\d{1,2}):([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)?\s*(?:(Z)|([+-])(\d{2}):?([0-5]\d))?",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"\d{5}\.\d+")


def clock_seconds(raw: Raw) -> int:
    """Seconds after midnight: ``HH:MM[:SS]`` up to 48:00, ``次日02:00`` (26:00), or a spreadsheet's time."""
    if isinstance(raw, bool | list):
        raise Unreadable("expect.clock-seconds")
    seconds = _clock_text(raw) if isinstance(raw, str) else cell_seconds(raw)
    if not -0.5 <= seconds < LATEST + 0.5:
        raise Unreadable("expect.clock-seconds")
    return round(seconds)


def cell_seconds(raw: int | float | dt.date | dt.time | dt.timedelta) -> float:
    """Seconds after midnight of a spreadsheet's or toml's time; a number counts days."""
    if isinstance(raw, dt.time):
        return (raw.hour * 60 + raw.minute) * 60 + raw.second
    if isinstance(raw, dt.timedelta):
        return raw.total_seconds()
    if isinstance(raw, dt.date):
        when = raw if isinstance(raw, dt.datetime) else dt.datetime.combine(raw, dt.time())
        return (when.replace(tzinfo=None) - _CLOCK_ZERO).total_seconds()
    return raw * DAY * 60


def _clock_text(raw: str) -> int:
    found = _CLOCK.fullmatch(fold(raw))
    if found is None:
        raise Unreadable("expect.clock-seconds")
    seconds = (int(found[2]) * 60 + int(found[3])) * 60 + int(found[4] or 0)
    return seconds + (DAY * 60 if found[1] or found[5] else 0)


def moment(raw: Raw) -> dt.datetime:
    """A date with a clock time, whole seconds; aware where an offset is stated, naive where it is the wall's.

    ISO 8601 with ``T`` or a blank, ``2026/10/3 9:05``, ``2026年10月3日 9:05``, or a spreadsheet's. A date alone is no
    instant, and 24:00 is not on a clock.
    """
    found = _moment(raw)
    if found is None or found.year not in YEARS:
        raise Unreadable("expect.instant")
    return found


def _moment(raw: Raw) -> dt.datetime | None:
    if isinstance(raw, dt.datetime):
        return raw.replace(microsecond=0)
    if isinstance(raw, float):
        return _of_serial(raw)
    if not isinstance(raw, str):
        return None
    shown = fold(raw)
    if _SERIAL.fullmatch(shown):
        return _of_serial(float(shown))
    found = _MOMENT.fullmatch(shown)
    if found is None or int(found[4]) > 23 or int(found[9] or 0) > 14:
        return None
    try:
        on = dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Unreadable(code="input.date-none") from None
    return dt.datetime.combine(on, dt.time(int(found[4]), int(found[5]), int(found[6] or 0)), _offset(found))


def _offset(found: re.Match[str]) -> dt.timezone | None:
    if found[7]:
        return dt.UTC
    if found[8] is None:
        return None
    east = dt.timedelta(hours=int(found[9]), minutes=int(found[10]))
    return dt.timezone(-east if found[8] == "-" else east)


def _of_serial(days: float) -> dt.datetime | None:
    """A spreadsheet's number of days, to the whole second that was typed."""
    if not SERIALS.start <= days < SERIALS.stop:
        return None
    return SERIAL_ZERO + dt.timedelta(seconds=round(days * DAY * 60))
