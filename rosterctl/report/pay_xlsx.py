"""The payroll workbook: the money in the payroll's columns, one row for each line, the month's days, times and hours,
and the pay slips as they are printed."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from rosterctl.domain.payroll import PersonPay
from rosterctl.messages import text
from rosterctl.report.pay_month import month_line
from rosterctl.report.pay_month_sheet import month_sheet
from rosterctl.report.pay_rows import LINE_HEADS, PAY_HEADS, Telling, pay_line, slip_line, total_line
from rosterctl.report.pay_slip_sheet import slip_sheet
from rosterctl.report.roster_book_style import Styles
from rosterctl.report.sheet_cells import write_cell
from rosterctl.report.tables import shown_width

WIDEST = 60


def pay_book(
    people: Sequence[PersonPay],
    first: date,
    month: str,
    tell: Telling,
    shown: Callable[[Any], Any] = lambda rows: rows,
) -> bytes:
    """The bytes of an .xlsx workbook; the same pay gives the same bytes. ``shown`` takes out of the rows what is not
    to be seen (C4).

    Amounts are numbers of two decimals. Texts that a spreadsheet would run as a formula carry an apostrophe.
    """
    import xlsxwriter

    lang = tell.lang
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = text("pay.book.title", lang, {"month": month})
    book.set_properties({"title": title, "created": datetime.combine(first, time())})
    styles = Styles(book)
    summary = [*(pay_line(one) for one in people), total_line(people, lang)]
    _sheet(book.add_worksheet(text("pay.sheet.summary", lang)), PAY_HEADS, shown(summary), styles, tell, total=True)
    slips = [slip_line(one, line, tell) for one in people for line in one.lines]
    _sheet(book.add_worksheet(text("pay.sheet.lines", lang)), LINE_HEADS, shown(slips), styles, tell)
    months = shown([month_line(one) for one in people])
    month_sheet(book.add_worksheet(text("pay.sheet.month", lang)), months, styles, tell)
    slip_sheet(book.add_worksheet(text("pay.sheet.slips", lang)), people, month, styles, tell, shown)
    book.close()
    return out.getvalue()


def _sheet(
    sheet: Any,
    heads: Sequence[str],
    rows: Sequence[Mapping[str, object]],
    styles: Styles,
    tell: Telling,
    *,
    total: bool = False,
) -> None:
    for column, name in enumerate(heads):
        head = text(f"pay.head.{name}", tell.lang)
        sheet.write_string(0, column, head, styles.head())
        wide = max([shown_width(head), *(shown_width(str(row[name])) for row in rows)])
        sheet.set_column(column, column, min(wide, WIDEST) + 2)
    for number, row in enumerate(rows, 1):
        bold = True if total and number == len(rows) else None
        for column, name in enumerate(heads):
            money = "0.00" if isinstance(row[name], Decimal) else None
            write_cell(sheet, number, column, row[name], styles.get(num_format=money, bold=bold))
    sheet.freeze_panes(1, 2)
    if rows:
        sheet.autofilter(0, 0, len(rows) - (1 if total else 0), len(heads) - 1)
