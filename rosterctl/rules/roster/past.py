"""History as the encoders see it: which kind each person did on the days before the horizon.

Only needed where a rule does not charge what history alone has spoilt; otherwise a fixed cell is like any other.
"""

from __future__ import annotations

from collections.abc import Mapping

from rosterctl.domain.case import Case, history_key
from rosterctl.domain.roster import Assignment


def past_kinds(case: Case) -> Mapping[tuple[int, int], int]:
    """(person, day) → kind of work, for the days of history that have an assignment."""
    cells: dict[tuple[int, int], list[Assignment]] = {}
    for item in case.history:
        who = case.person.get(item.employee)
        if who is not None:
            cells.setdefault((who, case.axis.day(item.date)), []).append(item)
    kinds = {(duty.shift, duty.post): kind for kind, duty in enumerate(case.duties, 1)}
    return {cell: kinds[history_key(items)] for cell, items in cells.items()}
