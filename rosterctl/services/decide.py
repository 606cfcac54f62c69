"""Deciding requests step by step, withdrawing them, and letting those expire that nobody decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rosterctl.domain.acting import Decider
from rosterctl.domain.filed import Filed, Step
from rosterctl.domain.ledger import Act, Put, seconds
from rosterctl.domain.requests import Status
from rosterctl.errors import InputError, Problem, RefusedError, UsageError
from rosterctl.ledger.requests import (
    find,
    made_version,
    overdue,
    standing_row,
    step_row,
    steps_of,
    subject,
    taken_rows,
)
from rosterctl.ledger.store import Writer
from rosterctl.messages import Word
from rosterctl.rules.request.entitled import may_file_for, may_record_for
from rosterctl.services.closed_period import refuse_request
from rosterctl.services.request_desk import Desk
from rosterctl.services.request_facts import Around, around, facts
from rosterctl.services.request_rules import may_approve, may_take
from rosterctl.services.rostered import Rostered
from rosterctl.services.swap_asked import swap_of


@dataclass(frozen=True)
class Decision:
    """What somebody decides.

    ``decided_by`` is the employee who does (``None``: whoever acts now); somebody else's decision is recorded with
    ``evidence``, the paper it stands on or the hash of its file. ``over_cap`` is the reason to exceed a cap.
    """

    verdict: Status
    decided_by: str | None = None
    reason: str | None = None
    evidence: str | None = None
    over_cap: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one request: as it stands now, or why nothing changed about it."""

    id: str
    filed: Filed | None = None
    refused: RefusedError | None = None
    notes: tuple[Problem, ...] = ()


def state_word(status: Status) -> Word:
    """A state, as it is told."""
    return Word(f"state.{status.value}")


def decide(desk: Desk, ids: Sequence[str], decision: Decision) -> tuple[Outcome, ...]:
    """Take the step that is due of each request, each in a transaction of its own: one refusal stops no other.

    Raises :class:`UsageError` for an id that no request has, and :class:`RefusedError` when this person may record
    no such decision at all.
    """
    who = decision.decided_by or desk.acting.employee
    may_record(desk, who, decision)
    approves = decision.verdict is Status.APPROVED
    return _each(desk, ids, lambda writer, filed, known: decide_in(writer, desk, filed, known, decision), approves)


def withdraw(desk: Desk, ids: Sequence[str], reason: str | None = None) -> tuple[Outcome, ...]:
    """Take requests back: undecided ones at any time, approved ones before they begin. Raises as :func:`decide`."""
    return _each(desk, ids, lambda writer, filed, known: _withdraw_in(writer, desk, filed, known, reason))


def expire(desk: Desk) -> tuple[Filed, ...]:
    """Record that the time for a decision has passed, of all requests of which it has."""
    with desk.ledger(create=False) as ledger, ledger.write() as writer:
        return tuple(_expire_in(writer, desk, filed) for filed in overdue(writer, desk.today))


def _each(
    desk: Desk, ids: Sequence[str], work: Callable[[Writer, Filed, Around], Outcome], approves: bool = False
) -> tuple[Outcome, ...]:
    found: list[Outcome] = []
    rostered = Rostered(desk.root, desk.config)
    with desk.ledger(create=False) as ledger:
        with ledger.read() as reader:
            known = {number: find(reader, number) for number in ids}
        missing = tuple(number for number, filed in known.items() if filed is None)
        if missing:
            raise UsageError("request.unknown", ids=missing)
        for number, filed in known.items():
            assert filed is not None, "those that are missing have been told"
            if filed.request.employee not in desk.staff:
                raise InputError([Problem("request.nobody", None, {"read": filed.request.employee})])
            last = approves and filed.need is not None and filed.done + 1 == len(filed.needs)
            try:
                files = around(desk, rostered, filed.request, judged=last)  # before anybody is kept waiting
            except RefusedError as error:
                found.append(Outcome(number, filed, error))
                continue
            with ledger.write() as writer:
                current = find(writer, number)
                assert current is not None, "requests are purged by nobody but the keeper"
                try:
                    found.append(work(writer, current, files))
                except RefusedError as error:
                    found.append(Outcome(number, current, error))
    return tuple(found)


def decide_in(writer: Writer, desk: Desk, filed: Filed, known: Around, decision: Decision) -> Outcome:
    """Take the step that is due in a transaction that is open; when it is refused nothing has been written.

    A request whose time has passed is not decided: that it expired is what is recorded.
    """
    number = filed.request.id
    if filed.expired(desk.today):
        gone = _expire_in(writer, desk, filed)
        return Outcome(number, gone, RefusedError("request.expired", id=number, date=filed.expires))
    need = filed.need
    if need is None:
        raise RefusedError("request.not-open", id=number, state=state_word(filed.request.status))
    refuse_request(writer, desk, filed.request)
    who = decision.decided_by or desk.acting.employee
    taken = steps_of(writer, number)
    decider = Decider(
        employee=desk.staff[who],
        need=need,
        roles=desk.team.roles_of(who),
        before=tuple(step.decided_by for step in taken),
        final=filed.done + 1 == len(filed.needs),
        over_cap=decision.over_cap,
    )
    told = facts(desk, writer, filed.ask, known, seconds(filed.request.filed_at or desk.as_of), decider)
    notes: tuple[Problem, ...] = ()
    if decision.verdict is Status.APPROVED:
        judged = may_approve(desk, filed.ask, told)
        refused, notes = judged.refused, judged.noted
    else:
        refused = may_take(desk, filed.ask, told)
    if refused:
        raise RefusedError("request.undecided", reasons=refused, id=number)
    follows: list[Put] = []
    if decision.verdict is Status.APPROVED and decider.final:
        made = _exchanged(writer, desk, filed, known, decision.over_cap or decision.reason)
        follows = [*made, *taken_rows(filed, known.asked)]
    return Outcome(number, _take(writer, desk, filed, decision, decider, follows), notes=notes)


def _exchanged(writer: Writer, desk: Desk, filed: Filed, known: Around, reason: str | None) -> Sequence[Put]:
    """The row of the version in which an approved swap takes place; only a swap needs the rules of the roster."""
    if swap_of(filed.request) is None:
        return ()
    from rosterctl.services.swap_version import new_version

    made = new_version(writer, desk, filed, known.breaches, reason)
    return () if made is None else made.puts


def _take(
    writer: Writer, desk: Desk, filed: Filed, decision: Decision, decider: Decider, follows: Sequence[Put]
) -> Filed:
    """Write the step down, and what it makes of the request, with the rows that follow from its approval: a version
    of the roster, what a leave takes of balances."""
    number, who = filed.request.id, decider.employee.id
    step = Step(
        request=number,
        number=filed.done + 1,
        need=decider.need,
        verdict=decision.verdict,
        decided_by=who,
        decided_at=desk.as_of,
        recorded_by=desk.acting.login,
        reason=decision.reason,
        evidence=decision.evidence,
        over_cap=decision.over_cap,
    )
    done = filed.done + 1
    ends = decision.verdict is Status.REJECTED or decider.final
    request = filed.request
    if ends:
        request = replace(request, status=decision.verdict, decided_by=who, decided_at=desk.as_of)
    after = replace(filed, request=request, done=done)
    action = f"request.{decision.verdict.value}" if ends else "request.step"
    act = Act(desk.as_of, desk.acting.login, action, subject(number), request.employee, who)
    writer.append(act, [step_row(step), standing_row(after), *follows])
    return after


def may_record(desk: Desk, who: str, decision: Decision) -> None:
    """Raises where whoever acts may not record a decision of ``who``, or records it without evidence."""
    acting = desk.acting
    if who not in desk.staff:
        raise UsageError("request.no-decider", read=who)
    if not may_record_for(who, acting.employee, acting.roles):
        raise RefusedError("request.not-clerk", login=acting.login, employee=who)
    if who != acting.employee and not decision.evidence:
        raise RefusedError("request.no-evidence", employee=who)


def _withdraw_in(writer: Writer, desk: Desk, filed: Filed, known: Around, reason: str | None) -> Outcome:
    request, acting = filed.request, desk.acting
    if not may_file_for(request.employee, acting.employee, acting.roles):
        raise RefusedError("request.not-entitled", login=acting.login, employee=request.employee)
    if request.status not in (Status.FILED, Status.APPROVED):
        raise RefusedError("request.not-open", id=request.id, state=state_word(request.status))
    refuse_request(writer, desk, request)
    if request.status is Status.APPROVED and desk.now >= known.begins:
        raise RefusedError("request.begun", id=request.id)
    if request.status is Status.APPROVED and made_version(writer, request.id):
        raise RefusedError("swap.done", id=request.id)
    after = replace(filed, request=replace(request, status=Status.WITHDRAWN))
    act = Act(desk.as_of, acting.login, "request.withdrawn", subject(request.id), request.employee)
    writer.append(act, [standing_row(after)], {"reason": reason} if reason else {})
    return Outcome(request.id, after)


def _expire_in(writer: Writer, desk: Desk, filed: Filed) -> Filed:
    request = replace(filed.request, status=Status.EXPIRED)
    after = replace(filed, request=request)
    act = Act(desk.as_of, desk.acting.login, "request.expired", subject(request.id), request.employee)
    writer.append(act, [standing_row(after)])
    return after
