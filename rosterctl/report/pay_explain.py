"""One person's pay, day by day: roster, punches, judgement, and each line with its rule, article and arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from rosterctl.domain.clerk import DayRow
from rosterctl.domain.pay import PayLine
from rosterctl.domain.payroll import PersonPay
from rosterctl.messages import text
from rosterctl.report.attendance_days import day_data, day_line
from rosterctl.report.attendance_words import judgement
from rosterctl.report.pay_rows import Telling, line_data, money
from rosterctl.report.pay_slips import AMOUNT, slip
from rosterctl.report.tables import pad, shown_width
from rosterctl.report.wrapping import wrap


def explained(one: PersonPay, rows: Sequence[DayRow], zone: ZoneInfo, tell: Telling, width: int | None = None) -> str:
    """The text for a terminal; ends with a newline."""
    lines = [_head(one, tell)]
    by_date: dict[date | None, list[PayLine]] = {}
    for line in one.lines:
        by_date.setdefault(line.date, []).append(line)
    before: date | None = None
    for n, row in enumerate(rows):
        lines += _day(row, zone, tell, again=row.date == before, width=width)
        before = row.date
        if n + 1 == len(rows) or rows[n + 1].date != row.date:
            for line in by_date.pop(row.date, []):
                lines += slip(line, tell, width)
    rest = [line for some in by_date.values() for line in some]
    if rest:
        lines += ["", text("pay.explain.period", tell.lang)]
        for line in rest:
            lines += slip(line, tell, width)
    lines += ["", *_total(one, tell)]
    return "\n".join(lines) + "\n"


def _head(one: PersonPay, tell: Telling) -> str:
    who = " ".join(filter(None, (one.employee.id, one.employee.name, one.employee.team)))
    return f"{who} · {text('pay.head.base', tell.lang)} {money(one.base)}"


def _day(row: DayRow, zone: ZoneInfo, tell: Telling, *, again: bool, width: int | None) -> list[str]:
    told = day_line(row, zone, tell.lang)
    on = " " * shown_width(str(told["date"])) if again else str(told["date"])
    planned = " ".join(str(told[name]) for name in ("shift", "planned") if told[name])
    if row.number and not row.punches and not row.arrival and not row.departure:
        punched = ""
    else:
        clocks = [str(told["arrival"]), str(told["departure"])] if row.number else [str(told["arrival"])]
        punched = "  ".join(one or "--" for one in clocks) if row.number or row.punches else ""
    where = f"({told['punches']})" if told["punches"] else ""
    facts = [part for part in (planned, punched, where, judgement(row, tell.lang)) if part]
    lines = wrap("  ".join(facts), width, first=f"{on}  ", rest="    ")
    for remark in row.remarks:
        lines += wrap(f"{remark.text} → {remark.mend}", width, first="    ! ", rest="      ")
    return lines


def _total(one: PersonPay, tell: Telling) -> Iterator[str]:
    rows = [(text("pay.head.base", tell.lang), money(one.base))]
    rows += [(text(f"pay.head.{column}", tell.lang), amount) for column, amount in one.columns.items() if amount]
    rows += [(text("pay.head.net", tell.lang), money(one.net))]
    wide = max(shown_width(name) for name, _ in rows)
    for name, amount in rows:
        yield f"{pad(name, wide)}  {pad(str(amount), AMOUNT, right=True)}"


def explained_data(one: PersonPay, rows: Sequence[DayRow], zone: ZoneInfo, tell: Telling) -> dict[str, Any]:
    """The same for programs."""
    return {
        "employee": one.employee.id,
        "name": one.employee.name,
        "team": one.employee.team,
        "provisional": one.waits,
        "base": str(money(one.base)),
        "days": [day_data(row, zone) for row in rows],
        "lines": [line_data(line, tell) for line in one.lines],
        "net": str(money(one.net)),
    }
