"""Paid hours in weeks, months, periods and cycles of periods; page ``constraints/roster/hours-limit.md``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sized
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from rosterctl.domain.calendar import DayKind
from rosterctl.domain.case import Case
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Port, Term
from rosterctl.rules.roster.accounts import Account, accounts
from rosterctl.rules.roster.hours_sheet import HoursSheet
from rosterctl.rules.roster.index import RosterIndex
from rosterctl.rules.roster.past import past_kinds

ID = "hours-limit"
HOUR = 60

_HOURS = {"unit": "hours"}
Past = Mapping[tuple[int, int], int]


class Params(RuleParams):
    """The numbers of one use; at least one limit is stated."""

    per: Annotated[
        Literal["week", "rolling", "month", "period"],
        Field(
            description="in what hours are added up: calendar week, any seven days, calendar month, payroll period"
        ),
    ]
    least: Annotated[int | None, Field(ge=0, le=744, description="fewest paid hours", json_schema_extra=_HOURS)] = (
        None
    )
    most: Annotated[int | None, Field(ge=0, le=744, description="most paid hours", json_schema_extra=_HOURS)] = None
    under: Annotated[
        int | None, Field(ge=0, le=744, description="how far below the standard", json_schema_extra=_HOURS)
    ] = None
    over: Annotated[
        int | None, Field(ge=0, le=744, description="how far above the standard", json_schema_extra=_HOURS)
    ] = None
    periods: Annotated[
        int,
        Field(
            ge=1,
            le=12,
            description="how many payroll periods `under` and `over` average over; divides 12",
            json_schema_extra={"unit": "periods"},
        ),
    ] = 1
    begins: Annotated[
        int,
        Field(
            ge=1,
            le=12,
            description="the month whose period begins such a cycle",
            json_schema_extra={"unit": "month"},
        ),
    ] = 1
    swing: Annotated[
        int | None,
        Field(
            ge=0,
            le=744,
            description="how far off the standard the periods may be that do not end the cycle",
            json_schema_extra=_HOURS,
        ),
    ] = None
    by_contract: Annotated[bool, Field(description="whether limits and standard go by the share of full time")] = True
    leave_counts: Annotated[bool, Field(description="whether a workday of whole leave counts as worked")] = True

    @model_validator(mode="after")
    def _together(self) -> Params:
        self.need_one("least", "most", "under", "over", "swing")
        self.need_order("least", "most")
        wrong = None
        if 12 % self.periods:
            wrong = f"periods = {self.periods} ∤ 12"
        elif self.periods > 1 and self.per != "period":
            wrong = f'periods = {self.periods} ⇒ per = "period"'
        elif self.swing is not None and self.periods == 1:
            wrong = f"swing = {self.swing} ⇒ periods > 1"
        if wrong:
            raise PydanticCustomError("policy.entry-refused", "{reason}", {"reason": wrong})
        return self


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """At most one breach per person, account and limit; its size is what is over or missing, in hours begun."""
    if params.least is not None or params.most is not None:
        plain = HoursSheet(index, params, scope, standard=False)
        for account in accounts(index.case, scope, params.per):
            yield from plain.above("most", account, params.most)
            yield from plain.below("least", account, params.least)
    if params.under is None and params.over is None and params.swing is None:
        return
    average = HoursSheet(index, params, scope, standard=True)
    for account in accounts(index.case, scope, params.per, params.periods, params.begins):
        yield from average.above("over", account, params.over if account.closing else params.swing)
        yield from average.below("under", account, params.under if account.closing else params.swing)


def tally(index: RosterIndex, params: Params, scope: Scope) -> dict[str, int]:
    """Minutes off the standard at the end of the last period that does not end its cycle; negative when below."""
    case = index.case
    if params.periods == 1:
        return {}
    whole = Scope(scope.people, case.first, case.end, key=scope.key)
    ended = [one for one in accounts(case, whole, params.per, params.periods, params.begins) if one.end <= case.end]
    if not ended:
        return dict(case.carried.get(scope.key, {}))
    if ended[-1].closing:
        return {}
    return HoursSheet(index, params, whole, standard=True).balance(ended[-1])


# encode


def encode(port: Port, params: Params) -> None:
    """A window of paid minutes per person, account and kind of limit."""
    case, scope = port.case, port.scope
    past = past_kinds(case)
    if params.least is not None or params.most is not None:
        for account in accounts(case, scope, params.per):
            _limit(port, params, past, account)
    for account in accounts(case, scope, params.per, params.periods, params.begins):
        low, high = (params.under, params.over) if account.closing else (params.swing, params.swing)
        if low is not None or high is not None:
            _average(port, params, past, account, (low, high))


def _limit(port: Port, params: Params, past: Past, account: Account) -> None:
    """Absolute limits, less what history has used of them and what leave stands for."""
    case = port.case
    terms = _terms(case, account, lambda _: True)
    for who in port.scope.judged:
        had = _worked(case, past, who, account, lambda _: True)
        if params.leave_counts:
            had += _due(case, params, who, [day for day in _workdays(case, account) if _away(case, who, day)])
        low = high = None
        if params.most is not None:
            high = max(_part(case, params, who, params.most * HOUR) - had, 0)
        if params.least is not None and _settled(case, account):
            absent = [d for d in _workdays(case, account) if not case.employees[who].employed(case.axis.date(d))]
            low = _part(case, params, who, params.least * HOUR) - _due(case, params, who, absent) - had
            low = _reachable(case, who, account, low, lambda _: True)
        port.window(who, terms, low, high, HOUR)


def _average(port: Port, params: Params, past: Past, account: Account, bounds: tuple[int | None, int | None]) -> None:
    """Limits around the standard; paid time on statutory holidays is outside of it."""
    case, (under, over) = port.case, bounds

    def counts(day: int) -> bool:
        return case.calendar.kind(case.axis.date(day)) is not DayKind.HOLIDAY

    terms = _terms(case, account, counts)
    counters = case.carried.get(port.scope.key, {}) if account.carried else {}
    for who in port.scope.judged:
        person = case.employees[who]
        employed = [day for day in _workdays(case, account) if person.employed(case.axis.date(day))]
        standard = _due(case, params, who, employed) - counters.get(person.id, 0)
        standard -= _worked(case, past, who, account, counts)
        if params.leave_counts:
            standard -= _due(case, params, who, [day for day in employed if case.on_whole_leave(who, day)])
        high = None if over is None else max(standard + over * HOUR, 0)
        low = None
        if under is not None and _settled(case, account):
            low = _reachable(case, who, account, standard - under * HOUR, counts)
        port.window(who, terms, low, high, HOUR)


def _terms(case: Case, account: Account, counts: Callable[[int], bool]) -> list[Term]:
    """The paid minutes of the account's days in the horizon; kinds of the same length share a term."""
    lengths: dict[int, set[int]] = {}
    for kind in case.choices:
        lengths.setdefault(case.duty(kind).paid, set()).add(kind)
    days = [day for day in _planned(case, account) if counts(day)]
    return [Term(Cell(day, frozenset(kinds)), paid) for day in days for paid, kinds in lengths.items() if paid]


def _worked(case: Case, past: Past, who: int, account: Account, counts: Callable[[int], bool]) -> int:
    """Paid minutes of the account's days in history."""
    days = range(account.first, min(account.end, case.first))
    return sum(case.duty(past[who, day]).paid for day in days if (who, day) in past and counts(day))


def _reachable(case: Case, who: int, account: Account, need: int, counts: Callable[[int], bool]) -> int:
    """What is asked for, or all that can still be worked where the past has left too little time."""
    if account.first >= case.first and not account.carried:
        return need
    open_ = [day for day in _planned(case, account) if counts(day) and _could(case, who, day)]
    return min(need, len(open_) * max((case.duty(kind).paid for kind in case.choices), default=0))


def _planned(case: Case, account: Account) -> range:
    return range(max(account.first, case.first), min(account.end, case.end))


def _settled(case: Case, account: Account) -> bool:
    """Whether all days of the account are known or planned."""
    return case.known_from <= account.first and account.end <= case.end


def _workdays(case: Case, account: Account) -> list[int]:
    return [d for d in range(account.first, account.end) if case.calendar.kind(case.axis.date(d)).worked]


def _away(case: Case, who: int, day: int) -> bool:
    return case.on_whole_leave(who, day) and case.employees[who].employed(case.axis.date(day))


def _could(case: Case, who: int, day: int) -> bool:
    return case.employees[who].employed(case.axis.date(day)) and not case.on_whole_leave(who, day)


def _due(case: Case, params: Params, who: int, days: Sized) -> int:
    """Eight hours for each of the days, by contract."""
    return _part(case, params, who, 8 * HOUR * len(days))


def _part(case: Case, params: Params, who: int, minutes: int) -> int:
    return minutes * case.employees[who].contract // 100 if params.by_contract else minutes


RULE = RosterRule(ID, Params, check, encode, tally, reach="person")
