"""A roster as iCalendar (RFC 5545), for the calendar on everybody's phone."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rosterctl.domain.case import Case
from rosterctl.domain.entries import Entry, clocks
from rosterctl.messages import Lang, text

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_AROUND = dt.timedelta(days=31)


def calendar_bytes(
    case: Case, items: Iterable[Entry], lang: Lang, *, title: str, stamp: dt.datetime, named: bool
) -> bytes:
    """One VCALENDAR with its zone's data. ``named`` puts the person's name into each summary; ``stamp`` (aware) is
    when the roster was made, so that the same roster gives the same bytes."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//rosterctl//roster//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", case.axis.zone)
    for item in items:
        calendar.add_component(_event(case, item, lang, stamp, named))
    first, last = case.axis.date(case.first), case.axis.date(case.end)
    # without these dates it lists every change of the clocks since 1970, which not all readers understand
    calendar.add_missing_timezones(first_date=first - _AROUND, last_date=last + _AROUND)
    found: bytes = calendar.to_ical()
    return found


def uid(entry: Entry) -> str:
    """What a calendar knows the entry by; the same in every version and every file."""
    who = hashlib.sha256(entry.employee.encode()).hexdigest()[:16]
    return f"{entry.date:%Y%m%d}-{entry.number}-{who}@rosterctl"


def _event(case: Case, entry: Entry, lang: Lang, stamp: dt.datetime, named: bool) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid(entry))
    event.add("dtstamp", stamp.astimezone(dt.UTC))
    event.add("sequence", entry.sequence)
    event.add("dtstart", _instant(case, entry, entry.span.start))
    event.add("dtend", _instant(case, entry, entry.span.end))
    event.add("summary", _summary(case, entry, named))
    if len(case.posts) > 1:
        event.add("location", entry.post)
    lines = _lines(case, entry, lang)
    if lines:
        event.add("description", "\n".join(lines))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    if entry.alarm and not entry.cancelled:
        event.add_component(_alarm(entry, lang))
    return event


def _alarm(entry: Entry, lang: Lang) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text("ics.alarm", lang, {"minutes": entry.alarm}))
    alarm.add("trigger", dt.timedelta(minutes=-entry.alarm))
    return alarm


def _instant(case: Case, entry: Entry, wall: int) -> dt.datetime:
    """Wall clock in the workspace's zone."""
    midnight = dt.datetime.combine(entry.date, dt.time(), None)
    return (midnight + dt.timedelta(minutes=wall)).replace(tzinfo=ZoneInfo(case.axis.zone))


def _summary(case: Case, entry: Entry, named: bool) -> str:
    shift = case.shifts.get(entry.shift)
    said = entry.shift if shift is None or shift.name in ("", entry.shift) else f"{entry.shift} {shift.name}"
    number = case.person.get(entry.employee)
    name = entry.employee if number is None else case.employees[number].name
    return f"{name} {said}" if named else said


def _lines(case: Case, entry: Entry, lang: Lang) -> list[str]:
    lines = [text("ics.meal", lang, {"time": clocks(one.start, one.minutes)}) for one in entry.breaks]
    lines += [f"{one.name} {clocks(one.start, one.minutes)}" for one in entry.activities]
    return lines + [note.text for note in case.calendar.notes if note.first <= entry.date <= note.last]
