"""``input/wishes``: what people would like.

Columns: ``employee`` 工号 (id or name), ``date`` 日期 (a date or a range ``2026-10-01~2026-10-03``), ``want`` 想要
(``on`` 上班, ``off`` 休), ``shift`` 班次 (blank: any), ``weight`` 权重 (1 to 1000, default 1).
"""

from __future__ import annotations

from pathlib import Path

from rosterctl.domain.requests import Wish
from rosterctl.errors import Place
from rosterctl.io.inputs.known import EMPLOYEE, NAME, WHO, Known
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table
from rosterctl.io.tables.words import ON_OFF

DATES = Column("date", ("日期", "dates"), cells.days, required=True)
WANT = Column("want", ("想要", "意愿", "愿望"), cells.choice(ON_OFF), required=True)
SHIFT = Column("shift", ("班次",), cells.text)
WEIGHT = Column("weight", ("权重",), cells.integer(1, 1000))

LAYOUT = Layout("wishes", (EMPLOYEE, NAME, DATES, WANT, SHIFT, WEIGHT), any_of=(WHO,), one="wish")


def read_wishes(
    path: Path, known: Known | None = None, *, shown: str | None = None, limit: int = ROW_LIMIT
) -> Read[Wish]:
    """The wishes of a file, one for each date. One that repeats or contradicts another is a problem."""
    known = known or Known()
    problems = Problems(shown or str(path))
    seen: dict[tuple[str, object, str | None], Place] = {}
    found: list[Wish] = []
    for record in read_table(path, LAYOUT, problems, limit=limit):
        employee = known.employee(record, problems)
        shift = record.get(SHIFT)
        if shift is not None:
            known.shift(shift, record.place(SHIFT), problems)
        if employee is None or not record.complete:
            continue
        place = record.place(DATES)
        for on in cells.each_day(record.need(DATES)):
            other = seen.setdefault((employee, on, shift), place)
            if other is not place:
                problems.add("input.wish-twice", place, employee=employee, date=on, other=other)
                break
            found.append(Wish(employee, on, record.need(WANT), shift, record.get(WEIGHT) or 1, place))
    return problems.read(found)
