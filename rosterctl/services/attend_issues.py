"""What a clerk must look at, worst first: what rules found, each with date, person, punches, and what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from rosterctl.attendance.pipeline import Found
from rosterctl.domain.clerk import Issue, Kind, Role, Seen
from rosterctl.messages import Lang
from rosterctl.rules.attendance.unrostered import CODES, stray_dates
from rosterctl.services.attend import Attended
from rosterctl.services.attend_days import evidence, remark, seen

_RANK = {kind: number for number, kind in enumerate(Kind)}

KINDS: Mapping[str, Mapping[str, Kind]] = {
    "missing-punch": {
        "missing-in": Kind.MISSING,
        "missing-out": Kind.MISSING,
        "presence-only": Kind.MISSING,
        "odd-late": Kind.ODD,
        "odd-early": Kind.ODD,
    },
    "absence": {"doubtful": Kind.DOUBTFUL, "absent": Kind.ABSENT},
    "unrostered": {
        "out-of-reach": Kind.UNROSTERED,
        "out-of-order": Kind.UNROSTERED,
        "taken-out": Kind.UNROSTERED,
    },
    "no-data": {"nobody-punched": Kind.NO_DATA, "site-silent": Kind.NO_DATA},
    "arrive-early": {"not-ready": Kind.NOT_READY},
    "relief": dict.fromkeys(("left-before", "relief-absent", "nobody-to-relieve"), Kind.RELIEF),
}
"""Findings that have a place of their own in the list, by rule and code; all others are findings."""

UNLISTED = ("appraisal",)
"""Rules whose findings ask nothing of a clerk: they are columns of the summary."""


def issues(attended: Attended, lang: Lang) -> tuple[Issue, ...]:
    """Everything to look at in the period, worst first, then by date and person; a person's punches of one date
    outside the roster are one issue."""
    strays = _strays(attended)
    found = [_issue(attended, one, strays, lang) for one in attended.judged.found if one.use.rule not in UNLISTED]
    joined = list(_joined(found))
    joined.sort(key=lambda one: (_RANK[one.kind], one.pending, one.date, one.employee, one.code))
    return tuple(joined)


def kind_of(found: Found) -> Kind:
    """The place of a finding in the list."""
    return KINDS.get(found.use.rule, {}).get(found.note.code, Kind.FINDING)


def _issue(
    attended: Attended, found: Found, strays: Mapping[tuple[int, int, str], tuple[Seen, ...]], lang: Lang
) -> Issue:
    note, kind, told = found.note, kind_of(found), remark(found, lang)
    facts = attended.judged.sheet.facts
    row = None if kind is Kind.NO_DATA else note.row  # that one is about a site, not about its first person
    punches: tuple[Seen, ...] = ()
    if found.use.rule == "unrostered" and note.code in CODES.values():
        punches = strays.get((note.employee, note.date, note.code), ())
    elif row is not None:
        punches = tuple(evidence(attended, attended.judged.matches[row]))
    return Issue(
        kind=kind,
        employee="" if kind is Kind.NO_DATA else facts.people[note.employee],
        date=date.fromordinal(note.date),
        shift="" if row is None else facts.shifts[int(facts.shift[row])],
        start=None if row is None else int(facts.start[row]),
        end=None if row is None else int(facts.end[row]),
        seen=(told.text,),
        todo=told.mend,
        rule=told.rule,
        key=told.key,
        code=told.code,
        authority=told.authority,
        pending=row is not None and bool(attended.judged.sheet.waits[row]),
        punches=punches,
    )


def _joined(found: list[Issue]) -> Iterator[Issue]:
    """Findings about punches outside the roster joined by person, date and kind; the others as they are."""
    from dataclasses import replace

    groups: dict[tuple[object, ...], Issue] = {}
    for number, one in enumerate(found):
        mine = one.kind is Kind.UNROSTERED
        key = (one.key, one.code, one.employee, one.date, one.shift) if mine else (number,)
        before = groups.get(key)
        groups[key] = one if before is None else replace(before, seen=(*before.seen, *one.seen))
    yield from groups.values()


def _strays(attended: Attended) -> Mapping[tuple[int, int, str], tuple[Seen, ...]]:
    """The raw punches in no unit, by person, date and the code that tells them."""
    from rosterctl.domain.attendance import Stray

    judged = attended.judged
    strays, kinds = judged.sheet.strays, list(Stray)
    found: dict[tuple[int, int, str], list[Seen]] = defaultdict(list)
    dates = stray_dates(judged.sheet)
    for number, (who, why) in enumerate(zip(strays.employee.tolist(), strays.why.tolist(), strict=True)):
        event = judged.stray(number).event
        found[who, int(dates[number]), CODES[kinds[why]]] += seen(attended, event, Role.OUTSIDE)
    return {key: tuple(punches) for key, punches in found.items()}
