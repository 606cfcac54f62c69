"""Sheet 2 of the exported workbook: one row for each assignment, with post, meals and activities."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Assignment, Roster
from rosterctl.domain.roster_text import ordered, protect
from rosterctl.domain.time import format_clock
from rosterctl.messages import Lang, text
from rosterctl.report.roster_book_style import Styles

FIXED = ("date", "id", "name", "shift", "post", "start", "end")


def write_days(sheet: Any, case: Case, roster: Roster, styles: Styles, lang: Lang) -> None:
    """Write the sheet, by date and then by start; there is always room for one break and one activity."""
    items = sorted(ordered(roster.assignments), key=lambda item: (item.date, _start(case, item)))
    breaks = max([1, *(len(item.breaks) for item in items)])
    activities = max([1, *(len(item.activities) for item in items)])
    heads = day_heads(breaks, activities, lang)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, styles.head())
    for row, item in enumerate(items, 1):
        _row(sheet, row, case, item, breaks, styles)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(len(items), 1), len(heads) - 1)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, len(heads) - 1, 11)


def day_heads(breaks: int, activities: int, lang: Lang) -> list[str]:
    """The column heads for so many breaks and activities a row."""
    heads = [text(f"roster.head.{name}", lang) for name in FIXED]
    for number in range(1, breaks + 1):
        heads += [text(f"roster.head.{name}", lang, {"n": number}) for name in ("break", "break-minutes")]
    for number in range(1, activities + 1):
        names = ("activity", "activity-start", "activity-minutes")
        heads += [text(f"roster.head.{name}", lang, {"n": number}) for name in names]
    return heads


def _row(sheet: Any, row: int, case: Case, item: Assignment, breaks: int, styles: Styles) -> None:
    words, number = styles.get(num_format="@"), styles.get(num_format="0")
    when = datetime.combine(item.date, time())
    sheet.write_datetime(row, 0, when, styles.get(num_format="yyyy-mm-dd", align="left"))
    who = case.person.get(item.employee)
    shift = case.shifts.get(item.shift)
    span = None if shift is None else shift.span
    texts = (
        item.employee,
        "" if who is None else case.employees[who].name,
        item.shift,
        item.post,
        "" if span is None else format_clock(span.start),
        "" if span is None else format_clock(span.end),
    )
    for column, value in enumerate(texts, 1):
        sheet.write_string(row, column, protect(value), words)
    for place, part in enumerate(item.breaks):
        column = len(FIXED) + 2 * place
        sheet.write_string(row, column, format_clock(part.start), words)
        sheet.write_number(row, column + 1, part.minutes, number)
    for place, activity in enumerate(item.activities):
        column = len(FIXED) + 2 * breaks + 3 * place
        sheet.write_string(row, column, protect(activity.name), words)
        sheet.write_string(row, column + 1, format_clock(activity.start), words)
        sheet.write_number(row, column + 2, activity.minutes, number)


def _start(case: Case, item: Assignment) -> int:
    shift = case.shifts.get(item.shift)
    return 0 if shift is None else shift.span.start
