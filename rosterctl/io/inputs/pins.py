"""``input/pins``: cells of the roster that the planner has fixed.

Columns: ``employee`` 工号 (id or name), ``date`` 日期 (a date or a range), ``shift`` 班次 (a code, or ``休``,
``off``, ``-`` for a day off), ``post`` 岗位 (blank: wherever).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rosterctl.domain.requests import Pin
from rosterctl.io.inputs.known import EMPLOYEE, NAME, WHO, Known, is_off
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout, Record
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table

DATES = Column("date", ("日期", "dates"), cells.days, required=True)
SHIFT = Column("shift", ("班次",), cells.text, required=True)
POST = Column("post", ("岗位",), cells.text)

LAYOUT = Layout("pins", (EMPLOYEE, NAME, DATES, SHIFT, POST), any_of=(WHO,), one="pin")


def read_pins(
    path: Path, known: Known | None = None, *, shown: str | None = None, limit: int = ROW_LIMIT
) -> Read[Pin]:
    """The pins of a file, one for each date; two that agree are one, two that do not are a problem."""
    known = known or Known()
    problems = Problems(shown or str(path))
    found: dict[tuple[str, dt.date], Pin] = {}
    for record in read_table(path, LAYOUT, problems, limit=limit):
        for pin in _pins(record, known, problems):
            key = (pin.employee, pin.date)
            other = found.get(key)
            if other is None or (other.shift == pin.shift and other.post is None):
                found[key] = pin
            elif other.shift != pin.shift or (pin.post is not None and other.post != pin.post):
                values = {"employee": pin.employee, "date": pin.date, "other": other.place}
                problems.add("input.pins-overlap", pin.place, read=show_pin(pin), there=show_pin(other), **values)
                break
    return problems.read(found.values())


def _pins(record: Record, known: Known, problems: Problems) -> list[Pin]:
    employee = known.employee(record, problems)
    code, post = record.get(SHIFT), record.get(POST)
    shift = None if code is None or is_off(code) else code
    if post is not None and known.post(post, record.place(POST), problems) and shift is not None:
        known.at_post(shift, post, record.place(POST), problems)
    if shift is not None:
        known.shift(shift, record.place(SHIFT), problems)
    elif post is not None and code is not None:
        problems.add("input.pin-off-at-post", record.place(POST), post=post)
    if employee is None or not record.complete:
        return []
    return [Pin(employee, on, shift, post, record.place(DATES)) for on in cells.each_day(record.need(DATES))]


def show_pin(pin: Pin) -> str:
    """A pin as a roster's cell would show it."""
    shift = "休" if pin.shift is None else pin.shift
    return shift if pin.post is None else f"{shift}/{pin.post}"
