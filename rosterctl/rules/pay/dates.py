"""What kind of date a second of work falls on, for the person who works it (4.6)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from rosterctl.domain.calendar import DayKind
from rosterctl.domain.pay import PersonMonth


class DateClass(StrEnum):
    """What overtime on a date is paid as."""

    WORKDAY = "workday"
    REST_DAY = "rest-day"
    HOLIDAY = "holiday"


def date_class(month: PersonMonth, on: date) -> DateClass:
    """A statutory holiday; else the person's own rest day, a date without an assignment; else a workday.

    A rostered Sunday is a workday, a Wednesday off a rest day. Outside the period no roster may be known yet (nobody
    at all has an assignment): there the calendar says what the date is.
    """
    kind = month.period.calendar.kind(on)
    if kind is DayKind.HOLIDAY:
        return DateClass.HOLIDAY
    if on in month.rostered:
        return DateClass.WORKDAY
    if not month.period.inside(on) and on not in month.period.roster_dates and kind.worked:
        return DateClass.WORKDAY
    return DateClass.REST_DAY
