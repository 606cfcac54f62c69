"""Instants and lengths as people write them."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from rosterctl.domain.money import fen


def clock(instant: int | None, zone: ZoneInfo, on: date) -> str:
    """The wall clock of an instant, seconds only where there are any: ``08:59``, ``07:02+1`` on the day after ``on``.

    The empty string for ``None``.
    """
    if instant is None:
        return ""
    local = datetime.fromtimestamp(instant, zone)
    shown = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    days = (local.date() - on).days
    return shown if days == 0 else f"{shown}{days:+d}"


def iso(instant: int | None, zone: ZoneInfo) -> str | None:
    """An instant as ISO 8601 with its offset."""
    return None if instant is None else datetime.fromtimestamp(instant, zone).isoformat()


def hours(seconds: int | None) -> str:
    """A length in hours and minutes, ``7:30``; seconds only where there are any, ``7:30:05``. Empty for ``None``."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    shown = f"{minutes // 60}:{minutes % 60:02d}"
    return f"{shown}:{rest:02d}" if rest else shown


def minutes(seconds: int) -> str:
    """A length in minutes, as lateness is told: ``16``, or ``16:05`` with seconds. Empty for none."""
    if not seconds:
        return ""
    whole, rest = divmod(seconds, 60)
    return f"{whole}:{rest:02d}" if rest else str(whole)


def days(value: Fraction | int) -> str:
    """Parts of days with at most two decimals: ``22``, ``21.5``, ``20.44``."""
    return f"{fen(Fraction(value)).normalize():f}"
