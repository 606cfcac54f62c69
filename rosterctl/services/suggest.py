"""Who could take a shift: those off on its date, and those who could swap with its owner, best first."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rosterctl.domain.findings import Finding
from rosterctl.errors import RefusedError, UsageError
from rosterctl.rules.roster.difference import Cell, Difference, WhatIf
from rosterctl.rules.roster.index import Items
from rosterctl.services.swap_asked import Swap
from rosterctl.services.swaps import Seen, given, look

AHEAD = 2
"""So many times as many people as are wanted are asked about in full at once."""


@dataclass(frozen=True)
class Candidate:
    """Somebody who could take the shift. ``minutes`` are their paid minutes of the month before the date, and
    ``month`` of all of it, as rostered."""

    seen: Seen
    minutes: int
    month: int

    @property
    def penalty(self) -> int:
        """What taking it costs."""
        return self.seen.difference.penalty

    @property
    def order(self) -> tuple[int, bool, int, str]:
        """The cheapest first, then covers, then whoever has worked least so far."""
        return self.penalty, not self.seen.covers, self.minutes, self.seen.swap.other


@dataclass(frozen=True)
class Suggestions:
    """The best, in order; and of everybody else who was looked at, the first breach of a hard rule. ``more`` could
    perhaps take it too, but would cost themselves more."""

    best: tuple[Candidate, ...]
    refused: Mapping[str, Finding]
    more: int


def suggest(what: WhatIf, employee: str, date: dt.date, limit: int) -> Suggestions:
    """The people who could legally take all that an employee does on a date.

    The rules about single people are asked about everybody at once, the others about the best of those that are left:
    the order is by what a swap costs in all, among those whom it costs least under the rules about single people.
    Raises :class:`UsageError` for an employee or date that the roster does not know, and :class:`RefusedError` for
    somebody who is off.
    """
    case = what.index.case
    if employee not in case.person:
        raise UsageError("swap.nobody", read=[employee])
    day, owner = case.axis.day(date), case.person[employee]
    if day not in case.days:
        raise UsageError("swap.outside", dates=[date])
    work = what.index.at(owner, day)
    if not work:
        raise RefusedError("swap.off", employee=employee, date=date)
    refused: dict[str, Finding] = {}
    left: list[tuple[int, int, int]] = []
    for who, found in _alone(what, owner, day, work):
        breaches = found.breaches
        if breaches:
            refused[case.employees[who].id] = breaches[0]
        else:
            left.append((found.penalty, int(what.index.paid[who, case.first : day].sum()), who))
    left.sort()
    best: list[Candidate] = []
    while left and len(best) < limit:
        asked, left = left[: AHEAD * limit], left[AHEAD * limit :]
        for _, minutes, who in asked:
            seen = look(what, Swap(employee, case.employees[who].id, (date,)))
            if seen.difference.breaches:
                refused[case.employees[who].id] = seen.difference.breaches[0]
            else:
                best.append(Candidate(seen, minutes, int(what.index.paid[who, case.first :].sum())))
    best.sort(key=lambda candidate: candidate.order)
    return Suggestions(tuple(best[:limit]), refused, len(left) + max(0, len(best) - limit))


def _alone(what: WhatIf, owner: int, day: int, work: Items) -> Iterator[tuple[int, Difference]]:
    """What the rules about single people say of each colleague with the shift, and of its owner with theirs."""
    case, index = what.index.case, what.index
    codes = sorted((item.shift, item.post) for item in work)
    others = [
        who
        for who in range(len(case.employees))
        if who != owner and sorted((item.shift, item.post) for item in index.at(who, day)) != codes
    ]
    taken: dict[Cell, Items] = {(who, day): given(work, case.employees[who].id) for who in others}
    theirs = _by_person(what.personal(index.moved(taken), frozenset(others)))
    back: dict[tuple[tuple[str, str], ...], Difference] = {}
    for who in others:
        items = index.at(who, day)
        key = tuple((item.shift, item.post) for item in items)
        if key not in back:
            moved = index.moved({(owner, day): given(items, case.employees[owner].id)})
            back[key] = what.personal(moved, frozenset({owner}))
        yield who, theirs.get(case.employees[who].id, Difference()) + back[key]


def _by_person(found: Difference) -> dict[str, Difference]:
    gone: dict[str, list[Finding]] = defaultdict(list)
    come: dict[str, list[Finding]] = defaultdict(list)
    for finding in found.gone:
        gone[finding.employees[0]].append(finding)
    for finding in found.come:
        come[finding.employees[0]].append(finding)
    return {who: Difference(tuple(gone[who]), tuple(come[who])) for who in {*gone, *come}}
