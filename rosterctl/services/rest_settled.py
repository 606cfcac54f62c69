"""Rest days that the work of a month made impossible (H3): counted by the published roster, settled by a decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from rosterctl.domain.balances import DAY_MINUTES
from rosterctl.domain.calendar import Calendar
from rosterctl.domain.filed import RequestQuery
from rosterctl.domain.ledger import Act
from rosterctl.domain.people import RANKS, Employee
from rosterctl.domain.policy import Mode
from rosterctl.domain.requests import Part, Status
from rosterctl.errors import RefusedError, UsageError
from rosterctl.io.policies.policy import house_policy
from rosterctl.ledger.grants import RestDecision, Settled, decision_row, decisions
from rosterctl.ledger.requests import listed
from rosterctl.ledger.store import Reader
from rosterctl.messages import Word
from rosterctl.rules.request.entitled import may_record_for
from rosterctl.rules.roster import monthly_rest
from rosterctl.services.request_desk import Desk
from rosterctl.services.rostered import Rostered

DECIDES = "middle"
"""Who settles lost rest days: the head of department, or higher (六.1 leaves it to a decision of its own)."""


@dataclass(frozen=True)
class RestDays:
    """Rest days of one person in one period: due by ``monthly-rest`` (0: no such rule), had by the published roster
    (``None``: none is published), and settled by decisions."""

    employee: str
    month: str
    due: int
    had: int | None
    settled: int

    @property
    def open(self) -> int:
        """Lost days that no decision has settled."""
        return 0 if self.had is None else max(0, self.due - self.had - self.settled)


def rest_days(desk: Desk, reader: Reader, employee: str, month: str) -> RestDays:
    """How the rest days of a period stand; whether a date wholly on leave is one, the rule says."""
    first, end = Calendar(period_start=desk.config.period_start).period(month)
    rostered = Rostered(desk.root, desk.config)
    rule = _rule(desk, desk.staff[employee], first)
    shifts = {date: rostered.shifts(employee, date) for date in _dates(first, end - dt.timedelta(days=1))}
    away = frozenset[dt.date]()
    if rule is not None and not rule.leave_counts:
        away = _away(reader, employee, first, end - dt.timedelta(days=1))
    had = None if None in shifts.values() else sum(not codes and date not in away for date, codes in shifts.items())
    settled = sum(item.minutes for item in decisions(reader, employee, month)) // DAY_MINUTES
    return RestDays(employee, month, 0 if rule is None else rule.days, had, settled)


def _dates(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]


def _away(reader: Reader, employee: str, first: dt.date, last: dt.date) -> frozenset[dt.date]:
    """The dates wholly on approved leave."""
    query = RequestQuery(employee, ("leave",), (Status.APPROVED,), first, last)
    whole = (filed.request for filed in listed(reader, query) if filed.request.part is Part.WHOLE)
    return frozenset(date for request in whole for date in _dates(request.first, request.last))


def _rule(desk: Desk, person: Employee, first: dt.date) -> monthly_rest.Params | None:
    """The numbers of the last use of ``monthly-rest`` that is about the person, at the period's beginning."""
    uses = house_policy(desk.root, desk.config.law).uses
    mine = [
        use.params
        for use in uses
        if isinstance(use.params, monthly_rest.Params)
        and use.mode is not Mode.OFF
        and use.scope.person(person)
        and use.holds(first)
    ]
    return mine[-1] if mine else None


@dataclass(frozen=True)
class Settlement:
    """What is decided about ``days`` lost rest days of one person in one period."""

    employee: str
    month: str
    days: int
    settled: Settled
    reason: str
    expires: dt.date | None = None
    decided_by: str | None = None
    evidence: str | None = None


def settle_rest(desk: Desk, asked: Settlement) -> RestDecision:
    """Record the decision. What is carried over may be taken as time off in exchange until ``expires``.

    Raises :class:`UsageError` for people whom nobody knows, :class:`RefusedError` where this person may not decide or
    record it, or fewer days were lost than it settles.
    """
    who = _decider(desk, asked)
    with desk.ledger() as ledger, ledger.write() as writer:
        stand = rest_days(desk, writer, asked.employee, asked.month)
        if asked.days > stand.open:
            raise RefusedError(
                "rest.not-lost",
                employee=asked.employee,
                month=asked.month,
                days=asked.days,
                open=stand.open,
                due=stand.due,
                had=Word("rest-unknown") if stand.had is None else stand.had,
                settled=stand.settled,
            )
        found = RestDecision(
            id=f"B{writer.next_seq}",
            employee=asked.employee,
            month=asked.month,
            minutes=asked.days * DAY_MINUTES,
            settled=asked.settled,
            reason=asked.reason,
            decided_by=who,
            decided_at=desk.as_of,
            recorded_by=desk.acting.login,
            expires=asked.expires,
            evidence=asked.evidence,
        )
        act = Act(desk.as_of, desk.acting.login, f"rest.{asked.settled}", f"rest:{found.id}", asked.employee, who)
        writer.append(act, [decision_row(found)])
    return found


def _decider(desk: Desk, asked: Settlement) -> str:
    who = asked.decided_by or desk.acting.employee
    for read in (asked.employee, who):
        if read not in desk.staff:
            raise UsageError("request.no-decider", read=read)
    if not may_record_for(who, desk.acting.employee, desk.acting.roles):
        raise RefusedError("request.not-clerk", login=desk.acting.login, employee=who)
    if who != desk.acting.employee and not asked.evidence:
        raise RefusedError("request.no-evidence", employee=who)
    rank = desk.staff[who].rank
    if who == asked.employee or rank not in RANKS or RANKS.index(rank) < RANKS.index(DECIDES):
        raise RefusedError("rest.not-entitled", who=who, employee=asked.employee, need=Word(f"need.{DECIDES}"))
    return who
