"""What a clerk must look at, worst first: what rules found, each with date, person, punches, and what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to look at, not yet in words: enough for counting. ``found`` are the findings that tell it.

    ``employee`` numbers ``facts.people`` and ``row`` the units; −1: none. Missing data are a site's, not its first
    person's, and so have neither.
    """

    kind: Kind
    employee: int
    row: int
    pending: bool
    found: list[Found]


def matters(attended: Attended) -> list[Matter]:
    """Everything to look at in the period, as rules found it; a person's punches of one date outside the roster are
    one matter, if they are told alike."""
    waits, facts = attended.judged.sheet.waits, attended.judged.sheet.facts
    listed: list[Matter] = []
    outside: dict[tuple[object, ...], Matter] = {}
    for one in attended.judged.found:
        if one.use.rule in UNLISTED:
            continue
        note, kind = one.note, kind_of(one)
        nobody = kind is Kind.NO_DATA
        row = -1 if nobody or note.row is None else note.row
        if kind is Kind.UNROSTERED:
            shift = "" if row < 0 else facts.shifts[int(facts.shift[row])]
            key = (one.use.key, note.code, note.employee, note.date, shift)
            if key in outside:
                outside[key].found.append(one)
                continue
        matter = Matter(kind, -1 if nobody else note.employee, row, row >= 0 and bool(waits[row]), [one])
        if kind is Kind.UNROSTERED:
            outside[key] = matter
        listed.append(matter)
    return listed


def issues(attended: Attended, lang: Lang) -> tuple[Issue, ...]:
    """The matters in words and with their punches, worst first, then by date and person."""
    strays = _strays(attended)
    told = [_issue(attended, one, strays, lang) for one in matters(attended)]
    told.sort(key=lambda one: (_RANK[one.kind], one.pending, one.date, one.employee, one.code))
    return tuple(told)


def kind_of(found: Found) -> Kind:
    """The place of a finding in the list."""
    return KINDS.get(found.use.rule, {}).get(found.note.code, Kind.FINDING)


def _issue(
    attended: Attended, matter: Matter, strays: Mapping[tuple[int, int, str], tuple[Seen, ...]], lang: Lang
) -> Issue:
    facts, row, note = attended.judged.sheet.facts, matter.row, matter.found[0].note
    told = [remark(one, lang) for one in matter.found]
    first = told[0]
    punches: tuple[Seen, ...] = ()
    if first.rule == "unrostered" and note.code in CODES.values():
        punches = strays.get((note.employee, note.date, note.code), ())
    elif row >= 0:
        punches = tuple(evidence(attended, attended.judged.matches[row]))
    return Issue(
        kind=matter.kind,
        employee="" if matter.employee < 0 else facts.people[matter.employee],
        date=date.fromordinal(note.date),
        shift="" if row < 0 else facts.shifts[int(facts.shift[row])],
        start=None if row < 0 else int(facts.start[row]),
        end=None if row < 0 else int(facts.end[row]),
        seen=tuple(one.text for one in told),
        todo=first.mend,
        rule=first.rule,
        key=first.key,
        code=first.code,
        authority=first.authority,
        pending=matter.pending,
        punches=punches,
    )


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
