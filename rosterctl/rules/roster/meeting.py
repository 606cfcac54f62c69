"""Meetings: the roster finds the time, and the posts stay staffed; page ``constraints/roster/meeting.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.rules.base import Breach, RosterRule, Scope
from rosterctl.rules.port import Port
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.meeting_held import Fault, Talks, held_at
from rosterctl.rules.roster.meeting_seats import Seating
from rosterctl.rules.roster.meeting_thin import Thin
from rosterctl.rules.roster.meeting_times import ID, Session, Terms, excused, sessions
from rosterctl.rules.roster.minutes import clock

__all__ = ["ID", "RULE", "Params"]

CODES = {Fault.NOT_DOWN: "missing", Fault.ELSEWHERE: "elsewhere", Fault.CLASH: "clash"}


class Params(Terms):
    """The numbers of one use."""


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """For each meeting those who miss it, then the minutes in which it leaves too few behind."""
    mine = [session for session in sessions(index.case, scope, params) if _judged(session, scope)]
    if not mine:
        return
    talks = Talks(index, scope)
    thin = Thin(index, scope, talks.all)
    for session in mine:
        yield from _absent(index, params, scope, session, talks)
        own = talks.of(session)
        if own:
            for short in thin.find(session, own, params.at_least, keep=params.keep):
                yield Breach("thin", short.size, (short.day,), values=short.told)


def _judged(session: Session, scope: Scope) -> bool:
    return scope.focus_days is None or any(day in scope.focus_days for day in session.days)


def _absent(index: RosterIndex, params: Params, scope: Scope, session: Session, talks: Talks) -> Iterator[Breach]:
    case = index.case
    start = held_at(talks, session)
    day = max(on for on in session.days if case.axis.at(on, 0) <= start)
    told = {
        "name": session.name,
        "from": clock(case, day, start),
        "to": clock(case, day, start + session.minutes),
    }
    for who in scope.judged:
        if excused(case, who, session) or (params.attend == "present" and not talks.present(who, session, start)):
            continue
        fault = talks.fault(who, session, start)
        if fault is not None:
            yield Breach(CODES[fault], 1, (day,), (who,), told)


def encode(port: Port, params: Params) -> None:
    """One time for each meeting, a seat for everybody who may be at work then, and what is left of the crowd."""
    seating = Seating(port)
    for session in sessions(port.case, port.scope, params):
        seats = seating.seats(port.scope, session)
        for who in port.scope.people:
            if not excused(port.case, who, session):
                port.attend(seats, who, present=params.attend == "present")
        seating.stay(session, params.at_least, keep=params.keep)


RULE = RosterRule(ID, Params, check, encode)
