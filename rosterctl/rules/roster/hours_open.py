"""Opening hours as a policy states them, by kind of day: a helper of *opening-hours*."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic_core import PydanticCustomError

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.time import DAY, Span, parse_clock

CLOSED = "closed"


def parse_hours(text: str) -> tuple[Span, ...]:
    """``"10:00-22:00"``, several with ``;``, or ``closed``: spans of wall-clock minutes, ascending and disjoint.

    An end at or before its start is on the next day. Raises ``ValueError`` for anything else.
    """
    if text.strip() == CLOSED:
        return ()
    spans: list[Span] = []
    for part in text.split(";"):
        opens, dash, closes = part.partition("-")
        if not dash:
            raise ValueError(text)
        start, end = parse_clock(opens, latest=DAY), parse_clock(closes)
        span = Span(start, end if end > start else end + DAY)
        if span.minutes > DAY or (spans and span.start < spans[-1].end):
            raise ValueError(text)
        spans.append(span)
    return tuple(spans)


def refuse_hours(hours: Mapping[str, str]) -> None:
    """For validators: refuse a table of which a value is no opening hours, or which is empty."""
    for name, text in hours.items():
        try:
            parse_hours(text)
        except ValueError:
            reason = f'{name} = "{text}": "HH:MM-HH:MM", "HH:MM-HH:MM;HH:MM-HH:MM", "{CLOSED}"'
            raise PydanticCustomError("policy.entry-refused", "{reason}", {"reason": reason}) from None


def hours_on(hours: Mapping[str, str], calendar: Calendar, on: date) -> tuple[Span, ...]:
    """The hours of a date: those of the most specific of its names; a date without any is closed."""
    for name in calendar.names_of(on):
        if name in hours:
            return parse_hours(hours[name])
    return ()
