"""Who is on call on which day of a roster."""

from __future__ import annotations

from rosterctl.domain.roster import Roster
from rosterctl.rules.roster import on_call
from rosterctl.services.counters import counted
from rosterctl.services.month import Month


def on_call_rows(month: Month, roster: Roster) -> list[dict[str, object]]:
    """A row for each day, use of *on-call* and person in turn: date, key, shifts, employee, name, team."""
    case, rows = month.case, list[dict[str, object]]()
    for one in counted(case, roster.assignments):
        use, scope = one.use, one.scope
        if not isinstance(use.params, on_call.Params):
            continue
        for day, people in on_call.turns(one.index, use.params, scope).items():
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
