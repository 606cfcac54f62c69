"""A period judged: units, matching, facts, then every attendance rule in force (attendance 1 to 3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rosterctl.attendance.blank import blank
from rosterctl.attendance.events import Punches
from rosterctl.attendance.facts import make_facts
from rosterctl.attendance.matches import Matches, match_all
from rosterctl.attendance.silence import silent
from rosterctl.attendance.units import Roster, make_units
from rosterctl.attendance.waiting import open_units
from rosterctl.domain.attendance import Correction, Match, MatchParams, Unit, UnitKind, Unrostered
from rosterctl.domain.period import Period
from rosterctl.domain.policy import RuleUse
from rosterctl.domain.records import Record, words_of
from rosterctl.domain.requests import Status
from rosterctl.domain.wall import Wall
from rosterctl.errors import InputError, Place, Problem
from rosterctl.rules.attendance import attendance_rule
from rosterctl.rules.attendance.base import Note, Sheet, rows_of
from rosterctl.rules.attendance.corrections import review
from rosterctl.rules.attendance.uses import match_params_of, refused


@dataclass(frozen=True)
class Found:
    """A note with the use of the rule that made it."""

    use: RuleUse
    note: Note


@dataclass(frozen=True)
class Judged:
    """A judged period. Row ``r`` of the sheet is the match ``r``.

    ``lost`` are admitted corrections that name no unit, or one that takes no punches (2.7): they did nothing.
    """

    period: Period
    matches: Matches
    sheet: Sheet
    found: tuple[Found, ...]
    lost: tuple[Correction, ...] = ()

    def record(self, row: int) -> Record:
        """The record of a row; its evidence is ``record.match``, whose events hold row numbers of the punches."""
        return _record(self.matches[row], *(column[row].item() for column in self._columns))

    def records(self) -> Iterator[Record]:
        """The records of the period, by employee and time."""
        rows = zip(*(column.tolist() for column in self._columns), strict=True)
        for match, row, inside in zip(self.matches, rows, self.sheet.inside.tolist(), strict=True):
            if inside:
                yield _record(match, *row)

    @cached_property
    def _columns(self) -> tuple[NDArray[Any], ...]:
        """What a record is made of, besides its match: the arguments of :func:`_record`."""
        sheet, facts = self.sheet, self.sheet.facts
        nothing = facts.overtime_unit & facts.absent & (sheet.words == 0)
        return (
            sheet.words, nothing, facts.raw_late, facts.raw_early, sheet.late, sheet.early, sheet.forgiven,
            sheet.not_ready, facts.presence, facts.worked, facts.worked_known, sheet.waits,
        )  # fmt: skip

    def stray(self, number: int) -> Unrostered:
        """The event behind a row of ``sheet.strays``, with the row numbers of its punches."""
        return self.matches.unrostered[number]


def _record(
    match: Match,
    words: int,
    nothing: bool,
    raw_late: int,
    raw_early: int,
    late: int,
    early: int,
    forgiven: bool,
    not_ready: int,
    presence: int,
    worked: int,
    worked_known: bool,
    waits: bool,
) -> Record:
    """Approved overtime that nobody came to (``nothing``) has no word: a finding, and no absence of a roster day."""
    both = match.arrival is not None and match.departure is not None
    return Record(
        match=match,
        words=() if nothing else words_of(words),
        raw_late=raw_late,
        raw_early=raw_early,
        late=late,
        early=early,
        forgiven=forgiven,
        not_ready=not_ready,
        presence=presence if both else None,
        worked=worked if worked_known else None,
        waits=waits,
    )


def judge_period(period: Period, punches: Punches, place: Place | None = None) -> Judged:
    """Judges a period. ``punches`` are those of the period and of its neighbours as far as reaches chain (1.5).

    Raises :class:`InputError` where shifts of one person overlap (1.4), naming ``place``, which is where the roster
    stands, and where a use of a rule is scoped in a way that the rule cannot be.
    """
    problems = tuple(refused(period))
    if problems:
        raise InputError(problems)
    wall, params = Wall(period.zone), match_params_of(period)
    roster = Roster(
        assignments=period.assignments,
        shifts=period.shifts,
        zone=period.zone,
        requests=period.requests,
        corrections=tuple(corrections(period, wall)),
        reach=_reach(period, params),
    )
    units = make_units(roster, params)
    if units.clashes:
        raise InputError(_clash(one, other, place) for one, other in units.clashes)
    matches = match_all(units.units, punches, params)
    people = [*(employee.id for employee in period.employees), *punches.people]
    nothing = np.zeros(len(matches), np.bool_)
    facts = make_facts(matches, people, wall, open_units(matches, period.as_of), nothing)
    facts = replace(facts, no_data=silent(period, facts, matches, punches))
    sheet, found = _ruled(blank(period, facts, matches))
    return Judged(period, matches, sheet, found, units.lost)


def corrections(period: Period, wall: Wall) -> Iterator[Correction]:
    """The corrections that act (2.7, 3.7): approved, filed in time, within the month's number."""
    for one in review(period):
        request = one.request
        if one.refused is not None or request.status is not Status.APPROVED:
            continue
        if request.side is not None and request.time is not None:
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


def _clash(one: Unit, other: Unit, place: Place | None) -> Problem:
    values = {
        "employee": one.employee, "first": _name(one), "date": one.date, "second": _name(other), "other": other.date,
    }  # fmt: skip
    return Problem("judge.overlap", place, values)


def _name(unit: Unit) -> str:
    """How a problem calls a unit: its shift's code, or the request that asked for the overtime."""
    return ", ".join(unit.requests) if unit.kind is UnitKind.OVERTIME else unit.shift


def _ruled(sheet: Sheet) -> tuple[Sheet, tuple[Found, ...]]:
    """Every attendance rule in force, in the order of the registry."""
    found: list[Found] = []
    for use in sheet.period.uses:
        try:
            rule = attendance_rule(use.rule)
        except KeyError:
            continue
        rows = rows_of(use, sheet.period, sheet.facts)
        sheet = rule.apply(replace(sheet, notes=(), use=use), use.params, rows)
        found += [Found(use, note) for note in sheet.notes]
    return replace(sheet, notes=tuple(item.note for item in found), use=None), tuple(found)
