"""A forecast of calls, as a telephone system or a planner writes it: any .csv, .xlsx or .toml.

Columns: ``day`` 日期类型 (as in ``input/demand``: dates, kinds of day, weekdays, the planner's special days), the
interval as ``from`` 从 (and ``to`` 到, where it is not the usual length) or ``interval`` 时段 (``09:00-09:15``);
``calls`` 来电量; ``handling`` 平均处理时长 (seconds; blank: the usual one); ``post`` 岗位, ``skill`` 技能. Other
columns are the telephone system's own business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from rosterctl.domain.calls import Calls
from rosterctl.domain.demand import Filter
from rosterctl.domain.time import DAY, Span, format_clock
from rosterctl.io.inputs.demand import DAYS, FROM, POST, SKILL, TO, days_meant
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout, Raw, Record, Unreadable
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table
from rosterctl.io.tables.text import fold

LOAD_LIMIT = 10_000
"""More erlangs than any centre has people: a mistyped number."""

_NUMBER = re.compile(r"(\d{1,7}|\d{1,3}(?:,\d{3}){1,2})(\.\d{1,6})?")


def quantity(raw: Raw) -> Fraction:
    """A number of calls, at least 0; a forecast may have decimals."""
    found = None if isinstance(raw, bool) else _NUMBER.fullmatch(fold(raw) if isinstance(raw, str) else repr(raw))
    if found is None:
        raise Unreadable("expect.calls")
    return Fraction(found[0].replace(",", ""))


SPAN = Column("interval", ("时段", "时间段", "区间", "time slot"), cells.span)
CALLS = Column(
    "calls", ("来电量", "呼入量", "呼入", "来电", "话务量", "offered", "calls offered"), quantity, required=True
)
HANDLING = Column(
    "handling", ("平均处理时长", "平均处理时长秒", "处理时长", "aht", "aht (s)"), cells.integer(1, 14_400)
)
LAYOUT = Layout(
    "calls",
    (DAYS, FROM, TO, SPAN, CALLS, HANDLING, POST, SKILL),
    any_of=(("from", "interval"),),
    one="interval",
    foreign=True,
)


def read_calls(
    path: Path,
    interval: int,
    handling: int | None,
    special: Iterable[str] = (),
    *,
    shown: str | None = None,
    limit: int = ROW_LIMIT,
) -> Read[Calls]:
    """The intervals of a file, one for each day that a row names.

    ``interval`` (minutes) is the length of a row that states no end, ``handling`` (seconds) the handling time of one
    that states none. Intervals that overlap are a problem, and rows that lie further apart than they are long.
    """
    problems = Problems(shown or str(path))
    names = frozenset(special)
    found: list[Calls] = []
    bare: list[Calls] = []
    for record in read_table(path, LAYOUT, problems, limit=limit):
        span = _span(record, interval, problems)
        seconds = record.get(HANDLING) or handling
        if seconds is None and not record.bad(HANDLING):
            problems.add("input.calls-no-handling", record.place())
        if span is None or seconds is None or not record.complete:
            continue
        whom = Filter(record.get(POST), record.get(SKILL))
        for word in record.need(DAYS):
            for day in days_meant(word, names, record, problems):
                row = Calls(day, span, whom, record.need(CALLS), seconds, record.place())
                found.append(row)
                if record.get(TO) is None and record.get(SPAN) is None:
                    bare.append(row)
        _check_load(found, record, problems)
    _check_steps(bare, interval, problems)
    _check_overlaps(found, problems)
    return problems.read(found)


def _span(record: Record, interval: int, problems: Problems) -> Span | None:
    if record.bad(FROM, TO, SPAN):
        return None
    start, end, span = record.get(FROM), record.get(TO), record.get(SPAN)
    if span is None and start is not None:
        span = Span(start, start + interval if end is None else end if end > start else end + DAY)
    if span is None or span.minutes == 0:
        problems.add("input.calls-no-times", record.place())
        return None
    if span.start >= DAY or span.end > 2 * DAY:
        problems.add("input.demand-too-late", record.place(FROM if start is not None else SPAN))
        return None
    return span


def _check_load(found: list[Calls], record: Record, problems: Problems) -> None:
    if found and found[-1].place == record.place() and found[-1].load > LOAD_LIMIT:
        problems.add("input.calls-load", record.place(CALLS), load=int(found.pop().load), limit=LOAD_LIMIT)


def _check_steps(rows: list[Calls], interval: int, problems: Problems) -> None:
    """Half-hourly figures taken as quarters would double the staff."""
    ordered = sorted(rows, key=_order)
    steps = [
        (after.span.start - before.span.start, after)
        for before, after in pairwise(ordered)
        if _line(before) == _line(after)
    ]
    apart, where = min(steps, key=lambda step: step[0], default=(0, None))
    if where is not None and apart > interval:
        problems.add("input.calls-step", where.place, apart=apart, interval=interval)


def _check_overlaps(rows: list[Calls], problems: Problems) -> None:
    ordered = sorted(rows, key=_order)
    for before, after in pairwise(ordered):
        if _line(before) == _line(after) and after.span.start < before.span.end:
            first, last = (format_clock(edge) for edge in (before.span.start, before.span.end))
            problems.add("input.calls-overlap", after.place, first=first, last=last, other=before.place)


def _line(row: Calls) -> tuple[str, str, str]:
    """Rows that follow each other: the same day, the same people."""
    return row.day, row.filter.post or "", row.filter.skill or ""


def _order(row: Calls) -> tuple[tuple[str, str, str], int]:
    return _line(row), row.span.start
