"""Pay slips on one sheet: a block and a printed page for each person, with the lines and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rosterctl.domain.payroll import PersonPay
from rosterctl.domain.roster_text import protect
from rosterctl.messages import text
from rosterctl.report.pay_rows import Telling, money, slip_line
from rosterctl.report.roster_book_style import Styles
from rosterctl.report.sheet_cells import write_cell, write_sum

FIELDS = ("date", "rule", "authority", "text", "arithmetic", "amount", "evidence")
AMOUNT = FIELDS.index("amount")
WIDTHS = (18, 22, 32, 34, 44, 12, 30)
BREAKS = 1000
"""A sheet takes 1,023 page breaks."""


def slip_sheet(
    sheet: Any, people: Sequence[PersonPay], month: str, styles: Styles, tell: Telling, shown: Callable[[Any], Any]
) -> None:
    """Write everybody's slip: who, the base wage, each line with its clause and its evidence, the sum by formula."""
    for column, wide in enumerate(WIDTHS):
        sheet.set_column(column, column, wide)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    row, breaks = 0, []
    for one in people:
        row = _slip(sheet, row, one, month, styles, tell, shown)
        breaks.append(row)
    sheet.set_h_pagebreaks(breaks[:-1][:BREAKS])


def _slip(
    sheet: Any,
    row: int,
    one: PersonPay,
    month: str,
    styles: Styles,
    tell: Telling,
    shown: Callable[[Any], Any],
) -> int:
    """One block, from ``row`` on; the row after it."""
    who = {"month": month, "employee": one.employee.id, "name": one.employee.name, "team": one.employee.team or ""}
    sheet.write_string(row, 0, protect(text("pay.slip.title", tell.lang, who)), styles.get(bold=True, font_size=13))
    for column, name in enumerate(FIELDS):
        sheet.write_string(row + 1, column, text(f"pay.head.{name}", tell.lang), styles.head())
    first = row + 2
    base = {**dict.fromkeys(FIELDS, ""), "rule": text("pay.head.base", tell.lang), "amount": money(one.base)}
    lines = [shown(base), *(shown(slip_line(one, line, tell)) for line in one.lines)]
    for number, line in enumerate(lines, first):
        _line(sheet, number, line, styles)
    end = first + len(lines)
    sheet.write_string(end, 0, text("pay.head.net", tell.lang), styles.get(bold=True))
    net = shown(money(one.net))
    bold = styles.get(bold=True, num_format="0.00", top=1)
    if isinstance(net, Decimal):
        write_sum(sheet, end, AMOUNT, first, net, bold)
    else:
        sheet.write_string(end, AMOUNT, str(net), bold)
    return end + 2


def _line(sheet: Any, row: int, line: Mapping[str, object], styles: Styles) -> None:
    for column, name in enumerate(FIELDS):
        amount = isinstance(line[name], Decimal)
        style = styles.get(num_format="0.00" if amount else None, text_wrap=None if amount else True, valign="top")
        write_cell(sheet, row, column, line[name], style)
