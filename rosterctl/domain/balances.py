"""What people may still take off: grants with an expiry, what was taken of them, and what is left. Whole minutes.

Whoever grants time off (the law, the years before, overtime given back, a decision about rest days) does it with a
:class:`Grant`; whoever takes it has a :class:`Taken` for each date. :func:`settle` spends the one on the other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from rosterctl.domain.people import Employee

DAY_MINUTES = 480
"""A day of leave, where it is counted by days (Order 174: eight hours are a day)."""
_YEAR_DAYS = 365
"""What part years are divided by (Order of the Ministry of Human Resources 1, 5 and 12), leap years too."""
_EVER = dt.date.max


@dataclass(frozen=True, slots=True)
class Grant:
    """Minutes of a kind of leave that may be taken from ``first`` to ``expires``, both included (``None``: no limit).

    ``source`` says where they come from: ``annual:2026``, ``opening``, ``overtime:Q17``, ``rest:2026-10``.
    """

    kind: str
    minutes: int
    source: str
    first: dt.date | None = None
    expires: dt.date | None = None

    def valid(self, on: dt.date) -> bool:
        """Whether it may be taken on that date."""
        return (self.first is None or self.first <= on) and (self.expires is None or on <= self.expires)


@dataclass(frozen=True, slots=True)
class Taken:
    """Minutes of leave of a kind on one date, by a request."""

    kind: str
    date: dt.date
    minutes: int
    request: str = ""


@dataclass(frozen=True)
class Account:
    """What is known of one person's time off before any policy is asked.

    ``grants`` are those that somebody stated or earned (the law's own annual leave is not among them), ``months`` the
    months of work for earlier employers, ``taken`` what approved requests took, ``asked`` what the one at hand takes.
    """

    grants: tuple[Grant, ...] = ()
    months: int | None = None
    taken: tuple[Taken, ...] = ()
    asked: tuple[Taken, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One grant, and how much of it is used."""

    grant: Grant
    used: int = 0

    @property
    def left(self) -> int:
        """What is left of it, expired or not."""
        return self.grant.minutes - self.used


@dataclass(frozen=True)
class Balance:
    """Grants of a kind in the order in which they are spent; ``short`` are the minutes that no grant covered."""

    entries: tuple[Entry, ...]
    short: int

    def left(self, on: dt.date) -> int:
        """Minutes that may be taken on that date."""
        return sum(entry.left for entry in self.entries if entry.grant.valid(on))

    def lost(self, on: dt.date) -> int:
        """Minutes that expired unused before that date."""
        gone = (entry for entry in self.entries if entry.grant.expires is not None and entry.grant.expires < on)
        return sum(entry.left for entry in gone)


def settle(grants: Iterable[Grant], taken: Iterable[Taken]) -> Balance:
    """Spend what was taken, in the order of dates, each on what expires first of the grants valid on its date.

    No other division covers more: what expires later stays for later dates.
    """
    order = sorted(grants, key=lambda grant: (grant.expires or _EVER, grant.first or dt.date.min, grant.source))
    left = [grant.minutes for grant in order]
    short = 0
    for item in sorted(taken, key=lambda item: item.date):
        need = item.minutes
        for number, grant in enumerate(order):
            if grant.valid(item.date):
                part = min(need, left[number])
                left[number] -= part
                need -= part
        short += need
    entries = tuple(Entry(grant, grant.minutes - rest) for grant, rest in zip(order, left, strict=True))
    return Balance(entries, short)


def annual_days(months: int) -> int:
    """Days of annual leave a year after so many months of work (Regulations on Paid Annual Leave, 3).

    A year makes five, ten years ten, twenty years fifteen; exactly a year, ten or twenty are enough.
    """
    return 15 if months >= 240 else 10 if months >= 120 else 5 if months >= 12 else 0


def annual_grants(person: Employee, months: int | None, on: dt.date, carry: int) -> tuple[Grant, ...] | None:
    """Annual leave of the year of ``on``, and of the year before where it is carried over by ``carry`` months.

    ``months`` were worked for earlier employers. ``None`` when the years of service are not known.
    """
    if person.employed_from is None:
        return None
    years = (on.year - 1, on.year) if carry else (on.year,)
    found = (_annual(person, person.employed_from, months or 0, year, on, carry) for year in years)
    return tuple(grant for grant in found if grant is not None)


def _annual(person: Employee, since: dt.date, months: int, year: int, on: dt.date, carry: int) -> Grant | None:
    """A year's grant: the share of it between entering (or the end of the first year of work) and leaving, in whole
    days, the rest dropped."""
    last = dt.date(year, 12, 31)
    begins = max(dt.date(year, 1, 1), since, months_after(since, max(0, 12 - months)))
    ends = min(last, person.employed_until or last)
    length = (ends - begins).days + 1
    if length <= 0:
        return None
    days = annual_days(max(12, months + months_between(since, min(on, last))))
    whole = begins == dt.date(year, 1, 1) and ends == last
    given = days if whole else min(days, days * length // _YEAR_DAYS)
    expires = last if not carry else months_after(dt.date(year + 1, 1, 1), carry) - dt.timedelta(days=1)
    if person.employed_until is not None:
        expires = min(expires, person.employed_until)
    return Grant("annual", given * DAY_MINUTES, f"annual:{year}", begins, expires)


def months_after(date: dt.date, months: int) -> dt.date:
    """The date so many months later; where that month is too short, the first of the next."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    try:
        return dt.date(year, month + 1, date.day)
    except ValueError:
        return dt.date(year, month + 1, 1) + dt.timedelta(days=_length(year, month + 1))


def _length(year: int, month: int) -> int:
    """How many days a month has."""
    return (dt.date(year + month // 12, month % 12 + 1, 1) - dt.date(year, month, 1)).days


def months_between(first: dt.date, last: dt.date) -> int:
    """Full months from one date to another; 0 where the second is earlier."""
    if last < first:
        return 0
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (months_after(first, months) > last)


def days_shown(minutes: int) -> str:
    """Minutes as days of eight hours, exactly: ``1.5``, ``0.125``, ``1/3``."""
    days = Fraction(minutes, DAY_MINUTES)
    for digits in range(5):
        scaled = days * 10**digits
        if scaled.denominator == 1:
            whole, rest = divmod(abs(int(scaled)), 10**digits)
            sign = "-" if days < 0 else ""
            return f"{sign}{whole}.{rest:0{digits}d}" if digits else f"{sign}{whole}"
    return str(days)


def hours_shown(minutes: int) -> str:
    """Minutes as hours and minutes: ``12:30``."""
    sign, rest = ("-", -minutes) if minutes < 0 else ("", minutes)
    return f"{sign}{rest // 60}:{rest % 60:02d}"
