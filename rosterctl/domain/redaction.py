"""What is sensitive in what commands show (C4): wages, reasons, and kinds of leave. The one place that knows.

All kinds of leave are hidden, and not the medical ones alone: what is hidden would else be known for medical.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rosterctl.domain.payroll import Column

HIDDEN = "***"

FIELDS = frozenset(
    {
        *("amount", "arithmetic", "base", "net", "columns", "closed", "before", "now"),
        *("reason", "over_cap", "evidence", "note", "accepted"),
        *("leave_kind", "leave", "leave_seconds_by_kind", "leave_hours_by_kind", "about"),
    }
)
"""Fields that are hidden wherever they stand: wages; reasons and papers; kinds of leave."""

OF_LINES = frozenset({"text", "key", "code", "because"})
"""What a pay line says in words: its text and its code name the kind of leave."""

OF_PAY = frozenset({*map(str, Column), "base", "net"})
"""The columns of a person's pay; an empty one is hidden too, since it says that there was nothing."""

OPEN = {"leave": (dict,), "accepted": (list, int), "closed": (dict,), "evidence": ()}
"""Shapes in which a field of that name says nothing sensitive: a count of leave, the list of what a closing accepted
(which names requests and dates), what is known of a closing."""


def redacted(value: Any) -> Any:
    """A row, a list of rows or a document without what is sensitive; other values as they are, money hidden."""
    if isinstance(value, Decimal):
        return HIDDEN
    if isinstance(value, Mapping):
        return {name: _field(name, item, value) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [redacted(item) for item in value]
    return value


def _field(name: str, item: Any, row: Mapping[str, Any]) -> Any:
    if name in OF_PAY and "net" in row and not isinstance(item, (list, dict)):
        return HIDDEN
    hidden = name in FIELDS or (name in OF_LINES and "arithmetic" in row)
    if not hidden or isinstance(item, OPEN.get(name, ())):
        return redacted(item)
    return item if item is None or item == "" else HIDDEN
