"""The sheet before any rule has judged: facts, strays, and the words that no rule decides."""

from __future__ import annotations

import numpy as np

from rosterctl.attendance.matches import Matches
from rosterctl.domain.facts import Facts
from rosterctl.domain.period import Period
from rosterctl.domain.records import Word
from rosterctl.domain.wall import Wall
from rosterctl.rules.attendance.base import Sheet, Stray


def blank(period: Period, facts: Facts, matches: Matches) -> Sheet:
    """The sheet before any rule. Leave, outings, open units and missing data are no rule's to judge."""
    none, no = np.zeros(len(facts), np.int64), np.zeros(len(facts), np.bool_)
    first, end = period.first.toordinal(), period.end.toordinal()
    sheet = Sheet(
        period=period,
        facts=facts,
        strays=_strays(facts, matches, period.zone),
        inside=(facts.date >= first) & (facts.date < end),
        late=none,
        early=none,
        forgiven=no,
        not_ready=none,
        waits=no,
        correctable=no,
        pending_in=no,
        pending_out=no,
        words=none,
        doubt=_doubts(facts, matches),
    )
    away = ~facts.takes_punches
    on_leave = facts.leave > 0
    sheet = sheet.say(Word.WHOLE_LEAVE, away & on_leave).say(Word.PART_LEAVE, ~away & on_leave)
    sheet = sheet.say(Word.OUTING, (facts.outing > 0) | (away & ~on_leave))
    return sheet.say(Word.OPEN, facts.open).say(Word.NO_DATA, facts.no_data)


def _doubts(facts: Facts, matches: Matches) -> dict[int, int]:
    """The spare event of each doubtful absence (2.8)."""
    found = {}
    for row in np.flatnonzero(facts.doubtful).tolist():
        doubt = matches[row].doubt
        if doubt is not None:
            found[row] = doubt.first
    return found


def _strays(facts: Facts, matches: Matches, zone: str) -> Stray:
    """The unrostered list as columns, row by row that of ``matches.unrostered``."""
    found, events = matches.strays, matches.matched.division.events
    number = {who: index for index, who in enumerate(facts.people)}
    numbers = np.array([number[who] for who in matches.matched.people], np.int64)
    wall = Wall(zone)
    return Stray(
        employee=numbers[events.person[found.event]],
        first=events.first[found.event],
        last=events.last[found.event],
        date=np.array([wall.date(at).toordinal() for at in events.first[found.event].tolist()], np.int64),
        why=found.why,
        row=found.unit,
    )
