"""``input/calendar``: days that differ from the official calendar, and days with a name of the planner's own.

Columns: ``date`` 日期 (a date or a range), ``kind`` 日期类型 (``workday`` 工作日, ``rest`` 休息日,
``moved`` 调休上班, ``holiday`` 节假日; blank: unchanged), ``name`` 名称 (what the day is called),
``special`` 特殊日 (a name that demand and rules may refer to).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from rosterctl.domain.calendar import DayKind
from rosterctl.errors import Place
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table
from rosterctl.io.tables.words import DAY_KINDS, DEMAND_DAYS

DATES = Column("date", ("日期", "dates"), cells.days, required=True)
KIND = Column(
    "kind", ("日期类型", "类型", "类别"), cells.choice({word: DayKind(kind) for word, kind in DAY_KINDS.items()})
)
NAME = Column("name", ("名称", "节日"), cells.text)
SPECIAL = Column("special", ("特殊日", "特殊日名称"), cells.text)

LAYOUT = Layout("calendar", (DATES, KIND, NAME, SPECIAL), any_of=(("kind", "special", "name"),), one="day")


@dataclass(frozen=True, slots=True)
class Override:
    """One date of ``input/calendar``; ``None`` leaves what the official calendar says."""

    date: dt.date
    kind: DayKind | None = None
    name: str | None = None
    special: str | None = None
    place: Place | None = None


def read_days(path: Path, *, shown: str | None = None, limit: int = ROW_LIMIT) -> Read[Override]:
    """The overrides of a file, one for each date; a date that stands twice is a problem."""
    problems = Problems(shown or str(path))
    found: dict[dt.date, Override] = {}
    for record in read_table(path, LAYOUT, problems, limit=limit):
        kind, name, special = record.get(KIND), record.get(NAME), record.get(SPECIAL)
        place = record.place(DATES)
        if kind is None and name is None and special is None and not record.bad(KIND):
            problems.add("input.day-nothing", place)
        if special is not None and special.casefold() in DEMAND_DAYS:
            problems.add("input.day-special-word", record.place(SPECIAL), special=special)
        if not record.complete:
            continue
        for on in cells.each_day(record.need(DATES)):
            if on in found:
                problems.add("input.day-twice", place, date=on, other=found[on].place)
                break
            found[on] = Override(on, kind, name, special, place)
    return problems.read(found.values(), {o.special for o in found.values() if o.special})
