"""Closing a period and opening it again: what is open is told or accepted; what it rests on is kept by its hashes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from rosterctl.domain.clerk import Kind
from rosterctl.domain.closing import ClosedLine, Closing, Open, Why
from rosterctl.domain.filed import RequestQuery
from rosterctl.domain.incidents import Incident
from rosterctl.domain.ledger import Act
from rosterctl.domain.payroll import Waiting
from rosterctl.domain.requests import Status
from rosterctl.errors import Problem, RefusedError
from rosterctl.ledger.closings import (
    ACTION,
    closing_rows,
    closings,
    current,
    lines_of,
    lines_sha256,
    reopened_row,
    subject,
)
from rosterctl.ledger.requests import listed
from rosterctl.ledger.store import Reader
from rosterctl.messages import Word
from rosterctl.services.attend import load_period
from rosterctl.services.attend_file import records_sha256
from rosterctl.services.attend_issues import kind_of
from rosterctl.services.closed_month import closed_lines, inputs_of
from rosterctl.services.payroll import Payroll, pay
from rosterctl.services.request_desk import Desk, open_desk

ROLE = "payroll"
"""Who closes periods and opens them again."""

_WAITING = {Waiting.OPEN: Why.UNIT, Waiting.NO_DATA: Why.NO_DATA, Waiting.CORRECTION: Why.CORRECTION}


@dataclass(frozen=True)
class Closed:
    """A month that is closed; ``fresh`` is false when it had been before. ``people`` and ``lines`` are counts;
    ``warnings`` what was told of a month that is closed now."""

    closing: Closing
    people: int
    lines: int
    fresh: bool
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Draft:
    """What a closing would keep; computed before anybody is kept waiting."""

    payroll: Payroll
    inputs: Mapping[str, str]


def close(root: Path, month: str, as_of: str, login: str, accept: Iterable[Why] = ()) -> Closed:
    """Close the month ``YYYY-MM``, in one transaction; what is closed already stays as it is.

    Raises :class:`RefusedError` for a login without the role, a period that is not over, and with everything that is
    open and not of the kinds that ``accept`` names; and what :func:`rosterctl.services.payroll.pay` raises.
    """
    desk = _desk(root, login, as_of)
    accepted = frozenset(accept)
    with desk.look() as reader:
        found = current(reader, month)
        if found is not None:
            return _again(reader, found)
        draft = _draft(desk, reader, month)
    with desk.ledger() as ledger, ledger.write() as writer:
        found = current(writer, month)
        if found is not None:
            return _again(writer, found)
        again = load_period(root, month, as_of)
        if inputs_of(again, writer) != draft.inputs or again.unfiled != draft.payroll.attended.loaded.unfiled:
            draft = _draft(desk, writer, month)  # something came in between: once more, while nobody else writes
        opened = _opened(draft.payroll, writer)
        refused = [one for one in opened if one.why not in accepted]
        if refused:
            raise RefusedError("close.open", reasons=_told(refused), month=month, count=len(refused))
        number = len(closings(writer, month)) + 1
        closing, lines = _closing(desk, draft, month, number, opened)
        act = Act(as_of, login, ACTION, subject(month))
        entry = writer.append(act, closing_rows(closing, lines, _incidents(draft.payroll)))
        done, told = replace(closing, hash=entry.hash), draft.payroll
        warnings = (*told.attended.loaded.warnings, *told.unpaid)
        return Closed(done, len(told.people), len(lines), fresh=True, warnings=warnings)


def reopen(root: Path, month: str, as_of: str, login: str, reason: str) -> Closing:
    """Open a closed month again; the chain keeps the closing and the reason.

    Raises :class:`RefusedError` for a login without the role, and for a month that is not closed.
    """
    desk = _desk(root, login, as_of)
    with desk.ledger(create=False) as ledger, ledger.write() as writer:
        found = current(writer, month)
        if found is None:
            raise RefusedError("close.not-closed", month=month)
        act = Act(as_of, login, "period.reopened", subject(month), decided_by=desk.acting.employee)
        writer.append(act, [reopened_row(found, as_of, login, reason)])
    return replace(found, reopened_at=as_of, reopened_by=login, reason=reason)


def _desk(root: Path, login: str, as_of: str) -> Desk:
    desk = open_desk(root, login, as_of)
    if ROLE not in desk.acting.roles:
        raise RefusedError("close.not-entitled", login=login, role=ROLE)
    return desk


def _again(reader: Reader, closing: Closing) -> Closed:
    lines = lines_of(reader, closing)
    return Closed(closing, len({line.employee for line in lines}), len(lines), fresh=False)


def _draft(desk: Desk, reader: Reader, month: str) -> _Draft:
    """The month priced; the inputs are hashed first, so that what changes meanwhile is noticed."""
    loaded = load_period(desk.root, month, desk.as_of)
    if loaded.period.end > desk.today:
        raise RefusedError("close.not-over", month=month, last=loaded.period.end - timedelta(days=1))
    inputs = inputs_of(loaded, reader)
    return _Draft(pay(desk.root, month, desk.as_of), inputs)


def _closing(
    desk: Desk, draft: _Draft, month: str, number: int, opened: Sequence[Open]
) -> tuple[Closing, tuple[ClosedLine, ...]]:
    payroll = draft.payroll
    period = payroll.attended.period
    lines = tuple(closed_lines(payroll.priced))
    closing = Closing(
        month=month,
        number=number,
        first=period.first,
        end=period.end,
        as_of=desk.as_of,
        closed_by=desk.acting.login,
        inputs=draft.inputs,
        records=records_sha256(payroll.attended),
        lines=lines_sha256(lines),
        accepted=tuple(opened),
    )
    return closing, lines


def _incidents(payroll: Payroll) -> tuple[Incident, ...]:
    period = payroll.attended.period
    return tuple(one for one in period.incidents if period.inside(one.date))


def _opened(payroll: Payroll, reader: Reader) -> tuple[Open, ...]:
    """Everything that is open, by kind, date and person; each once."""
    found = {Open(_WAITING[one.why], one.date, one.employee, one.shift or "") for one in payroll.unsettled}
    found |= {*_undecided(payroll, reader), *_unfiled(payroll), *_unrostered(payroll)}
    order = {why: number for number, why in enumerate(Why)}
    return tuple(sorted(found, key=lambda one: (order[one.why], one.date, one.employee, one.what)))


def _undecided(payroll: Payroll, reader: Reader) -> Iterator[Open]:
    """Requests that touch the period and wait for a decision: of the ledger, and those that attendance has read."""
    period = payroll.attended.period
    last = period.end - timedelta(days=1)
    query = RequestQuery(states=(Status.FILED,), first=period.first - timedelta(days=1), last=last)
    filed = (one.request for one in listed(reader, query))
    for request in (*filed, *(one for one in period.requests if one.status is Status.FILED)):
        if request.touches(period.first, period.end):
            yield Open(Why.UNDECIDED, request.first, request.employee, f"{request.kind} {request.id}")


def _unfiled(payroll: Payroll) -> Iterator[Open]:
    """Rows of ``input/requests`` that nobody has filed. A row that cannot be read may be about any date: it is told
    with the period's first, by its place."""
    aside, first = payroll.attended.loaded.unfiled, payroll.attended.period.first
    for row in aside.rows:
        yield Open(Why.UNFILED, row.first, row.employee, f"{row.kind} {row.id}")
    for problem in aside.wrong:
        yield Open(Why.UNFILED, first, "", str(problem.place))


def _unrostered(payroll: Payroll) -> Iterator[Open]:
    judged = payroll.attended.judged
    for one in judged.found:
        if kind_of(one) is Kind.UNROSTERED:
            employee = judged.sheet.facts.people[one.note.employee]
            yield Open(Why.UNROSTERED, date.fromordinal(one.note.date), employee)


def _told(opened: Iterable[Open]) -> Iterator[Problem]:
    for one in opened:
        values = {"why": Word(f"close.{one.why}"), "date": one.date, "employee": one.employee, "what": one.what}
        yield Problem("close.item" if one.what else "close.item-bare", None, {**values, "code": str(one.why)})
