"""Cell parsers: one raw cell in, one value out, :class:`Unreadable` when it is something else.

Times are whole minutes after midnight, spans half-open; nothing here ever guesses a year or a half of the day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from rosterctl.domain.time import DAY, Span, parse_clock
from rosterctl.io.tables.columns import Raw, Unreadable
from rosterctl.io.tables.moments import LATEST, SERIAL_ZERO, SERIALS, cell_seconds
from rosterctl.io.tables.suggest import nearest
from rosterctl.io.tables.text import fold

T = TypeVar("T")

RANGE_DAYS = 366

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]+0?0:00(?::00)?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CLOCK = re.compile(r"(次日|翌日|第二天|\+1)?\s*(\d{1,2}:\d{2})(?::00)?\s*(\(?\+1\)?)?")
_DASH = re.compile(r"\s*(?:-|~|–|—|−|至|到)\s*")
_DATE_DASH = re.compile(r"\s*(?:~|–|—|至|到|\.\.+|…)\s*|\s+-\s+|\s+to\s+")
_LIST = re.compile(r"[;、,/|\s]+")
_PARTS = re.compile(r"[;、,\n]+")
_MEAL = re.compile(r"(.+?)(?:/\s*(\d{1,3})\s*(?:min|分钟|分)?)?\s*(paid|带薪|计薪)?", re.IGNORECASE)


def text(raw: Raw) -> str:
    """Any scalar as text; whole numbers of a spreadsheet without a point."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, list | dict):
        raise Unreadable("expect.text")
    return fold(str(raw))


def code(raw: Raw) -> str:
    """A code that may stand in lists and in roster cells, so that no separator may be part of it."""
    found = text(raw)
    if re.search(r"[;、,/|+\s]", found):
        raise Unreadable(code="input.code")
    return found


def integer(low: int, high: int) -> Callable[[Raw], int]:
    """Parser of whole numbers from ``low`` to ``high``."""

    def parse(raw: Raw) -> int:
        shown = text(raw) if not isinstance(raw, bool) else ""
        if not re.fullmatch(r"[+-]?\d{1,9}(?:\.0+)?", shown):
            raise Unreadable(code="input.number", low=low, high=high)
        found = int(shown.split(".")[0])
        if not low <= found <= high:
            raise Unreadable(code="input.number", low=low, high=high)
        return found

    return parse


def percent(raw: Raw) -> int:
    """A share in whole percent, from 1 to 200: ``80``, ``80%``, ``0.8``; a bare 1 is the whole."""
    shown = text(raw)
    found = re.fullmatch(r"(\d{1,3}(?:\.\d{1,9})?)\s*(%?)", shown)
    if found is None:
        raise Unreadable("expect.percent")
    share = float(found[1])
    if not found[2] and ("." in found[1] or share == 1 or isinstance(raw, float)) and share <= 2:
        share *= 100
    whole = round(share)
    if abs(share - whole) > 1e-6 or not 1 <= whole <= 200:
        raise Unreadable("expect.percent")
    return whole


def hours(raw: Raw) -> int:
    """A number of hours (``7.5``), in minutes; at most 48 hours and whole minutes."""
    shown = text(raw)
    if not re.fullmatch(r"\d{1,2}(?:\.\d{1,9})?", shown):
        raise Unreadable("expect.hours")
    minutes = float(shown) * 60
    if abs(minutes - round(minutes)) > 1e-3 or minutes > 2 * DAY:
        raise Unreadable("expect.hours")
    return round(minutes)


def day(raw: Raw) -> dt.date:
    """A date: ``2026-10-01``, ``2026/10/1``, ``2026年10月1日``, ``20261001``, or a spreadsheet's."""
    if isinstance(raw, dt.datetime):
        if raw.time() != dt.time(0):
            raise Unreadable("expect.date")
        return raw.date()
    if isinstance(raw, dt.date):
        return raw
    shown = text(raw)
    if shown.isascii() and shown.isdigit() and int(shown) in SERIALS and len(shown) == 5:
        return SERIAL_ZERO.date() + dt.timedelta(days=int(shown))
    found = _DATE.fullmatch(shown) or _COMPACT.fullmatch(shown)
    try:
        if found is not None:
            return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Unreadable(code="input.date-none") from None
    raise Unreadable("expect.date")


def days(raw: Raw) -> tuple[dt.date, dt.date]:
    """A date, or a range of dates (``2026-10-01~2026-10-03``): first and last."""
    if not isinstance(raw, str):
        return (day(raw),) * 2
    ends = _DATE_DASH.split(fold(raw))
    if len(ends) > 2:
        raise Unreadable("expect.date-range")
    return date_range(day(ends[0]), day(ends[-1]))


def date_range(first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """The range itself. Raises :class:`Unreadable` when it runs backwards or is longer than a year."""
    if last < first:
        raise Unreadable(code="input.dates-reversed", first=first, last=last)
    if (last - first).days >= RANGE_DAYS:
        raise Unreadable(code="input.range-too-long", days=(last - first).days + 1, limit=RANGE_DAYS)
    return first, last


def each_day(span: tuple[dt.date, dt.date]) -> tuple[dt.date, ...]:
    """All dates of a range, both ends included."""
    return tuple(span[0] + dt.timedelta(days=n) for n in range((span[1] - span[0]).days + 1))


def clock(raw: Raw) -> int:
    """Minutes after midnight: ``HH:MM`` up to 48:00, ``次日02:00`` (26:00), or a spreadsheet's time."""
    if isinstance(raw, bool | list):
        raise Unreadable("expect.clock")
    if isinstance(raw, str):
        return _clock_text(raw)
    seconds = cell_seconds(raw)
    minutes = round(seconds / 60) if -1 <= seconds <= LATEST + 1 else -1
    if abs(seconds - minutes * 60) > 1 or not 0 <= minutes <= 2 * DAY:
        raise Unreadable("expect.clock")
    return minutes


def _clock_text(raw: str) -> int:
    found = _CLOCK.fullmatch(fold(raw))
    if found is None:
        raise Unreadable("expect.clock")
    try:
        minutes = parse_clock(found[2])
    except ValueError:
        raise Unreadable("expect.clock") from None
    if found[1] or found[3]:
        minutes += DAY
    if minutes > 2 * DAY:
        raise Unreadable("expect.clock")
    return minutes


def span(raw: Raw) -> Span:
    """``09:00-12:00``; an end not after the start is on the next day. Equal ends are left as they are."""
    ends = _DASH.split(fold(raw)) if isinstance(raw, str) else []
    if len(ends) != 2:
        raise Unreadable("expect.span")
    try:
        return next_day(clock(ends[0]), clock(ends[1]))
    except Unreadable:
        raise Unreadable("expect.span") from None


def next_day(start: int, end: int) -> Span:
    """A span whose end before its start means the day after; equal ends stay an empty span."""
    if end < start:
        end += DAY
    return Span(start, end)


def spans(raw: Raw) -> tuple[Span, ...]:
    """Spans separated by ``;`` ``、`` or ``,``."""
    return tuple(span(part) for part in _pieces(raw, _PARTS, "expect.span"))


def meals(raw: Raw) -> tuple[tuple[Span, int, bool], ...]:
    """Meals as (window, minutes, paid): ``11:30-13:30/35``, ``12:00-13:00 paid`` (fixed), separated by ``;``."""
    found = []
    for part in _pieces(raw, _PARTS, "expect.meal"):
        match = _MEAL.fullmatch(part)
        if match is None:
            raise Unreadable("expect.meal")
        try:
            window = span(match[1])
        except Unreadable:
            raise Unreadable("expect.meal") from None
        found.append((window, int(match[2]) if match[2] else window.minutes, match[3] is not None))
    return tuple(found)


def items(raw: Raw) -> frozenset[str]:
    """A list of codes, separated by ``;`` ``、`` ``,`` ``/`` or blanks; in toml an array."""
    return frozenset(_pieces(raw, _LIST, "expect.list"))


def listed(raw: Raw) -> tuple[str, ...]:
    """The members of a list separated by ``;`` ``、`` or ``,``, which may hold blanks."""
    return tuple(_pieces(raw, _PARTS, "expect.list"))


def _pieces(raw: Raw, separator: re.Pattern[str], expected: str) -> list[str]:
    if isinstance(raw, list):
        if not all(isinstance(part, str | int) for part in raw):
            raise Unreadable(expected)
        return [piece for part in raw if (piece := text(part))]
    return [piece for part in separator.split(text(raw)) if (piece := part.strip())]


def choice(words: Mapping[str, T]) -> Callable[[Raw], T]:
    """Parser of one of some words, upper and lower case alike."""

    def parse(raw: Raw) -> T:
        shown = text(raw)
        if shown.casefold() in words:
            return words[shown.casefold()]
        like = nearest(shown, words)
        if like is not None:
            raise Unreadable(code="input.word-like", like=like)
        raise Unreadable(code="input.word", words=shown_words(words))

    return parse


def shown_words(words: Mapping[str, object]) -> tuple[str, ...]:
    """For each meaning the first word of either script, as messages list them: ``whole/全天``."""
    found: dict[object, dict[bool, str]] = {}
    for word, meaning in words.items():
        found.setdefault(meaning, {}).setdefault(word.isascii(), word)
    return tuple("/".join(pair[key] for key in sorted(pair, reverse=True)) for pair in found.values())


def known_or_text(words: Mapping[str, str]) -> Callable[[Raw], str]:
    """Parser of a word with a known meaning, or any other text as it stands."""

    def parse(raw: Raw) -> str:
        shown = text(raw)
        return words.get(shown.casefold(), shown)

    return parse
