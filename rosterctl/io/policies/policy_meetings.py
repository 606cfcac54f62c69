"""Whether the uses that name one meeting mean one: an assignment bears no more of a meeting than its name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rosterctl.domain.policy import RuleUse
from rosterctl.errors import Problem
from rosterctl.rules.roster.meeting_times import Terms, meetings_of


def unlike_meetings(uses: Iterable[RuleUse]) -> list[Problem]:
    """A problem for each use that names a meeting as an earlier one does, in force with it, and differs from it."""
    problems: list[Problem] = []
    seen: list[tuple[RuleUse, Terms]] = []
    for use, terms in meetings_of(uses):
        for other, theirs in seen:
            keys = [key for key in _SAME if getattr(terms, key) != getattr(theirs, key)]
            if theirs.name == terms.name and keys and _together(use, other):
                values = {"name": terms.name, "key": keys[0], "other": other.key}
                problems.append(Problem("month.meeting-differs", use.origin.get(keys[0], use.place), values))
                break
        else:
            seen.append((use, terms))
    return problems


_SAME = ("days", "per", "window", "minutes", "step")


def _together(one: RuleUse, other: RuleUse) -> bool:
    """Whether there is a day on which both are in force."""
    begins = max(use.valid_from or date.min for use in (one, other))
    return begins < min(use.valid_until or date.max for use in (one, other))
