"""Who is on call on which day of a roster."""

from __future__ import annotations

from rosterctl.domain.policy import Mode
from rosterctl.domain.roster import Roster
from rosterctl.rules.base import scope_of
from rosterctl.rules.roster import on_call
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.services.month import Month


def on_call_rows(month: Month, roster: Roster) -> list[dict[str, object]]:
    """A row for each day, use of *on-call* and person in turn: date, key, shifts, employee, name, team."""
    case, rows = month.case, list[dict[str, object]]()
    index = RosterIndex(case, roster.assignments)
    for use in case.uses:
        if use.rule != on_call.ID or use.mode is Mode.OFF or not isinstance(use.params, on_call.Params):
            continue
        for day, people in on_call.turns(index, use.params, scope_of(case, use)).items():
            for who in people:
                person = case.employees[who]
                rows.append(
                    {
                        "date": case.axis.date(day).isoformat(),
                        "key": use.key,
                        "shifts": " ".join(use.params.shifts),
                        "employee": person.id,
                        "name": person.name,
                        "team": person.team or "",
                    }
                )
    return sorted(rows, key=lambda row: str(row["date"]))
