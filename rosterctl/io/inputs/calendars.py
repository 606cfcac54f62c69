"""The calendar of mainland China, from the ``holidays`` package, with the workspace's own changes on top."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from rosterctl.domain.calendar import Calendar, DayKind
from rosterctl.io.inputs.days import Override
from rosterctl.messages import Lang

MARGIN = 45
"""Days before and after a horizon that are looked up as well: history, and weeks across its ends."""


@dataclass(frozen=True)
class OfficialYear:
    """One year's arrangement. ``published`` is false where the State Council's notice is not known yet."""

    holidays: frozenset[dt.date]
    rest: frozenset[dt.date]
    moved: frozenset[dt.date]
    names: tuple[tuple[dt.date, str], ...]
    published: bool


@lru_cache(maxsize=32)
def official_year(year: int, lang: Lang = "en") -> OfficialYear:
    """The statutory holidays (300 %), the days off around them and the moved workdays of a year.

    An entry that is neither a "Day off" nor "observed" is a statutory holiday. A year without moved workdays
    has not been published: its statutory holidays are the law's, its days off a guess.
    """
    from holidays import country_holidays  # 0.1 s and more: only where a calendar is needed

    english = country_holidays("CN", years=year, language="en_US")
    local = english if lang == "en" else country_holidays("CN", years=year, language="zh_CN")
    entries = {on: name for on, name in english.items() if on.year == year}
    rest = frozenset(on for on, name in entries.items() if name.startswith("Day off") or "observed" in name)
    moved = frozenset(on for on in english.weekend_workdays if on.year == year)
    names = tuple((on, str(local.get(on, entries[on]))) for on in sorted(entries))
    return OfficialYear(frozenset(entries) - rest, rest, moved, names, bool(moved))


def build_calendar(
    first: dt.date,
    end: dt.date,
    *,
    weekend: Collection[int] = (5, 6),
    week_start: int = 0,
    period_start: int = 1,
    overrides: Iterable[Override] = (),
    lang: Lang = "en",
) -> Calendar:
    """The calendar for the horizon ``[first, end)`` and six weeks on either side.

    A year is ``provisional`` when nothing is published for it and no override names a holiday or moved workday
    of it. A moved workday that is no weekend day in this workspace is an ordinary workday.
    """
    margin = dt.timedelta(days=MARGIN)
    marked: dict[dt.date, DayKind] = {}
    names: dict[dt.date, str] = {}
    special: dict[dt.date, str] = {}
    provisional = set()
    for year in range((first - margin).year, (end + margin).year + 1):
        official = official_year(year, lang)
        marked |= dict.fromkeys(official.rest, DayKind.REST)
        marked |= dict.fromkeys(official.holidays, DayKind.HOLIDAY)
        marked |= {on: DayKind.MOVED for on in official.moved if on.weekday() in weekend}
        names |= dict(official.names)
        if not official.published:
            provisional.add(year)
    for change in overrides:
        if change.kind is not None:
            marked[change.date] = change.kind
            names.pop(change.date, None)
        if change.kind in (DayKind.HOLIDAY, DayKind.MOVED):
            provisional.discard(change.date.year)
        if change.name is not None:
            names[change.date] = change.name
        if change.special is not None:
            special[change.date] = change.special
    return Calendar(
        weekend=frozenset(weekend),
        week_start=week_start,
        period_start=period_start,
        marked=MappingProxyType(dict(sorted(marked.items()))),
        names=MappingProxyType(dict(sorted(names.items()))),
        special=MappingProxyType(special),
        provisional=frozenset(provisional),
    )
