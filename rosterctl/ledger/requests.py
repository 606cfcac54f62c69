"""Requests, their steps and what they add up to: between the tables and the values of the domain."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, Select, select

from rosterctl.domain.attendance import Side
from rosterctl.domain.balances import Grant, Taken
from rosterctl.domain.filed import OPEN, Ask, Filed, RequestQuery, Step, by_date
from rosterctl.domain.ledger import Put, Value
from rosterctl.domain.requests import Compensation, Part, Request, Status
from rosterctl.domain.time import Span
from rosterctl.ledger.hashing import canonical, payload_said
from rosterctl.ledger.store import Reader
from rosterctl.ledger.tables import OVERTIME, PAYLOADS, PUBLICATIONS, REQUESTS, STEPS, TAKEN

CHUNK = 500
"""So many keys are asked for in one question."""

_NOT_WORKED: Mapping[str, Value] = MappingProxyType({"worked": None, "time_off": None, "expires": None})
"""What nobody has measured yet of an overtime."""


def subject(request: str) -> str:
    """Under which subject the chain speaks of a request."""
    return f"request:{request}"


def fingerprint(ask: Ask) -> str:
    """A hash of what is asked for; reasons and evidence, which may be reworded, do not count."""
    request = ask.request
    asked = [
        *(request.kind, request.employee, request.first.isoformat(), request.last.isoformat(), request.part.value),
        *(_minutes(request.hours), request.leave_kind, request.partner, request.side and request.side.value),
        *(request.segment, request.time, request.compensation.value, ask.emergency),
    ]
    return hashlib.sha256(canonical(asked).encode()).hexdigest()


def new_rows(filed: Filed, zone: str) -> list[Put]:
    """The rows of a request that is filed now: its own, and the overtime of each date."""
    request = filed.request
    values: dict[str, Value] = {
        "kind": request.kind,
        "employee": request.employee,
        "first": request.first.isoformat(),
        "last": request.last.isoformat(),
        "part": request.part.value,
        "from_minute": None if request.hours is None else request.hours.start,
        "to_minute": None if request.hours is None else request.hours.end,
        "leave_kind": request.leave_kind,
        "reason": request.reason,
        "partner": request.partner,
        "side": request.side and request.side.value,
        "segment": request.segment,
        "time": request.time,
        "compensation": request.compensation.value,
        "emergency": int(filed.emergency),
        "over_cap": filed.over_cap,
        "evidence": filed.evidence,
        "needs": " ".join(filed.needs),
        "filed_at": request.filed_at,
        "filed_by": filed.filed_by,
        "expires": None if filed.expires is None else filed.expires.isoformat(),
        "idem": filed.key,
        "fingerprint": filed.fingerprint,
        "papers": filed.papers,
        **_standing(filed),
    }
    rows = [Put("requests", (request.id,), values, new=True)]
    if request.kind == "overtime":
        for date, minutes in by_date(request, zone).items():
            cell: dict[str, Value] = {"employee": request.employee, "minutes": minutes, **_NOT_WORKED}
            rows.append(Put("overtime", (request.id, date.isoformat()), cell, new=True))
    return rows


def standing_row(filed: Filed) -> Put:
    """What changes of a request as it is decided, withdrawn or expires."""
    return Put("requests", (filed.request.id,), _standing(filed))


def _standing(filed: Filed) -> dict[str, Value]:
    request = filed.request
    return {
        "done": filed.done,
        "state": request.status.value,
        "decided_at": request.decided_at,
        "decided_by": request.decided_by,
    }


def papers_row(filed: Filed) -> Put:
    """The papers of a request, as they are now."""
    return Put("requests", (filed.request.id,), {"papers": filed.papers})


def step_row(step: Step) -> Put:
    """The row of a step that is taken now."""
    values: dict[str, Value] = {
        "need": step.need,
        "verdict": step.verdict.value,
        "decided_by": step.decided_by,
        "decided_at": step.decided_at,
        "recorded_by": step.recorded_by,
        "reason": step.reason,
        "evidence": step.evidence,
        "over_cap": step.over_cap,
    }
    return Put("steps", (step.request, step.number), values, new=True)


def taken_rows(filed: Filed, taken: Iterable[Taken]) -> list[Put]:
    """The rows of what a leave takes, which is approved now."""
    request = filed.request
    rows = []
    for item in taken:
        values: dict[str, Value] = {"employee": request.employee, "kind": item.kind, "minutes": item.minutes}
        rows.append(Put("taken", (request.id, item.date.isoformat()), values, new=True))
    return rows


def taken(reader: Reader, employee: str | None, but: str | None = None) -> dict[str, list[Taken]]:
    """What approved leave took, by employee (of all, or of one), one request apart."""
    ask = select(TAKEN).join(REQUESTS, REQUESTS.c.id == TAKEN.c.request)
    ask = ask.where(REQUESTS.c.state == Status.APPROVED.value)
    if employee is not None:
        ask = ask.where(TAKEN.c.employee == employee)
    found: dict[str, list[Taken]] = {}
    for row in reader.connection.execute(ask):
        if row.request != but:
            item = Taken(row.kind, dt.date.fromisoformat(row.date), row.minutes, row.request)
            found.setdefault(row.employee, []).append(item)
    return found


def find(reader: Reader, request: str) -> Filed | None:
    """The request of that id."""
    return _one(reader, select(REQUESTS).where(REQUESTS.c.id == request))


def said_when_filed(reader: Reader, request: str) -> Mapping[str, Value]:
    """What the entry of a request's filing says beside its rows; nothing when its payload has been purged."""
    seq = int(request.removeprefix("Q"))
    body = reader.connection.execute(select(PAYLOADS.c.body).where(PAYLOADS.c.seq == seq)).scalar_one_or_none()
    return payload_said(body) if body else {}


def made_version(reader: Reader, request: str) -> bool:
    """Whether a version of a roster has been published because of this request."""
    ask = select(PUBLICATIONS.c.version).where(PUBLICATIONS.c.cause == f"request:{request}")
    return reader.connection.execute(ask).first() is not None


def find_key(reader: Reader, key: str) -> Filed | None:
    """The request that was filed under that key."""
    return _one(reader, select(REQUESTS).where(REQUESTS.c.idem == key))


def known_keys(reader: Reader, keys: Sequence[str]) -> Mapping[str, str]:
    """Those of the keys under which anything was ever filed, each with the fingerprint of what it was."""
    found: dict[str, str] = {}
    for begin in range(0, len(keys), CHUNK):
        chunk = keys[begin : begin + CHUNK]
        ask = select(REQUESTS.c.idem, REQUESTS.c.fingerprint).where(REQUESTS.c.idem.in_(chunk))
        found |= {row.idem: row.fingerprint for row in reader.connection.execute(ask)}
    return found


def find_open(reader: Reader, employee: str, kind: str, first: dt.date, last: dt.date) -> tuple[Filed, ...]:
    """Pending and approved requests of a person, of a kind, that touch these dates."""
    query = RequestQuery(employee, (kind,), OPEN, first, last)
    return listed(reader, query)


def listed(reader: Reader, query: RequestQuery) -> tuple[Filed, ...]:
    """The requests that a query wants, by first date, then in the order of filing."""
    ask = select(REQUESTS).where(*_conditions(query))
    rows = reader.connection.execute(ask.order_by(REQUESTS.c.first, REQUESTS.c.id).limit(query.limit))
    return tuple(sorted((_filed(row) for row in rows), key=_order))


def _order(filed: Filed) -> tuple[dt.date, int]:
    return filed.request.first, int(filed.request.id[1:])


def _conditions(query: RequestQuery) -> Iterable[Any]:
    if query.employee is not None:
        yield REQUESTS.c.employee == query.employee
    if query.kinds:
        yield REQUESTS.c.kind.in_(query.kinds)
    if query.states:
        yield REQUESTS.c.state.in_([state.value for state in query.states])
    if query.first is not None:
        yield REQUESTS.c.last >= query.first.isoformat()
    if query.last is not None:
        yield REQUESTS.c.first <= query.last.isoformat()


def overdue(reader: Reader, on: dt.date) -> tuple[Filed, ...]:
    """Undecided requests whose last date for a decision lies before ``on``."""
    ask = select(REQUESTS).where(REQUESTS.c.state == Status.FILED.value, REQUESTS.c.expires < on.isoformat())
    return tuple(sorted((_filed(row) for row in reader.connection.execute(ask)), key=_order))


def steps_of(reader: Reader, request: str) -> tuple[Step, ...]:
    """The steps that are taken, in their order."""
    rows = reader.connection.execute(select(STEPS).where(STEPS.c.request == request).order_by(STEPS.c.number))
    return tuple(Step(**{**row._mapping, "verdict": Status(row.verdict)}) for row in rows)


def corrections(reader: Reader, employee: str, first: dt.date, end: dt.date, but: str | None) -> int:
    """How many corrections for roster dates in ``[first, end)`` are pending or approved, one request apart."""
    found = find_open(reader, employee, "correction", first, end - dt.timedelta(days=1))
    return sum(1 for filed in found if filed.request.id != but)


def overtime(reader: Reader, employee: str, first: dt.date, end: dt.date, but: str | None) -> Mapping[dt.date, int]:
    """Minutes of approved overtime on each date in ``[first, end)``, one request apart: as worked where that is
    recorded, else as approved."""
    ask = select(OVERTIME.c.date, OVERTIME.c.minutes, OVERTIME.c.worked, OVERTIME.c.request).join(
        REQUESTS, REQUESTS.c.id == OVERTIME.c.request
    )
    ask = ask.where(
        OVERTIME.c.employee == employee,
        OVERTIME.c.date >= first.isoformat(),
        OVERTIME.c.date < end.isoformat(),
        REQUESTS.c.state == Status.APPROVED.value,
    )
    found: dict[dt.date, int] = {}
    for row in reader.connection.execute(ask):
        if row.request != but:
            date = dt.date.fromisoformat(row.date)
            found[date] = found.get(date, 0) + (row.minutes if row.worked is None else row.worked)
    return found


@dataclass(frozen=True, slots=True)
class Worked:
    """What overtime came to on a date: minutes worked, and the minutes of time off that they earn, with its last
    date (``None``: for as long as one likes)."""

    minutes: int
    time_off: int = 0
    expires: dt.date | None = None


def worked_rows(reader: Reader, measured: Mapping[tuple[str, str], Worked]) -> list[Put]:
    """The rows to set so that the ledger holds what was measured of each (request, date). None that hold it already,
    nor of requests that are not approved."""
    requests = sorted({request for request, _ in measured})
    found: dict[tuple[str, str], dict[str, Value]] = {}
    for begin in range(0, len(requests), CHUNK):
        ask = select(OVERTIME).join(REQUESTS, REQUESTS.c.id == OVERTIME.c.request)
        ask = ask.where(
            OVERTIME.c.request.in_(requests[begin : begin + CHUNK]), REQUESTS.c.state == Status.APPROVED.value
        )
        for row in reader.connection.execute(ask):
            found[row.request, row.date] = {name: getattr(row, name) for name in _NOT_WORKED}
    told = {key: _worked(one) for key, one in measured.items()}
    return [Put("overtime", key, told[key]) for key in sorted(told) if key in found and found[key] != told[key]]


def _worked(one: Worked) -> dict[str, Value]:
    expires = None if one.expires is None else one.expires.isoformat()
    return {"worked": one.minutes, "time_off": one.time_off, "expires": expires}


def time_off(reader: Reader, employee: str) -> tuple[Grant, ...]:
    """The time off that a person's approved overtime has earned, as it is recorded."""
    ask = select(OVERTIME).join(REQUESTS, REQUESTS.c.id == OVERTIME.c.request)
    ask = ask.where(
        OVERTIME.c.employee == employee, OVERTIME.c.time_off > 0, REQUESTS.c.state == Status.APPROVED.value
    )
    found = []
    for row in reader.connection.execute(ask.order_by(OVERTIME.c.date, OVERTIME.c.request)):
        until = None if row.expires is None else dt.date.fromisoformat(row.expires)
        earned = dt.date.fromisoformat(row.date)
        found.append(Grant("exchange", row.time_off, f"overtime:{row.request}", earned, until))
    return tuple(found)


def _one(reader: Reader, ask: Select[Any]) -> Filed | None:
    row = reader.connection.execute(ask).one_or_none()
    return None if row is None else _filed(row)


def _minutes(hours: Span | None) -> list[int] | None:
    return None if hours is None else [hours.start, hours.end]


def _filed(row: Row[Any]) -> Filed:
    request = Request(
        id=row.id,
        kind=row.kind,
        employee=row.employee,
        first=dt.date.fromisoformat(row.first),
        last=dt.date.fromisoformat(row.last),
        part=Part(row.part),
        hours=None if row.from_minute is None else Span(row.from_minute, row.to_minute),
        leave_kind=row.leave_kind,
        status=Status(row.state),
        reason=row.reason,
        filed_at=row.filed_at,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        side=None if row.side is None else Side(row.side),
        segment=row.segment,
        time=row.time,
        compensation=Compensation(row.compensation),
        partner=row.partner,
    )
    return Filed(
        request=request,
        needs=tuple(row.needs.split()),
        done=row.done,
        filed_by=row.filed_by,
        emergency=bool(row.emergency),
        over_cap=row.over_cap,
        evidence=row.evidence,
        expires=None if row.expires is None else dt.date.fromisoformat(row.expires),
        key=row.idem,
        fingerprint=row.fingerprint,
        papers=row.papers,
    )
