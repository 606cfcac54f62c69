"""The house's pay beside the law's, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from rosterctl.domain.compare import Compared
from rosterctl.domain.money import ZERO
from rosterctl.messages import Lang, text

HEADS = ("employee", "name", "time", "fines", "lawful", "repay", "overtime", "lawful_overtime", "underpaid")
AMOUNTS = HEADS[2:]


def compare_row(one: Compared) -> dict[str, object]:
    """A person's row; amounts are exact decimals of two places."""
    amounts = (one.house.time, one.house.fines, one.lawful.kept, one.repay)
    overtime = (one.house.overtime, one.lawful.overtime, one.underpaid)
    shown = zip(AMOUNTS, (*amounts, *overtime), strict=True)
    return {"employee": one.employee.id, "name": one.employee.name, **{name: f"{value:.2f}" for name, value in shown}}


def compare_total(people: Sequence[Compared], lang: Lang) -> dict[str, object]:
    """The sums of all rows."""
    rows = [compare_row(one) for one in people]
    sums = {name: sum((Decimal(str(row[name])) for row in rows), ZERO) for name in AMOUNTS}
    return {"employee": text("pay.total", lang), "name": "", **{name: f"{value:.2f}" for name, value in sums.items()}}
