"""A month in the payroll's usual columns: days, times and minutes, leave by kind, overtime by rate, what it comes to.

Measures are exact fractions and money is ``Decimal``: only money is hidden where wages are not to be seen (C4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from rosterctl.domain.payroll import PersonPay
from rosterctl.messages import Lang, text
from rosterctl.report.attendance_words import leave_text
from rosterctl.report.pay_rows import money

USUAL = (150, 200, 300)
"""The rates that have a column whether or not anybody was paid at them; others have one where somebody was."""
KINDS = "leave_hours_by_kind"
"""The field of a row that says which leave was taken, and for how many hours: hidden as a whole (C4)."""


class Head(NamedTuple):
    """A column: the field of a row, what it is called, and the key under which a field of several values has it."""

    field: str
    title: str
    key: str | int | None = None


def month_line(one: PersonPay) -> dict[str, object]:
    """A person's row. Days, minutes and hours are exact; what each column sums is rounded once, when it is shown."""
    row = one.summary
    return {
        "employee": one.employee.id,
        "name": one.employee.name,
        "team": one.employee.team or "",
        "due": row.due,
        "attended": row.attended,
        "unknown": row.unknown,
        "late_times": row.late.times,
        "late_minutes": Fraction(row.late.seconds, 60),
        "early_times": row.early.times,
        "early_minutes": Fraction(row.early.seconds, 60),
        "missing_times": row.missing.times,
        "absent_days": row.absent_days,
        "leave_days": row.leave_days,
        KINDS: {kind: Fraction(took, 3600) for kind, took in row.leave_kinds.items()},
        "paid": {percent: Fraction(took, 3600) for percent, took in one.paid.items()},
        "base": money(one.base),
        "deducted": money(one.deducted),
        "added": money(one.added),
        "net": money(one.net),
    }


def month_heads(rows: Sequence[Mapping[str, object]], lang: Lang) -> list[Head]:
    """The columns: one for each kind of leave that anybody took, one for each rate of overtime."""
    heads: list[Head] = []
    for field in rows[0] if rows else ():
        if field == KINDS:
            kinds = sorted(_keys(rows, KINDS))
            heads += [
                Head(KINDS, text("pay.month.leave", lang, {"kind": leave_text(str(k), lang)}), k) for k in kinds
            ]
        elif field == "paid":
            rates = sorted({*USUAL, *_keys(rows, "paid")}, key=int)
            heads += [Head("paid", text("pay.month.overtime", lang, {"percent": rate}), rate) for rate in rates]
        else:
            heads.append(Head(field, text(f"pay.month.{field}", lang)))
    return heads


def month_cell(row: Mapping[str, object], head: Head) -> object:
    """What stands in a column of a row; 0 hours where a kind or a rate has none."""
    value = row[head.field]
    return value.get(head.key, Fraction(0)) if isinstance(value, Mapping) else value


def _keys(rows: Iterable[Mapping[str, object]], field: str) -> set[str | int]:
    """The kinds or rates that occur; none where they are hidden."""
    return {key for row in rows if isinstance(value := row[field], Mapping) for key in value}
