"""Sums of money as people and spreadsheets write them, exactly."""

from __future__ import annotations

import re
from decimal import Decimal

from rosterctl.io.tables.columns import Raw, Unreadable
from rosterctl.io.tables.text import fold

_AMOUNT = re.compile(r"(-?)\s*[¥￥]?\s*(-?)\s*(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(\.\d+)?\s*元?")
_FEN = Decimal("0.01")


def money(raw: Raw) -> Decimal:
    """Yuan, at least 0: ``5900``, ``1,234.50``, ``￥5900``, ``5900元``, or a spreadsheet's number.

    A binary fraction is taken by its shortest decimal text, which is what was typed. Two decimals at most: a third
    one means a formula's result that nobody has rounded. Equal sums are written equally: whole ones without a
    point, others with two decimals.
    """
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise Unreadable("expect.money")
    found = _AMOUNT.fullmatch(fold(raw) if isinstance(raw, str) else repr(raw))
    if found is None:
        raise Unreadable("expect.money")
    whole, fraction = found[3].replace(",", ""), found[4] or ""
    if isinstance(raw, float) and fraction == ".0":
        fraction = ""
    if len(fraction) > 3:
        raise Unreadable(code="input.money-decimals")
    amount = Decimal(f"{whole}{fraction}")
    if (found[1] or found[2]) and amount:
        raise Unreadable(code="input.money-negative")
    return Decimal(int(amount)) if amount == int(amount) else amount.quantize(_FEN)
