"""``input/notes``: what stands under the roster about some of its dates, such as what to wear.

Columns: ``date`` 日期 (a date or a range ``2026-10-01~2026-10-31``), ``note`` 备注. Notes may overlap.
"""

from __future__ import annotations

from pathlib import Path

from rosterctl.domain.calendar import DayNote
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table

DATES = Column("date", ("日期", "dates"), cells.days, required=True)
NOTE = Column("note", ("备注", "说明", "提示"), cells.text, required=True)

LAYOUT = Layout("notes", (DATES, NOTE), one="note")


def read_notes(path: Path, *, shown: str | None = None, limit: int = ROW_LIMIT) -> Read[DayNote]:
    """The notes of a file, in its order."""
    problems = Problems(shown or str(path))
    records = [record for record in read_table(path, LAYOUT, problems, limit=limit) if record.complete]
    return problems.read([DayNote(*record.need(DATES), record.need(NOTE)) for record in records])
