"""A period judged: units, matching, facts, then every attendance rule in force (attendance 1 to 3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from rosterctl.attendance.events import Punches
from rosterctl.attendance.facts import make_facts
from rosterctl.attendance.matches import Matches, match_all
from rosterctl.attendance.units import Roster, make_units
from rosterctl.attendance.waiting import open_units
from rosterctl.attendance.wall import Wall
from rosterctl.domain.attendance import Correction, MatchParams, Unit
from rosterctl.domain.attendance import Stray as Why
from rosterctl.domain.facts import Facts, Flags
from rosterctl.domain.period import Period
from rosterctl.domain.policy import RuleUse
from rosterctl.domain.records import Record, Word, words_of
from rosterctl.domain.requests import Status
from rosterctl.rules.attendance import attendance_rule
from rosterctl.rules.attendance.base import Note, Sheet, Stray


@dataclass(frozen=True)
class Found:
    """A note with the use of the rule that made it."""

    use: RuleUse
    note: Note


@dataclass(frozen=True)
class Judged:
    """A judged period. Row ``r`` of the sheet is the match ``r``; ``clashes`` are units that overlap (1.4)."""

    period: Period
    matches: Matches
    sheet: Sheet
    found: tuple[Found, ...]
    clashes: tuple[tuple[Unit, Unit], ...] = ()

    def record(self, row: int) -> Record:
        """The record of a row."""
        sheet, facts = self.sheet, self.sheet.facts
        match = self.matches[row]
        return Record(
            match=match,
            words=words_of(int(sheet.words[row])),
            raw_late=int(facts.raw_late[row]),
            raw_early=int(facts.raw_early[row]),
            late=int(sheet.late[row]),
            early=int(sheet.early[row]),
            forgiven=bool(sheet.forgiven[row]),
            not_ready=int(sheet.not_ready[row]),
            presence=int(facts.presence[row]) if match.arrival is not None and match.departure is not None else None,
            worked=int(facts.worked[row]) if facts.worked_known[row] else None,
            waits=bool(sheet.waits[row]),
        )

    def records(self) -> Iterator[Record]:
        """The records of the period, by employee and time."""
        return (self.record(row) for row in np.flatnonzero(self.sheet.inside).tolist())


def judge_period(period: Period, punches: Punches, params: MatchParams | None = None) -> Judged:
    """Judges a period. ``punches`` are those of the period and of its neighbours as far as reaches chain (1.5)."""
    params = params or MatchParams()
    wall = Wall(period.zone)
    roster = Roster(
        assignments=period.assignments,
        shifts=period.shifts,
        zone=period.zone,
        requests=period.requests,
        corrections=tuple(corrections(period, wall)),
        reach=_reach(period, params),
    )
    units = make_units(roster, params)
    matches = match_all(units.units, punches, params)
    opened = open_units(matches, period.as_of)
    people = [employee.id for employee in period.employees]
    facts = make_facts(matches, people, wall, opened, np.zeros(len(matches), np.bool_))
    sheet, found = _ruled(_blank(period, facts, matches))
    return Judged(period, matches, sheet, found, units.clashes)


def corrections(period: Period, wall: Wall) -> Iterator[Correction]:
    """The approved corrections (2.7)."""
    for request in period.requests:
        if request.kind == "correction" and request.status is Status.APPROVED and request.side and request.time:
            at = wall.at(request.first, request.time // 60) + request.time % 60
            yield Correction(request.employee, request.first, request.segment, request.side, at, request.id)


def _reach(period: Period, params: MatchParams) -> dict[str, tuple[int, int]]:
    """The shifts that state a reach of their own, in seconds (1.2)."""
    return {
        shift.code: (
            params.reach_before if shift.reach_before is None else shift.reach_before * 60,
            params.reach_after if shift.reach_after is None else shift.reach_after * 60,
        )
        for shift in period.shifts.values()
        if shift.reach_before is not None or shift.reach_after is not None
    }


def _blank(period: Period, facts: Facts, matches: Matches) -> Sheet:
    """The sheet before any rule: words that no rule decides are on it already."""
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
        words=none,
    )
    away = ~facts.takes_punches
    on_leave = facts.leave > 0
    sheet = sheet.say(Word.WHOLE_LEAVE, away & on_leave).say(Word.PART_LEAVE, ~away & on_leave)
    sheet = sheet.say(Word.OUTING, (facts.outing > 0) | (away & ~on_leave))
    return sheet.say(Word.OPEN, facts.open).say(Word.NO_DATA, facts.no_data)


def _strays(facts: Facts, matches: Matches, zone: str) -> Stray:
    found = matches.unrostered
    number = {who: index for index, who in enumerate(facts.people)}
    kinds = list(Why)
    rows = {id(unit): row for row, unit in enumerate(matches.matched.all_units)}
    kept = [one for one in found if one.employee in number]
    wall = Wall(zone)
    return Stray(
        employee=np.array([number[one.employee] for one in kept], np.int64),
        first=np.array([one.event.first for one in kept], np.int64),
        last=np.array([one.event.last for one in kept], np.int64),
        date=np.array([wall.date(one.event.first).toordinal() for one in kept], np.int64),
        why=np.array([kinds.index(one.why) for one in kept], np.int64),
        row=np.array([-1 if one.unit is None else rows[id(one.unit)] for one in kept], np.int64),
    )


def _ruled(sheet: Sheet) -> tuple[Sheet, tuple[Found, ...]]:
    """Every attendance rule in force, in the order of the registry."""
    found: list[Found] = []
    for use in sheet.period.uses:
        try:
            rule = attendance_rule(use.rule)
        except KeyError:
            continue
        sheet = rule.apply(replace(sheet, notes=()), use.params, rows_of(use, sheet))
        found += [Found(use, note) for note in sheet.notes]
    return replace(sheet, notes=tuple(item.note for item in found)), tuple(found)


def rows_of(use: RuleUse, sheet: Sheet) -> Flags:
    """The rows that a use is for: its people, on its dates, at its posts."""
    facts, period = sheet.facts, sheet.period
    chosen = np.zeros(len(facts.people), np.bool_)
    for number, who in enumerate(facts.people):
        known = period.person.get(who)
        chosen[number] = known is not None and use.scope.person(period.employees[known])
    rows: Flags = chosen[facts.employee] if len(facts) else np.zeros(0, np.bool_)
    if use.valid_from is not None:
        rows = rows & (facts.date >= use.valid_from.toordinal())
    if use.valid_until is not None:
        rows = rows & (facts.date < use.valid_until.toordinal())
    if use.scope.post:
        rows = rows & np.isin(facts.post, [n for n, post in enumerate(facts.posts) if post in use.scope.post])
    return rows


def date_of(ordinal: int) -> dt.date:
    """The date behind an ordinal."""
    return dt.date.fromordinal(ordinal)
