"""The month in the payroll's usual columns as a sheet, its totals by formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rosterctl.domain.money import ZERO, fen
from rosterctl.messages import text
from rosterctl.report.pay_month import Head, month_cell, month_heads
from rosterctl.report.pay_rows import Telling
from rosterctl.report.roster_book_style import Styles
from rosterctl.report.sheet_cells import write_cell, write_sum
from rosterctl.report.tables import shown_width

FIXED = ("employee", "name", "team")


def month_sheet(sheet: Any, rows: Sequence[Mapping[str, object]], styles: Styles, tell: Telling) -> None:
    """Write rows of :func:`rosterctl.report.pay_month.month_line`, of which what is sensitive may be hidden.

    Days, minutes and hours are numbers of at most two decimals, each rounded once from the month's exact sum.
    """
    heads = month_heads(rows, tell.lang)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head.title, styles.head(text_wrap=True, valign="vcenter"))
        wide = max([8, *(shown_width(str(row[head.field])) for row in rows)]) if head.field in FIXED else 9
        sheet.set_column(column, column, min(wide, 40) + 2)
        values = [_number(month_cell(row, head)) for row in rows]
        for number, value in enumerate(values, 1):
            write_cell(sheet, number, column, value, _style(styles, head))
        _total(sheet, len(rows) + 1, column, values, styles, tell, head)
    sheet.set_row(0, 45)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _number(value: object) -> object:
    """A measure as the number that is shown; whole ones stay whole."""
    if not isinstance(value, Fraction):
        return value
    return int(value) if value.denominator == 1 else fen(value)


def _style(styles: Styles, head: Head, **more: object) -> Any:
    money = head.field in ("base", "deducted", "added", "net")
    return styles.get(num_format="0.00" if money else "General", **more)


def _total(
    sheet: Any, row: int, column: int, values: Sequence[object], styles: Styles, tell: Telling, head: Head
) -> None:
    """The sum of a column, with its value for whoever does not calculate; none of texts, nor of what is hidden."""
    style = _style(styles, head, bold=True, top=1)
    numbers = [value for value in values if isinstance(value, (Decimal, int))]
    if column == 0:
        sheet.write_string(row, column, text("pay.total", tell.lang), style)
    elif len(numbers) == len(values) and numbers:
        write_sum(sheet, row, column, 1, sum((Decimal(number) for number in numbers), ZERO), style)
