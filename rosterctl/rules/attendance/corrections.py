"""Which corrections act (2.7, 3.7) and may still be filed (1.3); page ``constraints/attendance/corrections.md``."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

import numpy as np
from pydantic import Field

from rosterctl.domain.attendance import Side
from rosterctl.domain.calendar import Calendar
from rosterctl.domain.facts import Facts, Flags, Ints
from rosterctl.domain.period import Period
from rosterctl.domain.policy import RuleUse
from rosterctl.domain.requests import Request, Status
from rosterctl.rules.attendance.base import AttendanceRule, Note, Sheet
from rosterctl.rules.attendance.telling import clock, midnight
from rosterctl.rules.base import RuleParams

ID = "corrections"


class Params(RuleParams):
    """The numbers of one use."""

    days: Annotated[
        int,
        Field(
            ge=0, le=31, description="filed before 24:00 of this calendar day after the roster date",
            json_schema_extra={"unit": "days"},
        ),
    ] = 3  # fmt: skip
    per_month: Annotated[
        int | None,
        Field(
            ge=0, le=62, description="most corrections a period, pending and approved",
            json_schema_extra={"unit": "times"},
        ),
    ] = 5  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A correction, pending or approved, and the code of the finding that keeps it from acting (``None``: none)."""

    request: Request
    refused: str | None = None


def review(period: Period) -> Iterator[Reviewed]:
    """Every pending or approved correction that :func:`filings` knows, by person and in the order of filing.

    Only what was filed in time takes one of a month's places. Who is under no use of the rule has no limits.
    """
    uses = [use for use in period.uses if use.rule == ID]
    taken: dict[tuple[str, str], int] = defaultdict(int)
    for employee, count in period.opening.get("corrections-used", {}).items():
        taken[employee, period.month] = count
    for request in filings(period.requests):
        params = _params(uses, period, request)
        if request.side is None or request.time is None:
            yield Reviewed(request, "incomplete")
            continue
        if params is None:
            yield Reviewed(request)
            continue
        month = _month(period.calendar, request.first)
        filed = request.filed_instant
        if filed is not None and filed >= deadline(period.zone, request.first.toordinal(), params.days):
            yield Reviewed(request, "late")
        elif params.per_month is not None and taken[request.employee, month] >= params.per_month:
            yield Reviewed(request, "over-limit")
        else:
            taken[request.employee, month] += 1
            yield Reviewed(request)


def filings(requests: Iterable[Request]) -> list[Request]:
    """Corrections, pending and approved, in the order of filing; those of which nobody knows when come first."""
    kept = [r for r in requests if r.kind == "correction" and r.status in (Status.FILED, Status.APPROVED)]
    return sorted(kept, key=lambda r: (r.filed_instant is not None, r.filed_instant or 0, r.first, r.id))


def deadline(zone: str, date: int, days: int) -> int:
    """The first second at which a correction for a roster date (an ordinal) is too late (3.7)."""
    return midnight(zone, date + days + 1)


def apply(sheet: Sheet, params: Params, rows: Flags) -> Sheet:
    """What a boundary may still be corrected, and a note for every correction that does not act."""
    period, facts = sheet.period, sheet.facts
    person = {who: number for number, who in enumerate(facts.people)}
    reviewed = [one for one in review(period) if one.request.employee in person]
    room = rows & (period.as_of < _deadlines(sheet, params.days)) & _room(sheet, params, reviewed, person)
    pending: dict[Side, Flags] = {side: np.zeros(len(facts), np.bool_) for side in Side}
    notes: list[Note] = []
    for one in reviewed:
        request = one.request
        if not _use_of(sheet.use, period, request):
            continue
        row, lost = _unit(facts, request, person[request.employee])
        code = one.refused or lost
        if code is None and row is not None and request.status is Status.FILED and request.side is not None:
            pending[request.side][row] = rows[row]
        if code is None and request.filed_at is None:
            code = "filing-unknown"
        if code is not None and period.inside(request.first):
            notes.append(_note(sheet, code, request, row))
    return replace(
        sheet,
        correctable=sheet.correctable | room,
        pending_in=sheet.pending_in | pending[Side.START],
        pending_out=sheet.pending_out | pending[Side.END],
    ).note(*notes)


def _note(sheet: Sheet, code: str, request: Request, row: int | None) -> Note:
    filed, who = request.filed_instant, sheet.facts.people.index(request.employee)
    values = {
        "request": request.id,
        "segment": request.segment,
        "filed": "?" if filed is None else clock(sheet.period.zone, filed),
    }
    return Note(code, who, request.first.toordinal(), row, values=values)


def _params(uses: Iterable[RuleUse], period: Period, request: Request) -> Params | None:
    use = next((use for use in uses if _use_of(use, period, request)), None)
    return use.params if use is not None and isinstance(use.params, Params) else None


def _use_of(use: RuleUse | None, period: Period, request: Request) -> bool:
    """Whether a use is for a correction: its person, on its roster date."""
    if use is None or request.employee not in period.person:
        return False
    return use.holds(request.first) and use.scope.person(period.employees[period.person[request.employee]])


def _month(calendar: Calendar, on: dt.date) -> str:
    """The name of the period that a date lies in."""
    later = calendar.period_start > 1 and on.day >= calendar.period_start
    year, month = (on.year + on.month // 12, on.month % 12 + 1) if later else (on.year, on.month)
    return f"{year:04}-{month:02}"


def _unit(facts: Facts, request: Request, who: int) -> tuple[int | None, str | None]:
    """The unit that a correction names, or why there is none. Segments are counted over all shifts of its date, and
    after them overtime that is a unit of its own."""
    low, high = np.searchsorted(facts.employee, who, "left"), np.searchsorted(facts.employee, who, "right")
    here = slice(int(low), int(high))
    on, own = facts.date[here] == request.first.toordinal(), facts.overtime_unit[here]
    there = low + np.append(np.flatnonzero(on & ~own), np.flatnonzero(on & own))
    if not 1 <= request.segment <= len(there):
        return None, "no-unit"
    row = int(there[request.segment - 1])
    return row, None if facts.takes_punches[row] else "on-leave"


def _dates(facts: Facts) -> tuple[range, Ints]:
    """All dates from the first roster date to the last (ordinals), and the position of each row's among them."""
    if not len(facts):
        return range(0), facts.date
    first = int(facts.date.min())
    return range(first, int(facts.date.max()) + 1), facts.date - first


def _deadlines(sheet: Sheet, days: int) -> Ints:
    dates, of = _dates(sheet.facts)
    ends = np.array([deadline(sheet.period.zone, on, days) for on in dates], np.int64)
    found: Ints = ends[of]
    return found


def _room(sheet: Sheet, params: Params, reviewed: Iterable[Reviewed], person: Mapping[str, int]) -> Flags:
    """Whether the person may file another correction for the period of the row's roster date."""
    facts, period = sheet.facts, sheet.period
    if params.per_month is None:
        return np.ones(len(facts), np.bool_)
    dates, of = _dates(facts)
    months = [_month(period.calendar, dt.date.fromordinal(on)) for on in dates]
    names = {name: number for number, name in enumerate({*months, period.month})}
    used = np.zeros((len(facts.people), len(names)), np.int64)
    for who, count in period.opening.get("corrections-used", {}).items():
        if who in person:
            used[person[who], names[period.month]] = count
    for one in reviewed:
        month = _month(period.calendar, one.request.first)
        if one.refused is None and month in names:
            used[person[one.request.employee], names[month]] += 1
    column = np.array([names[month] for month in months], np.int64)
    free: Flags = used[facts.employee, column[of]] < params.per_month
    return free


RULE = AttendanceRule(ID, Params, apply)
