"""Filing requests: once, in time, by somebody entitled, within the rules; all judged under the ledger's lock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rosterctl.domain.filed import Ask, Filed, clash
from rosterctl.domain.ledger import Act, seconds
from rosterctl.domain.requests import Request, Status
from rosterctl.errors import InputError, Problem, RefusedError
from rosterctl.ledger.requests import find_key, find_open, fingerprint, new_rows, subject
from rosterctl.ledger.store import Reader, Writer
from rosterctl.rules.request.entitled import may_file_for
from rosterctl.services.closed_period import refuse_request
from rosterctl.services.request_desk import Desk
from rosterctl.services.request_facts import Around, around, facts
from rosterctl.services.request_rules import Judged, may_file, steps
from rosterctl.services.rostered import Rostered
from rosterctl.services.swap_asked import SEATS


@dataclass(frozen=True)
class Filing:
    """What became of a filing. ``fresh`` is false when the same had been filed before under the same key."""

    filed: Filed
    fresh: bool = True
    notes: tuple[Problem, ...] = ()


def file(desk: Desk, ask: Ask) -> Filing:
    """File one request, in a transaction of its own.

    Raises :class:`InputError` for a request that is not complete, and :class:`RefusedError` where the rules refuse.
    """
    known = around_of(desk, ask, Rostered(desk.root, desk.config))
    with desk.ledger() as ledger, ledger.write() as writer:
        return file_in(writer, desk, ask, known)


def check(desk: Desk, ask: Ask) -> tuple[Judged, tuple[str, ...]]:
    """What the rules would say to a filing now, and the steps it would take; nothing is written.

    Raises as :func:`file` does where it is not the rules that refuse.
    """
    known = around_of(desk, ask, Rostered(desk.root, desk.config))
    with desk.look() as reader:
        refuse_request(reader, desk, ask.request)
        _entitled(desk, ask)
        _emergency(ask, ordered=False)
        _no_clash(reader, ask)
        return may_file(desk, ask, facts(desk, reader, ask, known, _when(desk, ask))), steps(desk, ask)[0]


def around_of(desk: Desk, ask: Ask, rostered: Rostered) -> Around:
    """What files say about a request, once it is complete. Raises :class:`InputError` with all that it lacks."""
    problems = list(_lacks(desk, ask.request))
    if problems:
        raise InputError(problems)
    return around(desk, rostered, ask.request)


def file_in(writer: Writer, desk: Desk, ask: Ask, known: Around, *, ordered: bool = False) -> Filing:
    """File one request in a transaction that is open; when it is refused nothing has been written.

    ``ordered``: overtime that attendance found to have been worked already, because a relief was late (D5).
    """
    before = find_key(writer, ask.key) if ask.key is not None else None
    if before is not None:
        if before.fingerprint != fingerprint(ask):
            raise RefusedError("request.key-taken", key=ask.key, id=before.request.id)
        return Filing(before, fresh=False)
    refuse_request(writer, desk, ask.request)
    _entitled(desk, ask)
    _emergency(ask, ordered)
    _no_clash(writer, ask)
    judged = may_file(desk, ask, facts(desk, writer, ask, known, _when(desk, ask)))
    if judged.refused:
        raise RefusedError("request.refused", reasons=judged.refused, employee=ask.request.employee)
    filed = _filed(desk, ask, f"Q{writer.next_seq}")
    act = Act(desk.as_of, desk.acting.login, "request.filed", subject(filed.request.id), ask.request.employee)
    said = {} if known.seats is None else {SEATS: known.seats}
    writer.append(act, new_rows(filed, desk.config.zone), said)
    return Filing(filed, notes=judged.noted)


def _filed(desk: Desk, ask: Ask, number: str) -> Filed:
    needs, days = steps(desk, ask)
    expires = None if days is None else ask.request.last + dt.timedelta(days=days)
    request = replace(
        ask.request,
        id=number,
        status=Status.FILED,
        filed_at=ask.request.filed_at or desk.as_of,
        decided_at=None,
        decided_by=None,
        place=None,
    )
    return Filed(
        request=request,
        needs=needs,
        done=0,
        filed_by=desk.acting.login,
        emergency=ask.emergency,
        over_cap=ask.over_cap,
        evidence=ask.evidence,
        expires=expires,
        key=ask.key,
        fingerprint=fingerprint(ask),
    )


def _when(desk: Desk, ask: Ask) -> int:
    """When a request was filed: now, or when a clerk says that the form was handed in."""
    stated = ask.request.filed_at
    if stated is None:
        return desk.now
    when = seconds(stated)
    if when > desk.now:
        raise RefusedError("request.filed-later", stated=stated, now=desk.as_of)
    if "clerk" not in desk.acting.roles:
        raise RefusedError("request.filed-stated", login=desk.acting.login)
    return when


def _entitled(desk: Desk, ask: Ask) -> None:
    acting = desk.acting
    if not may_file_for(ask.request.employee, acting.employee, acting.roles):
        raise RefusedError("request.not-entitled", login=acting.login, employee=ask.request.employee)


def _emergency(ask: Ask, ordered: bool) -> None:
    """Only leave may be an emergency; overtime is so only where attendance says it, not where somebody claims it."""
    if ask.emergency and not ordered and ask.request.kind != "leave":
        raise RefusedError("request.no-emergency", employee=ask.request.employee)


def _no_clash(reader: Reader, ask: Ask) -> None:
    request = ask.request
    day = dt.timedelta(days=1)  # a window may reach into the next date
    for other in find_open(reader, request.employee, request.kind, request.first - day, request.last + day):
        if clash(request, other.request):
            raise RefusedError("request.clash", id=other.request.id, employee=request.employee)


def _lacks(desk: Desk, request: Request) -> Iterator[Problem]:
    """What a request lacks of its kind, whatever the rules are."""
    person = desk.staff.get(request.employee)
    if person is None:
        yield Problem("request.nobody", request.place, {"read": request.employee})
    elif not (person.employed(request.first) and person.employed(request.last)):
        dates = {"employee": request.employee, "first": request.first, "last": request.last}
        yield Problem("request.unemployed", request.place, dates)
    if request.partner is not None and request.partner not in desk.staff:
        yield Problem("request.nobody", request.place, {"read": request.partner})
    if request.last < request.first:
        yield Problem("request.reversed", request.place, {"first": request.first, "last": request.last})
    if request.hours is not None and request.last != request.first:
        yield Problem("request.hours-days", request.place)
    if request.kind == "overtime" and request.hours is None:
        yield Problem("request.no-window", request.place)
    if request.kind == "correction" and (request.side is None or request.time is None):
        yield Problem("request.no-side", request.place)
    if request.filed_at is not None and not _is_instant(request.filed_at):
        yield Problem("request.instant", request.place, {"read": request.filed_at})


def _is_instant(text: str) -> bool:
    try:
        seconds(text)
    except ValueError:
        return False
    return True
