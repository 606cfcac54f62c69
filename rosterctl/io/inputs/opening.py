"""``input/opening``: what people bring along from before the first month that rosterctl settles.

Columns: ``employee`` 工号 (id or name), ``key`` 项目 (``consecutive-absence`` 连续旷工, ``corrections-used``
已用补卡, ``absences`` 缺勤, ``unexcused-absences`` 旷工, ``service-months`` 以前工龄, ``annual-hours`` 年假小时,
``exchange-hours`` 调休小时), ``value`` 数值 (a whole number of at least 0), ``until`` 有效期至 (the last date on
which hours may be taken; ``annual-hours`` need it, and only hours have it). What each of them counts stands at
:data:`rosterctl.domain.opening.OPENING_KEYS`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rosterctl.errors import Place
from rosterctl.io.inputs.known import EMPLOYEE, NAME, WHO, Known
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table
from rosterctl.io.tables.words import OPENING_WORDS

KEY = Column("key", ("项目", "期初项目"), cells.choice(OPENING_WORDS), required=True)
VALUE = Column("value", ("数值", "数量", "次数", "天数"), cells.integer(0, 1000), required=True)

UNTIL = Column("until", ("有效期至", "有效期", "截止日期"), cells.day)

LAYOUT = Layout("opening", (EMPLOYEE, NAME, KEY, VALUE, UNTIL), any_of=(WHO,))

Openings = Mapping[str, Mapping[str, int]]
"""Employee → key → value."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening figure."""

    employee: str
    key: str
    value: int
    until: dt.date | None = None
    place: Place | None = None


def read_opening(
    path: Path, known: Known | None = None, *, shown: str | None = None, limit: int = ROW_LIMIT
) -> Read[Opening]:
    """The figures of a file in its order; one person twice under one key is a problem."""
    known = known or Known()
    problems = Problems(shown or str(path))
    found: dict[tuple[str, str], Opening] = {}
    for record in read_table(path, LAYOUT, problems, limit=limit):
        employee = known.employee(record, problems)
        if employee is None or not record.complete:
            continue
        key = record.need(KEY)
        other = found.get((employee, key))
        if other is not None:
            values = {"employee": employee, "key": key, "other": other.place}
            problems.add("input.opening-twice", record.place(KEY), **values)
            continue
        until = record.get(UNTIL)
        if key == "annual-hours" and until is None and not record.bad(UNTIL):
            problems.add("input.opening-until", record.place(UNTIL), column=UNTIL.both)
        if until is not None and not key.endswith("-hours"):
            problems.add("input.opening-no-until", record.place(UNTIL), column=UNTIL.both, key=key)
        found[employee, key] = Opening(employee, key, record.need(VALUE), until, record.place())
    return problems.read(found.values())


def by_employee(rows: tuple[Opening, ...]) -> Openings:
    """The figures as settling takes them."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.employee, {})[row.key] = row.value
    return MappingProxyType({employee: MappingProxyType(values) for employee, values in found.items()})
