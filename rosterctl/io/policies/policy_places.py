"""Whether the posts and dates that a policy's roster rules name exist, and mean anything to the rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from rosterctl.domain.calendar import WEEKDAYS, DayKind
from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.errors import Place, Problem
from rosterctl.io.tables.suggest import nearest
from rosterctl.rules.base import AnyRosterRule
from rosterctl.rules.roster import ROSTER_RULES

DATES = ("all", *(kind.value for kind in DayKind), *WEEKDAYS, "special")
"""The words for dates that every workspace knows; see ``Calendar.called``."""


def unknown_places(uses: Iterable[RuleUse], posts: Collection[str], special: Iterable[str]) -> list[Problem]:
    """A problem for each post and date that is named in vain; a rule that is off may name what it likes.

    ``posts`` are the workspace's, ``special`` the names of its special days.
    """
    rules = {rule.id: rule for rule in ROSTER_RULES}
    days = tuple(dict.fromkeys((*DATES, *special)))
    problems: list[Problem] = []
    for use in uses:
        rule = rules.get(use.rule)
        if rule is not None and use.mode is not Mode.OFF:
            problems += _posts(use, rule, posts)
            problems += _days(use, rule, days)
    return problems


def _posts(use: RuleUse, rule: AnyRosterRule, posts: Collection[str]) -> Iterator[Problem]:
    place = use.origin.get("for", use.place)
    if use.scope.post and not rule.posted:
        able = tuple(rule.id for rule in ROSTER_RULES if rule.posted)
        yield Problem("month.post-meaningless", place, {"rule": use.rule, "rules": able})
        return
    for name in sorted(use.scope.post - frozenset(posts)):
        yield _unknown("month.post-unknown", place, "for.post", name, posts)


def _days(use: RuleUse, rule: AnyRosterRule, days: Collection[str]) -> Iterator[Problem]:
    for key in rule.dating:
        for name in getattr(use.params, key):
            if name not in days and not _is_date(name):
                yield _unknown("month.day-unknown", use.origin.get(key, use.place), key, name, days)


def _unknown(code: str, place: Place | None, key: str, name: str, known: Collection[str]) -> Problem:
    near = nearest(name, tuple(known))
    values = {"key": key, "name": name, "known": tuple(known)} | ({} if near is None else {"near": near})
    return Problem(code + ("" if near is None else ".near"), place, values)


def _is_date(name: str) -> bool:
    try:
        return date.fromisoformat(name).isoformat() == name
    except ValueError:
        return False
