"""Whether a roster from a file speaks of this month's people and shifts; anything else would be nonsense to check."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Assignment, Roster
from rosterctl.errors import InputError, Place, Problem

LISTED = 8
"""So many dates of one stranger are named; the others are counted."""


def check_fits(roster: Roster, case: Case, shown: str) -> None:
    """Raises :class:`InputError` when a roster is for another horizon, or names people or shifts not in the case.

    ``shown`` is the file's name in messages. Each unknown person and shift is one problem, with its dates.
    """
    place = Place(shown)
    first, end, last = (case.axis.date(day) for day in (case.first, case.end, case.end - 1))
    if (roster.first, roster.end) != (first, end):
        values = {"read": roster.first, "first": first, "last": last}
        raise InputError([Problem("roster.fit.month", place, values)])
    problems = strangers(roster.assignments, shown, case.person, case.shifts)
    if problems:
        raise InputError(problems)


def strangers(
    roster: Iterable[Assignment], shown: str, people: Container[str], shifts: Container[str]
) -> list[Problem]:
    """A problem for each person and each shift of a roster that is not among those known, with its dates."""
    place = Place(shown)
    return [
        *_strangers(roster, place, "roster.fit.person", lambda item: item.employee, people),
        *_strangers(roster, place, "roster.fit.shift", lambda item: item.shift, shifts),
    ]


def _strangers(
    roster: Iterable[Assignment], place: Place, code: str, key: Callable[[Assignment], str], known: Container[str]
) -> list[Problem]:
    dates: dict[str, list[str]] = {}
    for item in sorted(roster, key=Assignment.sort_key):
        if key(item) not in known:
            dates.setdefault(key(item), []).append(item.date.isoformat())
    return [
        Problem(code, place, {"read": name, "count": len(days), "dates": _some(days)})
        for name, days in sorted(dates.items())
    ]


def _some(days: list[str]) -> tuple[str, ...]:
    return (*days[:LISTED], "…") if len(days) > LISTED else tuple(days)
