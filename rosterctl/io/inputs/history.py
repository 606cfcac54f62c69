"""``input/history``: what was worked before the first roster that rosterctl made.

Columns: ``employee`` 工号 (id or name), ``date`` 日期, ``shift`` 班次 (``休`` rows are read over),
``post`` 岗位 (blank where there is only one).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rosterctl.domain.roster import Assignment
from rosterctl.errors import Place
from rosterctl.io.inputs.known import EMPLOYEE, NAME, WHO, Known, is_off
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout, Record
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table

DATE = Column("date", ("日期",), cells.day, required=True)
SHIFT = Column("shift", ("班次",), cells.text, required=True)
POST = Column("post", ("岗位",), cells.text)

LAYOUT = Layout("history", (EMPLOYEE, NAME, DATE, SHIFT, POST), any_of=(WHO,))


def read_history(
    path: Path, known: Known | None = None, *, shown: str | None = None, limit: int = ROW_LIMIT
) -> Read[Assignment]:
    """The assignments of a file in its order; the same shift twice for one person and date is a problem."""
    known = known or Known()
    problems = Problems(shown or str(path))
    seen: dict[tuple[str, dt.date, str], Place] = {}
    found: list[Assignment] = []
    for record in read_table(path, LAYOUT, problems, limit=limit):
        employee = known.employee(record, problems)
        code, on = record.get(SHIFT), record.get(DATE)
        if code is None or is_off(code):
            continue
        exists = known.shift(code, record.place(SHIFT), problems)
        post = _post(record, code, known, problems) if exists else None
        if employee is None or on is None or post is None:
            continue
        other = seen.setdefault((employee, on, code), record.place())
        if other != record.place():
            problems.add("input.history-twice", record.place(), employee=employee, date=on, shift=code, other=other)
            continue
        found.append(Assignment(employee, on, code, post))
    return problems.read(found)


def _post(record: Record, code: str, known: Known, problems: Problems) -> str | None:
    """The post as stated; where there is only one that the shift can be at, that one."""
    post = record.get(POST)
    if post is not None:
        fits = known.post(post, record.place(POST), problems)
        return post if fits and known.at_post(code, post, record.place(POST), problems) else None
    shift = known.shifts.get(code)
    if shift is None and known.codes is not None:
        return None  # the shift's own row has a problem, and has been told about
    posts = known.posts or ()
    if shift is not None and shift.posts is not None:
        posts = tuple(name for name in posts if name in shift.posts) or tuple(sorted(shift.posts))
    if len(posts) == 1:
        return posts[0]
    problems.add("input.history-no-post", record.place(SHIFT), shift=code, posts=posts)
    return None
