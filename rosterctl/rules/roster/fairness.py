"""Nights, weekends, holidays or hours are shared out evenly; page ``constraints/roster/fairness.md``."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from rosterctl.domain.calendar import DayKind
from rosterctl.domain.case import Case
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Line, Port, Term
from rosterctl.rules.roster.index import RosterIndex

ID = "fairness"
NAMED = 5
"""How many people a finding names at either end."""


class Params(RuleParams):
    """The numbers of one use."""

    of: Annotated[
        Literal["nights", "weekends", "holidays", "hours"],
        Field(description="what is counted: dates with night work, weekend days or holidays worked, or paid hours"),
    ]
    spread: Annotated[
        int,
        Field(
            ge=0,
            le=1000,
            description="how far apart the highest and the lowest may be, in proportion to contract",
            json_schema_extra={"unit": "nights, days or hours"},
        ),
    ] = 1


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """At most one breach: highest and lowest are further apart than ``spread``."""
    key = (ID, params, scope.people, scope.first, scope.end, scope.posts)
    counted = index.fact(("counted", *key), lambda: _counted(index.case, params, scope))
    people = index.fact(("compared", *key), lambda: _compared(index.case, params, scope))
    if not counted.any() or len(people) < 2 or not scope.touches(scope.first, scope.end):
        return
    totals = _totals(index, params, scope, counted)
    contracts = {who: index.case.employees[who].contract for who in people}
    parts = math.lcm(*contracts.values())
    # in parts of a unit, so that whole numbers do: three hundred fractions cost more than all the rest
    shares = {who: totals[who] * 100 * (parts // contracts[who]) for who in people}
    top, bottom = max(shares.values()), min(shares.values())
    high, low = Fraction(top, parts), Fraction(bottom, parts)
    unit = 60 if params.of == "hours" else 1
    size = math.ceil((high - low) / unit - params.spread)
    if size > 0:
        most = [who for who in people if shares[who] == top]
        least = [who for who in people if shares[who] == bottom]
        yield Breach(
            params.of,
            size,
            tuple(range(scope.first, scope.end)),
            (*most[:NAMED], *least[:NAMED]),
            {
                "high": _text(high / unit),
                "low": _text(low / unit),
                "most": _names(index.case, most),
                "least": _names(index.case, least),
                "spread": params.spread,
            },
        )


def _counted(case: Case, params: Params, scope: Scope) -> NDArray[np.bool_]:
    """The days of the horizon that count at all."""
    found = np.zeros(case.end, np.bool_)
    for day in range(scope.first, scope.end):
        on = case.axis.date(day)
        weekend, holiday = case.calendar.is_weekend(on), case.calendar.kind(on) is DayKind.HOLIDAY
        found[day] = {"weekends": weekend, "holidays": holiday}.get(params.of, True)
    return found


def _compared(case: Case, params: Params, scope: Scope) -> list[int]:
    """The members who can be compared: there all the time, and able to take a share."""
    first, last = case.axis.date(case.first), case.axis.date(case.end - 1)
    found = []
    for who in scope.people:
        person = case.employees[who]
        able = any(
            (person.posts is None or post in person.posts)
            and (person.shifts is None or shift in person.shifts)
            and scope.post(post)
            and (params.of != "nights" or case.shifts[shift].night)
            for shift, post in case.kind_of
        )
        there = any(not case.on_whole_leave(who, day) for day in range(scope.first, scope.end))
        if able and there and person.contract > 0 and person.employed(first) and person.employed(last):
            found.append(who)
    return found


def _totals(index: RosterIndex, params: Params, scope: Scope, counted: NDArray[np.bool_]) -> list[int]:
    """Carried and counted, for every employee: nights, days, or paid minutes."""
    if scope.posts is None:
        worked = {"nights": index.nights, "hours": index.paid}.get(params.of, index.works).astype(np.int64)
    else:
        worked = np.zeros(index.works.shape, np.int64)
        for cell, items in index.cells.items():
            shifts = [index.case.shifts[item.shift] for item in items if scope.post(item.post)]
            if params.of == "hours":
                worked[cell] = sum(shift.paid for shift in shifts)
            else:
                worked[cell] = any(params.of != "nights" or shift.night for shift in shifts)
    carried = index.case.carried.get(scope.key, {})
    here: list[int] = worked[:, counted].sum(axis=1).tolist()
    return [carried.get(person.id, 0) + n for person, n in zip(index.case.employees, here, strict=True)]


def _text(value: Fraction) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def _names(case: Case, people: Sequence[int]) -> str:
    names = ", ".join(case.employees[who].name for who in people[:NAMED])
    return f"{names} +{len(people) - NAMED}" if len(people) > NAMED else names


# carry


def tally(index: RosterIndex, params: Params, scope: Scope) -> dict[str, int]:
    """The counters that the next month begins with: carried and counted, less what everybody has had."""
    case = index.case
    totals = _totals(index, params, scope, _counted(case, params, scope))
    shares = [Fraction(totals[who] * 100, case.employees[who].contract) for who in _compared(case, params, scope)]
    level = min(shares, default=Fraction(0))
    people = [(case.employees[who], totals[who]) for who in scope.people]
    return {person.id: max(0, total - math.floor(level * person.contract / 100)) for person, total in people}


# encode


def encode(port: Port, params: Params) -> None:
    """One balance over the members' lines, in units of full time."""
    case, scope = port.case, port.scope
    kinds = [k for k in case.choices if scope.post(case.duty(k).post)]
    if params.of == "nights":
        kinds = [k for k in kinds if case.duty(k).night]
    days = [day for day in case.days if scope.first <= day < scope.end and _day_counts(case, params.of, day)]
    lines = [_line(port, params, who, days, kinds) for who in scope.people if _takes_part(case, scope, who, kinds)]
    unit = 60 if params.of == "hours" else 1
    if days:
        port.balance(lines, params.spread * unit, unit)


def _day_counts(case: Case, of: str, day: int) -> bool:
    on = case.axis.date(day)
    if of == "weekends":
        return case.calendar.is_weekend(on)
    return of != "holidays" or case.calendar.kind(on) is DayKind.HOLIDAY


def _takes_part(case: Case, scope: Scope, who: int, kinds: Sequence[int]) -> bool:
    person = case.employees[who]
    if person.contract < 1 or not all(person.employed(case.axis.date(day)) for day in case.days):
        return False
    if all(case.on_whole_leave(who, day) for day in case.days if scope.first <= day < scope.end):
        return False
    duties = [case.duty(k) for k in kinds]
    return any(
        (person.posts is None or duty.post in person.posts) and (person.shifts is None or duty.shift in person.shifts)
        for duty in duties
    )


def _line(port: Port, params: Params, who: int, days: Sequence[int], kinds: Sequence[int]) -> Line:
    """``100 × count ÷ contract``, as small whole numbers."""
    case = port.case
    person = case.employees[who]
    common = math.gcd(100, person.contract)
    times, share = 100 // common, person.contract // common
    worth: dict[int, set[int]] = {}
    for kind in kinds:
        worth.setdefault(case.duty(kind).paid if params.of == "hours" else 1, set()).add(kind)
    terms = tuple(
        Term(Cell(day, frozenset(same)), times * each) for day in days for each, same in worth.items() if each
    )
    carried = case.carried.get(port.scope.key, {}).get(person.id, 0)
    return Line(who, terms, times * carried, share)


RULE = RosterRule(ID, Params, check, encode, tally, reach="days", posted=True, adds=True)
