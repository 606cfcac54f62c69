"""``input/demand``: how many people are needed, where and when.

Columns: ``day`` 日期类型 (``all`` 每天, ``workday`` 工作日, ``rest`` 休息日, ``moved`` 调休上班, ``holiday`` 节假日,
``mon`` 周一 …, a special day's name, a date, or several of these separated by ``;``), ``from`` 从 and ``to`` 到
(an end not after its start is on the next day, as is 24:00 and later), or ``shift`` 班次 in their place;
``post`` 岗位, ``skill`` 技能, ``grade`` 级别, ``rank`` 职级; ``min`` 最少, ``target`` 目标, ``max`` 最多.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from rosterctl.domain.demand import Demand, Filter
from rosterctl.domain.time import DAY, Span
from rosterctl.io.inputs.known import Known
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout, Record, Unreadable
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table
from rosterctl.io.tables.suggest import nearest
from rosterctl.io.tables.words import DEMAND_DAYS, GRADES, RANKS

_COUNT = cells.integer(0, 100_000)
DAYS = Column("day", ("日期类型", "日期", "日子", "days", "date"), cells.listed, required=True)
FROM = Column("from", ("从", "开始", "开始时间", "start"), cells.clock)
TO = Column("to", ("到", "至", "结束", "结束时间", "end"), cells.clock)
SHIFT = Column("shift", ("班次",), cells.text)
POST = Column("post", ("岗位",), cells.text)
SKILL = Column("skill", ("技能",), cells.text)
GRADE = Column("grade", ("级别", "技能等级", "等级"), cells.known_or_text(GRADES))
RANK = Column("rank", ("职级", "职务"), cells.known_or_text(RANKS))
MIN = Column("min", ("最少", "最少人数", "minimum"), _COUNT)
TARGET = Column("target", ("目标", "目标人数"), _COUNT)
MAX = Column("max", ("最多", "最多人数", "maximum"), _COUNT)

LAYOUT = Layout(
    "demand",
    (DAYS, FROM, TO, SHIFT, POST, SKILL, GRADE, RANK, MIN, TARGET, MAX),
    any_of=(("from", "shift"), ("min", "target", "max")),
)


def read_demand(
    path: Path,
    known: Known | None = None,
    special: Iterable[str] = (),
    *,
    shown: str | None = None,
    limit: int = ROW_LIMIT,
) -> Read[Demand]:
    """The rows of a demand file, one for each day that a row names. ``special`` are the planner's own days."""
    known = known or Known()
    problems = Problems(shown or str(path))
    names = frozenset(special)
    found: list[Demand] = []
    for record in read_table(path, LAYOUT, problems, limit=limit):
        span = _span(record, problems)
        _check_counts(record, problems)
        shift, post = record.get(SHIFT), record.get(POST)
        if shift is not None and known.shift(shift, record.place(SHIFT), problems):
            known.at_post(shift, post, record.place(POST), problems)
        if post is not None:
            known.post(post, record.place(POST), problems)
        whom = Filter(post, record.get(SKILL), record.get(GRADE), record.get(RANK), shift)
        for word in record.get(DAYS) or ():
            for day in days_meant(word, names, record, problems):
                counts = (record.get(MIN), record.get(TARGET), record.get(MAX))
                found.append(Demand(day, span, whom, *counts, place=record.place()))
    return problems.read(found)


def days_meant(word: str, special: frozenset[str], record: Record, problems: Problems) -> tuple[str, ...]:
    """What ``Demand.day`` holds for a word: a key, a special day's name, or the dates of a range."""
    key = DEMAND_DAYS.get(word.casefold())
    if key is not None:
        return (key,)
    if word in special:
        return (word,)
    try:
        return tuple(on.isoformat() for on in cells.each_day(cells.days(word)))
    except Unreadable as wrong:
        if wrong.code != "input.cell":
            problems.add(wrong.code, record.place(DAYS), column=DAYS.name, read=word, **wrong.values)
            return ()
    like = nearest(word, [*DEMAND_DAYS, *special])
    if like is None:
        problems.add("input.day-unknown", record.place(DAYS), read=word, special=tuple(sorted(special)) or "—")
    else:
        problems.add("input.day-unknown-like", record.place(DAYS), read=word, like=like)
    return ()


def _span(record: Record, problems: Problems) -> Span | None:
    start, end, shift = record.get(FROM), record.get(TO), record.get(SHIFT)
    if record.bad(FROM, TO):
        return None
    if shift is not None:
        if start is not None or end is not None:
            problems.add("input.demand-shift-and-times", record.place(SHIFT), shift=shift)
        return None
    if start is None or end is None:
        problems.add("input.demand-no-times", record.place())
        return None
    span = Span(start, end if end > start else end + DAY)
    if start >= DAY or span.end > 2 * DAY:
        problems.add("input.demand-too-late", record.place(FROM))
        return None
    return span


def _check_counts(record: Record, problems: Problems) -> None:
    if record.bad(MIN, TARGET, MAX):
        return
    given = [(column, record.get(column)) for column in (MIN, TARGET, MAX)]
    stated = [(column, value) for column, value in given if value is not None]
    if not stated:
        problems.add("input.demand-no-counts", record.place())
    for (low, less), (high, more) in pairwise(stated):
        if less > more:
            problems.add(
                "input.demand-counts", record.place(high), low=low.name, less=less, high=high.name, more=more
            )
