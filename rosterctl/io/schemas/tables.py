"""JSON Schemas of the tables that people write (``input/``: csv, toml, xlsx), from the readers' own columns.

A schema describes one row as an object, by any of the names that the reader knows for a column. What a cell may hold
is told in words: whether it can be read (a date in one of six spellings, a list, a shift that exists) only reading
the file tells, with its line or cell.
"""

from __future__ import annotations

from typing import Any

from rosterctl.io.inputs import (
    approvals,
    calls,
    carried,
    days,
    demand,
    history,
    incidents,
    notes,
    opening,
    pins,
    protected,
    request_columns,
    shifts,
    staff,
    wishes,
)
from rosterctl.io.schemas.policy_schema import DRAFT
from rosterctl.io.tables.columns import IGNORED, Column, Layout

CELL = {"type": ["string", "number", "boolean", "array", "object"]}
"""What a cell is before it is read: text in csv, in toml also a number, a list, a table."""

LAYOUTS: tuple[Layout, ...] = tuple(
    module.LAYOUT
    for module in (
        staff,
        shifts,
        demand,
        days,
        request_columns,
        wishes,
        pins,
        history,
        carried,
        opening,
        notes,
        protected,
        incidents,
        approvals,
        calls,
    )
)


def table_schema(layout: Layout) -> dict[str, Any]:
    """The schema of one row."""
    needed = [names(column) for column in layout.columns if column.required]
    known = {column.name: names(column) for column in layout.columns}
    needed += [tuple(name for one in group for name in known[one]) for group in layout.any_of]
    made: dict[str, Any] = {
        "$schema": DRAFT,
        "title": f"a row of {layout.name} 一行",
        "type": "object",
        "properties": {
            **{name: {"description": "not read 不读"} for name in (*IGNORED, *layout.ignored)},
            **{name: _cell(column) for column in layout.columns for name in names(column)},
        },
        # what another program wrote may hold more than is read
        "additionalProperties": layout.foreign,
    }
    if needed:
        made["allOf"] = [{"anyOf": [{"required": [name]} for name in group]} for group in needed]
    return made


def names(column: Column[Any]) -> tuple[str, ...]:
    """All that a head may say for it."""
    return (column.name, *column.aliases)


def _cell(column: Column[Any]) -> dict[str, Any]:
    told = (column.parse.__doc__ or "").partition("\n")[0].replace("``", "`")
    words = [column.both, told if not told.startswith("Parser") else ""]
    return {**CELL, "description": ": ".join(word for word in words if word)}
