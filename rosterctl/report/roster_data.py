"""A roster laid out as planners know it, employees × days, as values: terminal, CSV and workbook all start here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rosterctl.domain.calendar import DayKind, DayNote
from rosterctl.domain.case import Case
from rosterctl.domain.demand import Filter
from rosterctl.domain.roster import Assignment, Roster
from rosterctl.domain.roster_text import cell_text
from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import Span, format_clock
from rosterctl.report.coverage import Cover, coverage


@dataclass(frozen=True, slots=True)
class Day:
    """A column: the date, its kind, whether it is one of the configured weekend days, and its name if it has one."""

    date: date
    kind: DayKind
    weekend: bool
    name: str | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one person does on one date. ``leave``: approved leave for the whole day; ``employed``: on the staff."""

    items: tuple[Assignment, ...]
    text: str
    leave: bool
    employed: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """A person's month: days worked, days employed and off, days with a night shift, paid minutes, and the
    weekend days among the days worked."""

    work: int
    rest: int
    nights: int
    minutes: int
    weekends: int


@dataclass(frozen=True, slots=True)
class Person:
    """A row."""

    id: str
    name: str
    team: str | None
    cells: tuple[Cell, ...]
    totals: Totals


@dataclass(frozen=True, slots=True)
class Need:
    """A coverage row: an interval (``None``: heads on the filter's shift) and whom it counts, day by day.

    ``days`` has one entry for each day, ``None`` where nothing is demanded.
    """

    span: Span | None
    filter: Filter
    days: tuple[Cover | None, ...]


@dataclass(frozen=True)
class Grid:
    """A whole roster, laid out. ``legend`` lists the shifts of the workspace."""

    first: date
    end: date
    days: tuple[Day, ...]
    people: tuple[Person, ...]
    needs: tuple[Need, ...]
    legend: tuple[Shift, ...]
    posts: tuple[str, ...]
    notes: tuple[DayNote, ...] = ()


def lay_out(case: Case, roster: Roster) -> Grid:
    """The roster of a case as a grid; people in the order of the staff file, strangers to it at the end."""
    days = tuple(_day(case, number) for number in case.days)
    cells = roster.by_cell()
    ids = [employee.id for employee in case.employees]
    strangers = sorted({item.employee for item in roster.assignments}.difference(ids))
    people = tuple(_person(case, who, days, cells) for who in (*ids, *strangers))
    legend = tuple(case.shifts.values())
    needs = _needs(coverage(case, roster), days)
    return Grid(days[0].date, roster.end, days, people, needs, legend, case.posts, case.calendar.notes)


def _day(case: Case, number: int) -> Day:
    on = case.axis.date(number)
    calendar = case.calendar
    name = calendar.special.get(on) or calendar.names.get(on)
    return Day(on, calendar.kind(on), calendar.is_weekend(on), name)


def _person(
    case: Case, who: str, days: tuple[Day, ...], cells: dict[tuple[str, date], tuple[Assignment, ...]]
) -> Person:
    number = case.person.get(who)
    employee = None if number is None else case.employees[number]
    row = []
    for day in days:
        items = cells.get((who, day.date), ())
        leave = number is not None and case.on_whole_leave(number, case.axis.day(day.date))
        employed = employee is None or employee.employed(day.date)
        row.append(Cell(items, cell_text(case, items), leave, employed))
    name = who if employee is None else employee.name
    return Person(who, name, employee.team if employee else None, tuple(row), _totals(case, days, row))


def _totals(case: Case, days: tuple[Day, ...], row: list[Cell]) -> Totals:
    shifts = [[case.shifts[item.shift] for item in cell.items if item.shift in case.shifts] for cell in row]
    return Totals(
        work=sum(bool(cell.items) for cell in row),
        rest=sum(cell.employed and not cell.items for cell in row),
        nights=sum(any(shift.night for shift in done) for done in shifts),
        minutes=sum(shift.paid for done in shifts for shift in done),
        weekends=sum(bool(cell.items) and day.weekend for cell, day in zip(row, days, strict=True)),
    )


def _needs(covers: Iterable[Cover], days: tuple[Day, ...]) -> tuple[Need, ...]:
    """Rows that differ only in the kind of day share a line; a second one of the same day gets its own."""
    column = {day.date: number for number, day in enumerate(days)}
    lines: dict[tuple[Span | None, Filter, int], list[Cover | None]] = {}
    for cover in covers:
        number = 0
        key = (cover.demand.span, cover.demand.filter)
        while lines.setdefault((*key, number), [None] * len(days))[column[cover.date]] is not None:
            number += 1
        lines[*key, number][column[cover.date]] = cover
    return tuple(Need(span, wanted, tuple(line)) for (span, wanted, _), line in lines.items())


def clocks(spans: Iterable[Span]) -> str:
    """``09:00-12:00 14:00-18:00``."""
    return " ".join(f"{format_clock(span.start)}-{format_clock(span.end)}" for span in spans)


def need_label(need: Need) -> str:
    """``09:00-18:00 desk english`` or ``S``: interval and whom it counts, by their own names."""
    wanted = need.filter
    parts = [clocks([need.span])] if need.span else []
    return " ".join([*parts, *(x for x in (wanted.shift, wanted.post, wanted.skill, wanted.grade, wanted.rank) if x)])


def hours_text(minutes: int) -> str:
    """Minutes as hours: ``168`` or ``167:25``."""
    return f"{minutes // 60}:{minutes % 60:02d}" if minutes % 60 else str(minutes // 60)
