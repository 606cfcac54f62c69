"""Cells of our workbooks: numbers as numbers, texts that nothing runs, sums with their value beside the formula."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from rosterctl.domain.roster_text import protect


def write_cell(sheet: Any, row: int, column: int, value: object, style: Any) -> None:
    """A number as one; anything else as a text, with an apostrophe where a spreadsheet would run it as a formula."""
    if isinstance(value, (Decimal, int)):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, protect(str(value)), style)


def write_sum(sheet: Any, row: int, column: int, first: int, value: Decimal, style: Any) -> None:
    """The sum of the cells above, from row ``first`` on; ``value`` is for whoever does not calculate."""
    from xlsxwriter.utility import xl_range

    sheet.write_formula(row, column, f"=SUM({xl_range(first, column, row - 1, column)})", style, value)
