"""``report attendance``: a judged month as one page for the browser, exceptions first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rosterctl.domain.calendar import Calendar
from rosterctl.domain.clerk import DayRow, Issue, PersonSummary
from rosterctl.domain.people import Employee
from rosterctl.domain.records import Word
from rosterctl.messages import Lang, show, text
from rosterctl.report.attendance_days import day_line, worth_telling
from rosterctl.report.attendance_issues import IssueTelling, issue_line
from rosterctl.report.clocks import days, hours
from rosterctl.report.grid import weekday_mark
from rosterctl.report.html.charts import STEP, histogram
from rosterctl.report.html.marks import cell_id
from rosterctl.report.html.parts import Square, day_classes, day_of
from rosterctl.report.html.shell import page

ISSUES_SHOWN = 1000
"""Exceptions on the page; ``attend exceptions`` lists them all."""

SUMS = ("due", "late", "early", "missing", "absent")

SHADES: Mapping[Word, str] = {
    **dict.fromkeys((Word.ABSENT, Word.ABSENT_HALF, Word.SERIOUS), "a-bad"),
    **dict.fromkeys((Word.LATE, Word.EARLY, Word.NOT_READY, Word.MISSING_IN, Word.MISSING_OUT), "a-poor"),
    **dict.fromkeys((Word.UNROSTERED, Word.NO_DATA, Word.OPEN, Word.OUTING), "a-note"),
    **dict.fromkeys((Word.PART_LEAVE, Word.WHOLE_LEAVE), "v"),
    Word.PRESENT: "a-good",
}
"""Worst first: the class of a day is that of the first of these that any of its words has."""


@dataclass(frozen=True)
class Own:
    """A person's month: days in the order of the period, the sums, and the overtime that the policy allows (hours,
    ``None``: no cap)."""

    employee: Employee
    rows: tuple[DayRow, ...]
    summary: PersonSummary
    cap: int | None


@dataclass(frozen=True)
class Pay:
    """What is deducted, as rows of :func:`rosterctl.report.pay_rows.slip_line`; ``None`` hides the section."""

    lines: Sequence[Mapping[str, object]]
    provisional: bool


class Over(NamedTuple):
    """Somebody's overtime: name, hours in words, per cent of the widest bar, where the cap stands on it, and whether
    it is exceeded."""

    name: str
    text: str
    share: int
    cap: str
    mark: int | None
    exceeded: bool


def attendance_page(
    own: Sequence[Own],
    issues: Sequence[Issue],
    pay: Pay | None,
    lang: Lang,
    *,
    dates: Sequence[date],
    calendar: Calendar,
    zone: str,
    month: str,
    as_of: str,
    version: int,
) -> str:
    """The page. ``issues`` are all exceptions, worst first; nothing on it names a kind of leave or a reason but the
    lines of ``pay``."""
    clock = ZoneInfo(zone)
    tell = IssueTelling({one.employee.id: one.employee.name for one in own}, clock, lang)
    row = {one.employee.id: number for number, one in enumerate(own)}
    column = {on: number for number, on in enumerate(dates)}
    kept = issues[:ISSUES_SHOWN]
    marks: dict[tuple[int, int], int] = {}
    for number, issue in enumerate(kept):
        if issue.employee in row and issue.date in column:
            marks.setdefault((row[issue.employee], column[issue.date]), number)
    strips = [_strip(one, number, column, marks, lang) for number, one in enumerate(own)]
    late = sorted(r.late for one in own for r in one.rows if r.late)
    bars = histogram(late, 60)
    times = sorted(one.summary.late.times for one in own if one.summary.late.times)
    values = {
        "month": month,
        "as_of": as_of,
        "rostered": version,
        "heads": [_head(on, calendar, lang) for on in dates],
        "people": [(one.employee, strip, _sums(one.summary)) for one, strip in zip(own, strips, strict=True)],
        "totals": [text(f"page.sum.{name}", lang) for name in SUMS],
        "teams": list(dict.fromkeys(one.employee.team for one in own if one.employee.team)),
        "issues": [_told(number, issue, row, column, tell) for number, issue in enumerate(kept)],
        "unshown": len(issues) - len(kept),
        "hard": sum(issue.kind.hard for issue in issues),
        "soft": sum(not issue.kind.hard for issue in issues),
        "signs": _signs(own, lang),
        "charts": [
            ("late-minutes", len(late), bars, STEP * max(len(bars), 6)),
            ("late-times", len(times), people := histogram(times, 1), STEP * max(len(people), 6)),
        ]
        if late
        else [],
        "overtime": overtime_bars(own),
        "pay": pay,
        "row_of": row,
    }
    data = {
        "days": [show(on, lang) for on in dates],
        "said": [_said(one, column, clock, lang) for one in own],
        "words": {name: text(f"page.js.{name}", lang) for name in ("shown", "off", "leave")},
    }
    return page("attendance.html.j2", lang, values, data=data)


def _head(on: date, calendar: Calendar, lang: Lang) -> tuple[int, str, str]:
    day = day_of(on, calendar)
    return on.day, weekday_mark(day, lang), day_classes(day)


def _strip(
    own: Own, number: int, column: Mapping[date, int], marks: Mapping[tuple[int, int], int], lang: Lang
) -> list[Square]:
    words: list[list[Word]] = [[] for _ in column]
    for row in own.rows:
        words[column[row.date]] += row.words
    return [_square(found, (number, place), marks.get((number, place)), lang) for place, found in enumerate(words)]


def _square(words: Sequence[Word], spot: tuple[int, int], finding: int | None, lang: Lang) -> Square:
    worst = next((word for word in SHADES if word in words), None)
    kind = "" if worst is None else SHADES[worst]
    if not words:
        kind = "x"
    sign = "" if worst is None else text(f"page.sign.{worst}", lang)
    return Square(kind, "" if finding is None else cell_id(*spot), sign, finding)


def _sums(row: PersonSummary) -> tuple[str, ...]:
    """The person's totals in the order of :data:`SUMS`; nothing in place of 0."""
    absent = days(row.absent_days) if row.absent_days else ""
    return (str(row.due), *(str(one.times or "") for one in (row.late, row.early, row.missing)), absent)


def _signs(own: Sequence[Own], lang: Lang) -> list[tuple[str, str, str]]:
    """Class, sign and meaning of each word that stands on the page."""
    met = {word for one in own for row in one.rows for word in row.words}
    return [
        (shade, text(f"page.sign.{word}", lang), text(f"attend.word.{word}", lang))
        for word, shade in SHADES.items()
        if word in met
    ]


def _told(
    number: int, issue: Issue, row: Mapping[str, int], column: Mapping[date, int], tell: IssueTelling
) -> dict[str, object]:
    who, day = row.get(issue.employee), column.get(issue.date)
    cell = "" if who is None or day is None else cell_id(who, day)
    return {
        **issue_line(issue, tell),
        "number": number,
        "hard": issue.kind.hard,
        "who": tell.who(issue),
        "cell": cell,
        "row": "" if who is None else str(who),
        "key": issue.key,
        "pending": issue.pending,
    }


def _said(own: Own, column: Mapping[date, int], zone: ZoneInfo, lang: Lang) -> list[str]:
    """What the line below the strip says of each day."""
    found = [""] * len(column)
    for row in own.rows:
        line = day_line(row, zone, lang)
        parts = [line["shift"], line["planned"], f"{line['arrival']} {line['departure']}".strip(), line["words"]]
        plain = not worth_telling(row) and not row.number
        said = str(line["words"]) if plain else " · ".join(str(part) for part in parts if part)
        place = column[row.date]
        found[place] = f"{found[place]}; {said}" if found[place] else said
    return found


def overtime_bars(own: Sequence[Own]) -> list[Over]:
    """Who has overtime, most first, each against the cap that holds for the person."""
    having = sorted((one for one in own if one.summary.overtime), key=lambda one: -one.summary.overtime)
    limits = [3600 * one.cap for one in having if one.cap is not None]
    top = max([*(one.summary.overtime for one in having), *limits], default=1)
    return [
        Over(
            f"{one.employee.id} {one.employee.name}" if one.employee.name != one.employee.id else one.employee.id,
            hours(one.summary.overtime),
            100 * one.summary.overtime // top,
            "" if one.cap is None else str(one.cap),
            None if one.cap is None else 100 * 3600 * one.cap // top,
            one.cap is not None and one.summary.overtime > 3600 * one.cap,
        )
        for one in having
    ]
