"""What people may still take off: joined from the input, the ledger and the policy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rosterctl.domain.balances import Account, Balance, Grant
from rosterctl.domain.people import Employee
from rosterctl.io.inputs.opening import Opening
from rosterctl.ledger.grants import decisions
from rosterctl.ledger.requests import taken, time_off
from rosterctl.ledger.store import Reader
from rosterctl.rules.request import leave_balance
from rosterctl.services.request_desk import Desk

Source = Callable[[Reader, str], Iterable[Grant]]
"""Whatever grants time off to a person, as the ledger tells it: grants with their kind, expiry and source."""


def rest_days(reader: Reader, employee: str) -> Iterable[Grant]:
    """Rest days that were lost and carried over by decision (H3)."""
    return (grant for item in decisions(reader, employee) if (grant := item.grant) is not None)


SOURCES: tuple[Source, ...] = (rest_days, time_off)
"""Everything that grants time off beside the law and ``input/opening``; one line an entry."""

STATED = {"annual-hours": "annual", "exchange-hours": "exchange"}


def account_of(reader: Reader, employee: str, stated: Iterable[Opening], but: str | None = None) -> Account:
    """A person's account, one request apart. ``stated`` are their rows of ``input/opening``."""
    rows = tuple(row for row in stated if row.employee == employee)
    opening = [
        Grant(STATED[row.key], 60 * row.value, "opening", None, row.until) for row in rows if row.key in STATED
    ]
    months = next((row.value for row in rows if row.key == "service-months"), None)
    earned = [grant for source in SOURCES for grant in source(reader, employee)]
    return Account((*opening, *earned), months, tuple(taken(reader, employee, but).get(employee, ())))


@dataclass(frozen=True)
class Standing:
    """One person's balance of one kind on a date; ``balance`` is ``None`` when it cannot be known."""

    employee: Employee
    kind: str
    on: dt.date
    balance: Balance | None


def standings(desk: Desk, employees: Iterable[str], on: dt.date) -> tuple[Standing, ...]:
    """The balances of people, kind by kind as the uses of ``leave-balance`` in force say, seen from a date."""
    found: list[Standing] = []
    with desk.look() as reader:
        for employee in employees:
            person = desk.staff[employee]
            account = account_of(reader, employee, desk.openings)
            for params in _kinds(desk, person, on):
                balance = leave_balance.balance(person, account, on, params)
                found.append(Standing(person, params.kind, on, balance))
    return tuple(found)


def _kinds(desk: Desk, person: Employee, on: dt.date) -> Iterable[leave_balance.Params]:
    """The last use of the policy for each kind that is in force for the person on that date."""
    found: dict[str, leave_balance.Params] = {}
    for use in desk.uses:
        if isinstance(use.params, leave_balance.Params) and use.holds(on) and use.scope.person(person):
            found[use.params.kind] = use.params
    return found.values()
