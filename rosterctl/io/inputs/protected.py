"""``input/protected``: who does no overtime by law, and when (from the seventh month of pregnancy; while nursing).

Columns: ``employee`` 工号 (id or name), ``from`` 开始日期 (blank: always was), ``to`` 结束日期 (included; blank:
until further notice). Why is not asked: it is nobody's business here. The file says something about people's
health all the same, and must not be readable by everybody.
"""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

from rosterctl.errors import Place, Problem
from rosterctl.io.inputs.known import EMPLOYEE, NAME, WHO, Known
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table

FIRST = Column("from", ("开始日期", "起", "first"), cells.day)
LAST = Column("to", ("结束日期", "止", "last"), cells.day)
LAYOUT = Layout("protected", (EMPLOYEE, NAME, FIRST, LAST), any_of=(WHO,))


@dataclass(frozen=True, slots=True)
class Protection:
    """One row; ``None`` leaves a side open."""

    employee: str
    first: dt.date | None
    last: dt.date | None


def read_protected(
    path: Path, known: Known | None = None, *, shown: str | None = None, limit: int = ROW_LIMIT
) -> Read[Protection]:
    """The rows of a file in its order. A file that everybody on the machine may read is a problem."""
    known = known or Known()
    problems = Problems(shown or str(path))
    found: list[Protection] = []
    for record in read_table(path, LAYOUT, problems, limit=limit):
        employee = known.employee(record, problems)
        if employee is None or record.bad(FIRST, LAST):
            continue
        first, last = record.get(FIRST), record.get(LAST)
        if first is not None and last is not None and last < first:
            problems.add("request.reversed", record.place(LAST), first=first, last=last)
            continue
        found.append(Protection(employee, first, last))
    read = problems.read(found)
    if os.name == "posix" and path.stat().st_mode & 0o004:
        opened = Problem("input.protected-open", Place(shown or str(path)), {"file": shown or str(path)})
        return read._replace(problems=[opened, *read.problems])
    return read
