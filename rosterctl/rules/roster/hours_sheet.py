"""Hours of a finished roster added up in arrays: how ``hours-limit`` checks, a row per judged person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rosterctl.domain.calendar import DayKind
from rosterctl.domain.case import Case
from rosterctl.rules.base import Breach, Scope
from rosterctl.rules.roster.accounts import Account
from rosterctl.rules.roster.index import Bools, RosterIndex

STANDARD = 480
"""Minutes of a workday of full time."""
BEYOND = 45
"""Days after the horizon that an account may reach: the rest of a period, and some."""

Longs = NDArray[np.int64]


class Counting(Protocol):
    """What of the rule's parameters says how hours are counted."""

    @property
    def by_contract(self) -> bool:
        """Whether limits and standard go by the share of full time."""
        ...

    @property
    def leave_counts(self) -> bool:
        """Whether a workday of whole leave counts as worked."""
        ...


class HoursSheet:
    """Paid minutes, workdays, employment and leave over (judged person, day).

    With ``standard`` totals are less the standard, and statutory holidays do not count.
    """

    def __init__(self, index: RosterIndex, params: Counting, scope: Scope, *, standard: bool) -> None:
        case = index.case
        self._case, self._params, self._standard = case, params, standard
        self._people = list(scope.judged)
        staff = [case.employees[who] for who in self._people]
        self._contract = np.array([p.contract if params.by_contract else 100 for p in staff], np.int64)
        counters = case.carried.get(scope.key, {})
        self._carried = np.array([counters.get(person.id, 0) for person in staff], np.int64)
        kinds = [case.calendar.kind(case.axis.date(day)) for day in range(case.end + BEYOND)]
        self._workday: Bools = np.array([kind.worked for kind in kinds])
        self._counts: Bools = np.array([not standard or kind is not DayKind.HOLIDAY for kind in kinds])
        self._paid = index.paid[self._people].astype(np.int64) * self._counts[: case.end]
        self._works = index.works[self._people]
        shape = len(staff), len(kinds)
        self._employed = np.array([_employed(case, who, shape[1]) for who in self._people], np.bool_).reshape(shape)
        self._leave = np.array([_leave(case, who, shape[1]) for who in self._people], np.bool_).reshape(shape)

    def above(self, code: str, account: Account, hours: int | None) -> Iterator[Breach]:
        """Breaches of an upper limit; what history alone has over it is not held against anybody."""
        if hours is None:
            return
        here, rest = self._sums(account)
        limit = self._limit(hours)
        over = here - np.maximum(limit - rest, 0)
        days = np.arange(max(account.first, self._case.first), min(account.end, self._case.end))
        for row in np.flatnonzero(over > 0).tolist():
            dates = days[self._paid[row, days] > 0]
            values = self._values(account, int(here[row] + rest[row]), int(limit[row]))
            yield Breach(code, -(-int(over[row]) // 60), tuple(dates.tolist()), (self._people[row],), values)

    def below(self, code: str, account: Account, hours: int | None) -> Iterator[Breach]:
        """Breaches of a lower limit, where the account is wholly known and planned."""
        case = self._case
        if hours is None or account.first < case.known_from or account.end > case.end:
            return
        here, rest = self._sums(account)
        span = slice(account.first, account.end)
        if self._standard:
            limit = -self._limit(hours)
        else:
            limit = self._limit(hours) - self._share((self._workday & ~self._employed)[:, span])
        need = limit - rest
        days = np.arange(max(account.first, case.first), account.end)
        free = (self._employed & ~self._leave & self._counts)[:, days]
        if account.carried or account.first < case.first:
            longest = max((case.duty(kind).paid for kind in case.choices), default=0)
            need = np.minimum(need, longest * free.sum(axis=1))
        for row in np.flatnonzero(here < need).tolist():
            dates = days[free[row] & ~self._works[row, days]]
            values = self._values(account, int(here[row] + rest[row]), int(limit[row]))
            size = -(-int(need[row] - here[row]) // 60)
            yield Breach(code, size, tuple((dates if len(dates) else days).tolist()), (self._people[row],), values)

    def balance(self, account: Account) -> dict[str, int]:
        """Employee id → total of the account."""
        here, rest = self._sums(account)
        return {self._case.employees[w].id: int(n) for w, n in zip(self._people, here + rest, strict=True)}

    def _limit(self, hours: int) -> Longs:
        """Minutes; a distance from the standard is the same for everybody, other limits go by contract."""
        contract = np.full_like(self._contract, 100) if self._standard else self._contract
        return 60 * hours * contract // 100

    def _share(self, days: Bools) -> Longs:
        """The standard of so many days, in minutes, rounded down."""
        found: Longs = STANDARD * days.sum(axis=1) * self._contract // 100
        return found

    def _sums(self, account: Account) -> tuple[Longs, Longs]:
        """What the horizon's dates add to the account; and everything else that belongs to it."""
        case, span = self._case, slice(account.first, account.end)
        here: Longs = self._paid[:, max(account.first, case.first) : account.end].sum(axis=1)
        rest: Longs = self._paid[:, account.first : case.first].sum(axis=1)
        due = (self._workday & self._employed)[:, span]
        if self._params.leave_counts:
            rest = rest + self._share(due & self._leave[:, span])
        if self._standard:
            rest = rest - self._share(due)
        if account.carried:
            rest = rest + self._carried
        return here, rest

    def _values(self, account: Account, total: int, limit: int) -> dict[str, object]:
        axis = self._case.axis
        values: dict[str, object] = {"first": axis.date(account.first), "last": axis.date(account.end - 1)}
        return {**values, "hours": _clock(abs(total)), "limit": _clock(abs(limit))}


def _employed(case: Case, who: int, width: int) -> list[bool]:
    person = case.employees[who]
    return [person.employed(case.axis.date(day)) for day in range(width)]


def _leave(case: Case, who: int, width: int) -> list[bool]:
    return [case.on_whole_leave(who, day) for day in range(width)]


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"
