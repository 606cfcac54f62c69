"""The lines of many people's pay slips as a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rosterctl.domain.pay import PayLine
from rosterctl.domain.payroll import PersonPay
from rosterctl.messages import text, weekday
from rosterctl.report.pay_rows import Telling
from rosterctl.report.tables import pad
from rosterctl.report.wrapping import wrap

AMOUNT = 10
"""Columns that an amount takes."""
_INDENT = " " * (AMOUNT + 4)


def slips(people: Sequence[PersonPay], tell: Telling, width: int | None = None) -> str:
    """Everybody who has lines, and the lines; ends with a newline, and is empty when nobody has any."""
    found: list[str] = []
    for one in people:
        if one.lines:
            found.append(f"{one.employee.id} {one.employee.name}")
            found += (row for line in one.lines for row in slip(line, tell, width, dated=True))
    return "".join(f"{row}\n" for row in found)


def slip(line: PayLine, tell: Telling, width: int | None = None, *, dated: bool = False) -> Iterator[str]:
    """One line: amount, rule, what for and article; below it the arithmetic, and evidence that is no punch."""
    amount = pad(f"{line.amount:+}", AMOUNT, right=True)
    colon = "：" if tell.lang == "zh" else ": "
    day = text("pay.explain.whole", tell.lang)
    if line.date is not None:
        day = f"{line.date:%m-%d} {weekday(line.date, tell.lang)}"
    what = f"{tell.title(line)}{colon}{tell.what(line)}"
    what = f"{day}  {what}" if dated else what
    article = tell.authority(line)
    yield from wrap(f"{what} [{article}]" if article else what, width, first=f"  {amount}  ", rest=_INDENT)
    behind = " ".join(tell.because(line))
    yield from wrap(
        f"{line.arithmetic}  ({behind})" if behind else line.arithmetic, width, first=_INDENT, rest=_INDENT
    )
