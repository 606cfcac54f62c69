"""Rest between the work of one roster date and that of the next; page ``constraints/roster/daily-rest.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.case import OFF, Case
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Kinds, Port
from rosterctl.rules.roster.index import RosterIndex

ID = "daily-rest"


class Params(RuleParams):
    """The numbers of one use."""

    hours: Annotated[
        int,
        Field(
            ge=1,
            le=24,
            description="shortest time between the end of work and its next beginning",
            json_schema_extra={"unit": "hours"},
        ),
    ] = 11


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach per rest that is too short; its size is what is missing, in hours begun."""
    case = index.case
    for who in scope.judged:
        days = np.flatnonzero(index.works[who])
        rests = index.start[who, days[1:]] - index.stop[who, days[:-1]]
        for number in np.flatnonzero(rests < 60 * params.hours).tolist():
            before, after, rest = int(days[number]), int(days[number + 1]), int(rests[number])
            if scope.touches(before, after + 1):
                had = max(rest, 0)
                values = {
                    "before": case.axis.date(before),
                    "rest": f"{had // 60}:{had % 60:02d}",
                    "limit": params.hours,
                }
                yield Breach("rest", -((rest - 60 * params.hours) // 60), (after,), (who,), values)


def encode(port: Port, params: Params) -> None:
    """Forbid each succession of kinds that leaves too little time, on neighbouring dates or with days off between."""
    case, scope = port.case, port.scope
    for after in case.days:
        # a duty ends by 48:00 at the latest: three dates on, even the longest rest has passed but for a clock change
        for before in range(max(after - 3, 0), after):
            if not scope.touches(before, after + 1):
                continue
            between = [Cell(day, frozenset({OFF})) for day in range(before + 1, after)]
            for size, earlier, later in _clashes(case, before, after, 60 * params.hours):
                for who in scope.judged:
                    port.forbid(who, [Cell(before, earlier), *between, Cell(after, later)], size)


def _clashes(case: Case, before: int, after: int, minutes: int) -> list[tuple[int, Kinds, Kinds]]:
    """Kinds of ``before`` and of ``after`` with too little time between them, and the hours missing.

    Every pair stands in exactly one row; kinds that lack the same hours to the same kinds share a row.
    """
    starts = {kind: case.start(after, kind) for kind in case.kinds}
    rows: dict[tuple[int, Kinds], set[int]] = {}
    for earlier in case.kinds:
        free = case.stop(before, earlier) + minutes
        later: dict[int, set[int]] = {}
        for kind, start in starts.items():
            if start < free:
                later.setdefault((free - start + 59) // 60, set()).add(kind)
        for size, kinds in later.items():
            rows.setdefault((size, frozenset(kinds)), set()).add(earlier)
    return [(size, frozenset(earlier), later) for (size, later), earlier in rows.items()]


RULE = RosterRule(ID, Params, check, encode, reach="person")
