"""The meetings of a finished roster: which activity is which meeting, when it is held, and who is really there."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from rosterctl.domain.roster import Activity, Assignment
from rosterctl.rules.base import Scope
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.meeting_times import Session, sharers


class Talk(NamedTuple):
    """An activity as it is stated: whose, on which assignment (its number), and its elapsed minutes."""

    who: int
    number: int
    item: Assignment
    stated: Activity
    start: int
    end: int


class Fault(Enum):
    """Why somebody is not at a meeting."""

    NOT_DOWN = 1
    ELSEWHERE = 2
    CLASH = 3


class Talks:
    """All activities of the horizon, and where the members of a use are at the post."""

    def __init__(self, index: RosterIndex, scope: Scope) -> None:
        self._index = index
        self._scope = scope
        self.all = _talks(index)
        self._at: dict[tuple[str, int, int], list[Talk]] = {}
        self._of: dict[int, list[Talk]] = {}
        for talk in self.all:
            self._at.setdefault((talk.stated.name, talk.start, talk.end - talk.start), []).append(talk)
            self._of.setdefault(talk.who, []).append(talk)
        self._spans: dict[int, list[tuple[int, int, int]]] = {}
        for who, day, number, start, end in index.spans.tolist():
            if day >= index.case.first and scope.post(index.items[number].post):
                self._spans.setdefault(who, []).append((number, start, end))

    def votes(self, session: Session) -> list[int]:
        """The possible starts that people who share the meeting have stated, each as often as it is."""
        people = sharers(self._index.case, session)
        return [start for start in session.starts for talk in self._stated(session, start) if talk.who in people]

    def _stated(self, session: Session, start: int) -> list[Talk]:
        return self._at.get((session.name, start, session.minutes), [])

    def of(self, session: Session) -> list[Talk]:
        """What the members of the use have stated of a meeting, at any of its possible starts."""
        members = frozenset(self._scope.people)
        return [
            talk
            for start in session.starts
            for talk in self._stated(session, start)
            if talk.who in members and self._scope.post(talk.item.post)
        ]

    def present(self, who: int, session: Session, start: int, number: int | None = None) -> bool:
        """Whether the person is at a post of the use for the whole meeting (by that assignment)."""
        return any(
            number in (None, own) and begin <= start and start + session.minutes <= end
            for own, begin, end in self._spans.get(who, ())
        )

    def fault(self, who: int, session: Session, start: int) -> Fault | None:
        """Why the person is not at the meeting; ``None`` for somebody who is."""
        mine = [talk for talk in self._stated(session, start) if talk.who == who]
        if not mine:
            return Fault.NOT_DOWN
        here = [talk for talk in mine if self.present(who, session, start, talk.number)]
        if not here:
            return Fault.ELSEWHERE
        return Fault.CLASH if all(self._clashes(talk) for talk in here) else None

    def _clashes(self, talk: Talk) -> bool:
        axis = self._index.case.axis
        day = axis.day(talk.item.date)
        meals = ((axis.at(day, b.start), axis.at(day, b.start) + b.minutes) for b in talk.item.breaks)
        others = ((t.start, t.end) for t in self._of[talk.who] if t is not talk)
        return any(start < talk.end and talk.start < end for start, end in (*meals, *others))


def _talks(index: RosterIndex) -> list[Talk]:
    case, found = index.case, list[Talk]()
    for number, item in enumerate(index.items):
        day = case.axis.day(item.date)
        who = case.person.get(item.employee)
        if who is None or day < case.first:
            continue
        for stated in item.activities:
            start = case.axis.at(day, stated.start)
            found.append(Talk(who, number, item, stated, start, start + stated.minutes))
    return found


def held_at(talks: Talks, session: Session) -> int:
    """The start that most have stated, the earliest of several; where nobody has stated one, the first possible."""
    votes = talks.votes(session)
    return max(sorted(set(votes)), key=votes.count, default=session.starts[0])
