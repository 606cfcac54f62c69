"""What a clerk must look at, worst first: each with date, person, what was seen, and what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

import numpy as np

from rosterctl.attendance.pipeline import Found
from rosterctl.attendance.wall import Wall
from rosterctl.domain.attendance import Stray, Unrostered
from rosterctl.domain.clerk import Issue, Kind, Role, Seen
from rosterctl.domain.records import Record, Word
from rosterctl.messages import Lang, text
from rosterctl.report.clocks import clock, minutes
from rosterctl.services.attend import Attended
from rosterctl.services.attend_days import evidence, remark, seen

_RANK = {kind: number for number, kind in enumerate(Kind)}

KIND_OF_RULE: Mapping[str, Kind] = {"relief": Kind.RELIEF, "arrive-early": Kind.NOT_READY}
"""Rules whose findings have a place of their own in the list; those of all others are findings."""


def issues(attended: Attended, lang: Lang) -> tuple[Issue, ...]:
    """Everything to look at in the period, worst first, then by date and person."""
    speaker = _Speaker(attended, lang)
    found = [*_of_units(attended, speaker), *_without_data(attended, speaker)]
    found += [*_strays(attended, speaker), *_of_rules(attended, lang)]
    found.sort(key=lambda one: (_RANK[one.kind], one.pending, one.date, one.employee, one.code))
    return tuple(found)


class _Speaker:
    """Texts and clocks of one period in one language."""

    def __init__(self, attended: Attended, lang: Lang) -> None:
        self.attended, self.lang = attended, lang
        self.zone = ZoneInfo(attended.period.zone)

    def times(self, punches: tuple[Seen, ...], on: date) -> str:
        """The times of punches, or that there are none."""
        if not punches:
            return text("attend.seen.nothing", self.lang)
        return text("attend.seen.punches", self.lang, {"times": [clock(p.instant, self.zone, on) for p in punches]})

    def issue(self, kind: Kind, code: str, record: Record, punches: tuple[Seen, ...], **values: object) -> Issue:
        """An issue about a unit."""
        unit = record.unit
        span = f"{clock(unit.start, self.zone, record.date)}–{clock(unit.end, self.zone, record.date)}"
        told = {"span": span, "times": self.times(punches, record.date), **values}
        return Issue(
            kind,
            record.employee,
            record.date,
            unit.shift,
            text(f"attend.seen.{code}", self.lang, told),
            text(f"attend.todo.{code}", self.lang, told),
            code,
            pending=record.waits,
            where=tuple(punch.where for punch in punches),
        )


def _of_units(attended: Attended, speaker: _Speaker) -> Iterator[Issue]:
    """Missing boundaries, odd numbers of punches, absences, those who were not ready."""
    sheet = attended.judged.sheet
    facts = sheet.facts
    missing = facts.missing_in | facts.missing_out
    odd = facts.odd_late | facts.odd_early
    ready = sheet.has(Word.NOT_READY)
    wanted = sheet.inside & facts.settled & (missing | odd | facts.absent | ready)
    for row in np.flatnonzero(wanted).tolist():
        record = attended.judged.record(row)
        punches = tuple(evidence(attended, record.match))
        if facts.absent[row]:
            yield _absence(attended, speaker, record, punches)
            continue
        if missing[row]:
            code = "both" if facts.missing_in[row] and facts.missing_out[row] else "out"
            code = "in" if code == "out" and facts.missing_in[row] else code
            yield speaker.issue(Kind.MISSING, f"missing-{code}", record, punches)
        elif odd[row]:
            side = "late" if facts.odd_late[row] else "early"
            yield speaker.issue(Kind.ODD, f"odd-{side}", record, punches)
        if ready[row]:
            told = minutes(record.not_ready)
            yield speaker.issue(Kind.NOT_READY, "not-ready", record, punches, minutes=told)


def _absence(attended: Attended, speaker: _Speaker, record: Record, punches: tuple[Seen, ...]) -> Issue:
    doubt = record.match.doubt
    if doubt is not None:
        near = tuple(seen(attended, doubt, Role.OUTSIDE))
        return speaker.issue(Kind.DOUBTFUL, "doubtful", record, near)
    if record.match.taken_out:
        return speaker.issue(Kind.DOUBTFUL, "unrostered-work", record, punches)
    return speaker.issue(Kind.ABSENT, "absent", record, punches)


def _without_data(attended: Attended, speaker: _Speaker) -> Iterator[Issue]:
    """Dates and posts without data (2.9): one issue each, however many people."""
    sheet = attended.judged.sheet
    facts = sheet.facts
    groups: dict[tuple[int, int], set[int]] = defaultdict(set)
    for row in np.flatnonzero(sheet.inside & facts.no_data & ~facts.open).tolist():
        groups[int(facts.date[row]), int(facts.post[row])].add(int(facts.employee[row]))
    for (on, post), people in groups.items():
        told = {"post": facts.posts[post], "people": len(people)}
        yield Issue(
            Kind.NO_DATA,
            "",
            date.fromordinal(on),
            "",
            text("attend.seen.no-data", speaker.lang, told),
            text("attend.todo.no-data", speaker.lang, told),
            "no-data",
        )


def _strays(attended: Attended, speaker: _Speaker) -> Iterator[Issue]:
    """Punches that belong to no unit, a person's of one date together; those of 2.4 stand with their absence."""
    wall = Wall(attended.period.zone)
    groups: dict[tuple[date, str, str], list[Unrostered]] = defaultdict(list)
    for one in attended.judged.matches.unrostered:
        on = wall.date(one.event.first)
        if one.why is Stray.TAKEN_OUT or not attended.period.inside(on):
            continue
        if one.employee in attended.period.person:
            code = "came-on-leave" if one.why is Stray.ON_LEAVE else "unrostered"
            groups[on, one.employee, code].append(one)
    for (on, employee, code), events in groups.items():
        punches = tuple(p for one in events for p in seen(attended, one.event, Role.OUTSIDE))
        kind = Kind.UNROSTERED if code == "unrostered" else Kind.FINDING
        told = {"times": speaker.times(punches, on)}
        shift = events[0].unit.shift if events[0].unit is not None else ""
        yield Issue(
            kind,
            employee,
            on,
            shift,
            text(f"attend.seen.{code}", speaker.lang, told),
            text(f"attend.todo.{code}", speaker.lang, told),
            code,
            where=tuple(punch.where for punch in punches),
        )


def _of_rules(attended: Attended, lang: Lang) -> Iterator[Issue]:
    """What rules found, in the words of their pages."""
    facts = attended.judged.sheet.facts
    for one in attended.judged.found:
        if not _told_by_facts(one):
            told = remark(one, lang)
            kind = KIND_OF_RULE.get(one.use.rule, Kind.FINDING)
            row = one.note.row
            shift = "" if row is None else facts.shifts[int(facts.shift[row])]
            employee = facts.people[one.note.employee]
            on = date.fromordinal(one.note.date)
            yield Issue(kind, employee, on, shift, told.text, told.mend, told.code, rule=one.use.rule)


def _told_by_facts(_found: Found) -> bool:
    """Whether a finding says what :func:`_of_units` has said already."""
    return False
