"""``input/carried``: what people had before the first roster that rosterctl made, for fairness and averages of hours.

Columns: ``rule`` 规则 (the key of a use of a rule in the policy), ``employee`` 工号 (id or name), ``count`` 次数: a
number of dates, or of minutes where hours are counted; below 0 where somebody is behind a standard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rosterctl.errors import Place
from rosterctl.io.inputs.known import EMPLOYEE, NAME, WHO, Known
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table

RULE = Column("rule", ("规则", "rule_key", "key"), cells.text, required=True)
COUNT = Column("count", ("次数", "数量", "累计"), cells.integer(-1_000_000, 1_000_000), required=True)

LAYOUT = Layout("carried", (RULE, EMPLOYEE, NAME, COUNT), any_of=(WHO,))


@dataclass(frozen=True, slots=True)
class Carried:
    """One opening counter."""

    rule: str
    employee: str
    count: int
    place: Place | None = None


def read_carried(
    path: Path, known: Known | None = None, *, shown: str | None = None, limit: int = ROW_LIMIT
) -> Read[Carried]:
    """The counters of a file; one person twice under one key is a problem. Whether a key exists, the policy knows."""
    known = known or Known()
    problems = Problems(shown or str(path))
    found: dict[tuple[str, str], Carried] = {}
    for record in read_table(path, LAYOUT, problems, limit=limit):
        employee = known.employee(record, problems)
        if employee is None or not record.complete:
            continue
        key = (record.need(RULE), employee)
        if key in found:
            problems.add(
                "input.carried-twice", record.place(), rule=key[0], employee=employee, other=found[key].place
            )
            continue
        found[key] = Carried(*key, record.need(COUNT), record.place())
    return problems.read(found.values(), {rule for rule, _ in found})


def by_rule(rows: tuple[Carried, ...]) -> Mapping[str, Mapping[str, int]]:
    """The counters as a case takes them: key → employee → count."""
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row.rule, {})[row.employee] = row.count
    return found
