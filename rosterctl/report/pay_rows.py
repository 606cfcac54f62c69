"""A month's pay as rows: the summary in the payroll's columns, and one row for each line of the pay slips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from rosterctl.domain.money import ZERO
from rosterctl.domain.pay import PayLine
from rosterctl.domain.payroll import Column, PersonPay, Unsettled
from rosterctl.messages import Lang, text, weekday
from rosterctl.report.attendance_words import places_text
from rosterctl.report.clocks import days

PAY_HEADS = ("employee", "name", "team", "due", "attended", "base", *(str(column) for column in Column), "net")
LINE_HEADS = ("employee", "name", "date", "rule", "authority", "text", "arithmetic", "amount", "evidence")
ALWAYS = ("employee", "name", "team", "due", "attended", "base", "net")
"""A table on a terminal leaves out the other columns where everybody has nothing in them."""


class Telling:
    """How lines are told in one language: titles and texts from the rules' pages, evidence as ``file:line``."""

    def __init__(
        self,
        lang: Lang,
        title: Callable[[PayLine], str],
        what: Callable[[PayLine], str],
        authority: Callable[[PayLine], str],
        punches: Callable[[PayLine], tuple[str, ...]],
        because: Callable[[PayLine], tuple[str, ...]],
    ) -> None:
        self.lang, self.title, self.what, self.authority = lang, title, what, authority
        self.punches, self.because = punches, because

    def evidence(self, line: PayLine) -> tuple[str, ...]:
        """Where everything behind a line was read."""
        return (*self.punches(line), *self.because(line))


def pay_line(one: PersonPay) -> dict[str, object]:
    """A person's row; amounts are exact decimals of two places."""
    columns = one.columns
    return {
        "employee": one.employee.id,
        "name": one.employee.name,
        "team": one.employee.team or "",
        "due": one.summary.due,
        "attended": days(one.summary.attended),
        "base": money(one.base),
        **{str(column): columns[column] for column in Column},
        "net": money(one.net),
    }


def total_line(people: Sequence[PersonPay], lang: Lang) -> dict[str, object]:
    """The sums of all rows."""
    lines = [pay_line(one) for one in people]
    summed = {name: sum((Decimal(str(line[name])) for line in lines), ZERO) for name in PAY_HEADS[5:]}
    return {**dict.fromkeys(PAY_HEADS, ""), "employee": text("pay.total", lang), **summed}


def shown_columns(people: Sequence[PersonPay]) -> list[str]:
    """The columns of a table: those that nobody has anything in are left out."""
    used = {str(column) for one in people for column, amount in one.columns.items() if amount}
    return [name for name in PAY_HEADS if name in ALWAYS or name in used]


def blank_zero(line: dict[str, object]) -> dict[str, object]:
    """The row as a table shows it: nothing in place of 0.00, so that what there is stands out."""
    return {name: "" if value == ZERO and name not in ALWAYS else value for name, value in line.items()}


def slip_line(one: PersonPay, line: PayLine, tell: Telling) -> dict[str, object]:
    """One line of a pay slip."""
    return {
        "employee": one.employee.id,
        "name": one.employee.name,
        "date": "" if line.date is None else f"{line.date.isoformat()} {weekday(line.date, tell.lang)}",
        "rule": tell.title(line),
        "authority": tell.authority(line),
        "text": tell.what(line),
        "arithmetic": line.arithmetic,
        "amount": line.amount,
        "evidence": places_text(tell.evidence(line)),
    }


def line_data(line: PayLine, tell: Telling) -> dict[str, Any]:
    """One line for programs."""
    return {
        "date": line.date and line.date.isoformat(),
        "rule": line.rule,
        "key": line.key,
        "part": str(line.part),
        "fact": line.fact and str(line.fact),
        "code": line.code,
        "title": tell.title(line),
        "authority": tell.authority(line),
        "text": tell.what(line),
        "arithmetic": line.arithmetic,
        "amount": str(line.amount),
        "because": list(line.because),
        "evidence": list(tell.evidence(line)),
    }


def person_data(one: PersonPay, tell: Telling) -> dict[str, Any]:
    """One person for programs; amounts are texts of two decimals, so that no program makes them inexact."""
    row = {name: value for name, value in pay_line(one).items() if name not in map(str, Column)}
    return {
        **row,
        "team": one.employee.team,
        "base": str(money(one.base)),
        "columns": {str(column).replace("-", "_"): str(amount) for column, amount in one.columns.items()},
        "net": str(money(one.net)),
        "provisional": one.waits,
        "lines": [line_data(line, tell) for line in one.lines],
    }


def unsettled_data(one: Unsettled) -> dict[str, Any]:
    """What is not settled, for programs."""
    return {"why": str(one.why), "employee": one.employee, "date": one.date.isoformat(), "shift": one.shift or None}


def money(amount: Decimal) -> Decimal:
    """An amount with its two decimals; wages are stated to the fen."""
    return amount.quantize(Decimal("0.01"))
