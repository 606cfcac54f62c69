"""``input/shifts``: what a code on the roster means.

Columns: ``code`` 代码, ``name`` 名称, ``segments`` 时段 (``09:00-12:00;14:00-18:00``) or ``start`` 上班 and ``end``
下班, ``meals`` 用餐 (``11:30-13:30/35``: 35 minutes somewhere in the window; ``12:00-13:00``: fixed; `` paid`` or
``带薪`` behind it), ``paid_minutes`` 计薪分钟 or ``paid_hours`` 计薪小时, ``posts`` 岗位, ``night`` 夜班,
``arrive_early`` 提前到岗 (minutes), ``reach_before`` 打卡提前 and ``reach_after`` 打卡延后 (minutes before the
start and after the end in which punches may belong to the shift; blank: as the policy says). An end before its
start is on the next day, as is 24:00 and later.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from rosterctl.domain.shifts import Meal, Shift
from rosterctl.domain.time import DAY, Span, format_clock
from rosterctl.errors import Place
from rosterctl.io.inputs.known import Known, is_off
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout, Record
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table
from rosterctl.io.tables.words import YES_NO

CODE = Column("code", ("代码", "班次代码", "班次", "编码"), cells.code, required=True)
NAME = Column("name", ("名称", "班次名称"), cells.text)
SEGMENTS = Column("segments", ("时段", "上班时段", "时间段", "时间"), cells.spans)
START = Column("start", ("上班", "上班时间", "开始", "开始时间", "from"), cells.clock)
END = Column("end", ("下班", "下班时间", "结束", "结束时间", "to"), cells.clock)
MEALS = Column("meals", ("用餐", "就餐", "休息", "meal"), cells.meals)
PAID_MINUTES = Column("paid_minutes", ("计薪分钟",), cells.integer(0, 2 * DAY))
PAID_HOURS = Column("paid_hours", ("计薪小时", "计薪工时"), cells.hours)
POSTS = Column("posts", ("岗位", "post"), cells.items)
NIGHT = Column("night", ("夜班", "是否夜班"), cells.choice(YES_NO))
ARRIVE_EARLY = Column("arrive_early", ("提前到岗", "提前到岗分钟"), cells.integer(0, 240))
REACH_BEFORE = Column("reach_before", ("打卡提前", "打卡提前分钟"), cells.integer(0, DAY))
REACH_AFTER = Column("reach_after", ("打卡延后", "打卡延后分钟"), cells.integer(0, DAY))

LAYOUT = Layout(
    "shifts",
    (
        CODE, NAME, SEGMENTS, START, END, MEALS, PAID_MINUTES, PAID_HOURS, POSTS, NIGHT, ARRIVE_EARLY,
        REACH_BEFORE, REACH_AFTER,
    ),
    any_of=(("segments", "start"),),
    one="shift",
)  # fmt: skip


def read_shifts(
    path: Path, known: Known | None = None, *, shown: str | None = None, limit: int = ROW_LIMIT
) -> Read[Shift]:
    """The shifts of a file in its order; ``known`` checks their posts."""
    known = known or Known()
    problems = Problems(shown or str(path))
    seen: dict[str, Place] = {}
    shifts: list[Shift] = []
    for record in read_table(path, LAYOUT, problems, limit=limit):
        code = record.get(CODE)
        if code is None:
            continue
        if is_off(code):
            problems.add("input.shift-code-off", record.place(CODE), code=code)
            continue
        if code in seen:
            problems.add("input.shift-twice", record.place(CODE), code=code, other=seen[code])
            continue
        seen[code] = record.place(CODE)
        shift = _shift(record, code, known, problems)
        if shift is not None:
            shifts.append(shift)
    return problems.read(shifts, seen)


def _shift(record: Record, code: str, known: Known, problems: Problems) -> Shift | None:
    posts = record.get(POSTS) or None
    for post in sorted(posts or ()):
        known.post(post, record.place(POSTS), problems)
    segments = _segments(record, code, problems)
    if segments is None:
        return None
    paid, paid_hours = record.get(PAID_MINUTES), record.get(PAID_HOURS)
    if paid is not None and paid_hours is not None and paid != paid_hours:
        place = record.place(PAID_HOURS)
        problems.add("input.shift-paid-twice", place, code=code, minutes=paid, hours=f"{paid_hours / 60:g}")
    return Shift(
        code=code,
        name=record.get(NAME) or code,
        segments=segments,
        meals=_meals(record, code, segments, problems),
        paid_minutes=paid_hours if paid is None else paid,
        posts=posts,
        night_stated=record.get(NIGHT),
        arrive_early=record.get(ARRIVE_EARLY) or 0,
        reach_before=record.get(REACH_BEFORE),
        reach_after=record.get(REACH_AFTER),
    )


def _segments(record: Record, code: str, problems: Problems) -> tuple[Span, ...] | None:
    """The working stretches in order, those after midnight moved to the next day; ``None`` after a problem."""
    if record.bad(SEGMENTS, START, END):
        return None
    start, end, stated = record.get(START), record.get(END), record.get(SEGMENTS)
    if stated and (start is not None or end is not None):
        problems.add("input.shift-times-twice", record.place(SEGMENTS), code=code)
        return None
    if start is not None and end is not None:
        stated = (cells.next_day(start, end),)
    place = record.place(SEGMENTS if SEGMENTS.name in record.values else START)
    if not stated or any(segment.minutes == 0 for segment in stated):
        problems.add("input.shift-no-length", place, code=code)
        return None
    found: list[Span] = []
    for segment in stated:
        if found and segment.start < found[-1].end and found[-1].end >= DAY:
            segment = segment.shifted(DAY)
        if found and segment.start < found[-1].end:
            problems.add("input.shift-segments", place, code=code, first=_show(found[-1]), second=_show(segment))
            return None
        found.append(segment)
    if found[0].start >= DAY or found[-1].end > 2 * DAY:
        problems.add("input.shift-too-late", place, code=code, read=_show(Span(found[0].start, found[-1].end)))
        return None
    return tuple(found)


def _meals(record: Record, code: str, segments: tuple[Span, ...], problems: Problems) -> tuple[Meal, ...]:
    """The meals in order; one that is written after midnight belongs to the shift's second day."""
    place = record.place(MEALS)
    meals: list[Meal] = []
    for window, minutes, paid in record.get(MEALS) or ():
        if window.start < segments[0].start and window.start + DAY < segments[-1].end:
            window = window.shifted(DAY)
        if not any(segment.start <= window.start and window.end <= segment.end for segment in segments):
            work = tuple(_show(segment) for segment in segments)
            problems.add("input.meal-outside", place, code=code, meal=_show(window), work=work)
        elif not 1 <= minutes <= window.minutes:
            problems.add("input.meal-too-long", place, code=code, meal=_show(window), minutes=minutes)
        else:
            meals.append(Meal(window, minutes, paid))
    meals.sort(key=lambda meal: meal.window)
    for one, other in pairwise(meals):
        if other.window.end - one.window.start < one.minutes + other.minutes or (
            one.fixed and other.fixed and one.window.overlap(other.window)
        ):
            problems.add("input.meals-overlap", place, code=code, first=_show(one.window), second=_show(other.window))
    return tuple(meals)


def _show(span: Span) -> str:
    return f"{format_clock(span.start)}-{format_clock(span.end)}"
