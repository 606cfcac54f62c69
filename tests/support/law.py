"""Houses as the pages of the law write them down: a policy, people, shifts, holidays and figures of a place.

``staff``: ``"王芳 4500 comprehensive 50 born=2008-10-01"`` (name and id, wage, hours system, share of full
time; the last ones may be left out). ``shifts``: ``"A 08:00-17:00 480 early=5"`` (code, span, paid minutes, minutes
early). ``unrecorded``: months whose pay was never closed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from rosterctl.domain.law import Figure, Protection
from rosterctl.domain.people import Employee, Wage
from rosterctl.domain.policy import RuleUse
from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import Span
from rosterctl.errors import Place
from rosterctl.io.policies.policy import read_policy
from rosterctl.rules.law import provision
from rosterctl.rules.law.base import House, LawFinding
from rosterctl.rules.law.month import LawMonth
from rosterctl.services.lint_month import law_month
from tests.support.settling import settle

ON = date(2026, 10, 1)


def uses(text: str, figures: Mapping[str, Decimal] = MappingProxyType({})) -> tuple[RuleUse, ...]:
    """The rules of a policy's text, with the figures of the place."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "policy.toml"
        path.write_text(text, "utf-8")
        return read_policy(path, "policy.toml", law=_law(figures)).uses


def person(text: str) -> Employee:
    name, wage, *more = (part for part in text.split() if not part.startswith("born="))
    born = [date.fromisoformat(part.removeprefix("born=")) for part in text.split() if part.startswith("born=")]
    system = more[0] if more else "standard"
    share = int(more[1]) if len(more) > 1 else 100
    return Employee(name, name, hours_system=system, contract=share, wages=(Wage(None, Decimal(wage)),),
                    born=born[0] if born else None)  # fmt: skip


def shift(text: str) -> Shift:
    code, span, paid, *more = text.split()
    start, end = (int(part[:2]) * 60 + int(part[3:]) for part in span.split("-"))
    early = int(more[0].removeprefix("early=")) if more else 0
    return Shift(code, code, (Span(start, end),), paid_minutes=int(paid), arrive_early=early)


def house(
    policy: str,
    staff: Sequence[str] | None = None,
    shifts: Sequence[str] | None = None,
    holidays: int | None = None,
    figures: Mapping[str, Decimal] = MappingProxyType({}),
    unrecorded: Sequence[str] | None = None,
) -> House:
    return House(
        uses(policy, figures),
        ON,
        None if staff is None else tuple(map(person, staff)),
        None if shifts is None else tuple(map(shift, shifts)),
        None if holidays is None else tuple(date(ON.year, 1, 1) + timedelta(days=n) for n in range(holidays)),
        None if unrecorded is None else tuple(unrecorded),
    )


def month(table: Mapping[str, Any], figures: Mapping[str, Decimal]) -> LawMonth:
    """A small period as :mod:`tests.support.settling` writes it down, with ``protected``."""
    protected: dict[str, tuple[Protection, ...]] = {}
    for row in table.get("protected", ()):
        first, last = (date.fromisoformat(row[side]) if side in row else None for side in ("from", "to"))
        protected[row["who"]] = (*protected.get(row["who"], ()), Protection(first, last))
    return law_month(settle(table).judged, _law(figures), protected)


def _law(figures: Mapping[str, Decimal]) -> dict[str, Figure]:
    return {name: Figure(value, Place("rosterctl.toml", 1)) for name, value in figures.items()}


def judge(name: str, example: Mapping[str, Any]) -> list[LawFinding]:
    """What a provision says to an example: to its ``policy``, and to its ``month``; either may be left out."""
    known = provision(name)
    asked = {key: example[key] for key in ("staff", "shifts", "holidays", "unrecorded") if key in example}
    figures = {key: Decimal(value) for key, value in example.get("figures", {}).items()}
    params = known.params(**figures)
    found: list[LawFinding] = []
    if "policy" in example:
        found += known.judge(house(example["policy"], figures=figures, **asked), params)
    if "month" in example:
        assert known.month is not None, f"{name} has no say about a month"
        found += known.month(month(example["month"], figures), params)
    return found


def codes(name: str, policy: str, **more: Any) -> list[str]:
    """The codes of what a provision says to a policy that extends the baseline."""
    text = policy if "extends" in policy else f'extends = "statutory-cn"\n{policy}'
    return [found.code for found in judge(name, {"policy": text, **more})]
