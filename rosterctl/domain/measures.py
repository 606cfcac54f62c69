"""What a planner can change about a month that no roster keeps, and the month after the change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from rosterctl.domain.case import Case
from rosterctl.domain.demand import Demand, demand_on
from rosterctl.domain.policy import For, Mode, RuleUse
from rosterctl.domain.requests import Part, Pin, Request, Status


@dataclass(frozen=True, slots=True)
class GiveUpLeave:
    """A person's approved leave does not hold on one day."""

    who: int
    day: int


@dataclass(frozen=True, slots=True)
class Unpin:
    """A cell is no longer fixed."""

    pin: Pin


@dataclass(frozen=True, slots=True)
class Ease:
    """On one day these rows of demand ask for ``by`` people less (``level`` min), or allow as many more (max).

    ``by`` ``None``: the number does not hold at all.
    """

    day: int
    rows: tuple[Demand, ...]
    level: str
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Borrow:
    """So many people from elsewhere, like employee number ``like``, do a kind of work on one day."""

    day: int
    kind: int
    heads: int
    like: int


@dataclass(frozen=True, slots=True)
class Retune:
    """A use of a rule gets another number; for these people alone, where they are named."""

    use: int
    name: str
    value: int
    people: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Soften:
    """A hard use of a rule becomes soft."""

    use: int


Measure = GiveUpLeave | Unpin | Ease | Borrow | Retune | Soften


def changed(case: Case, measures: Sequence[Measure], counting: frozenset[int] = frozenset()) -> Case:
    """The case after the measures. ``counting``: the uses that count heads, which borrowed people add to."""
    uses = list(case.uses)
    for measure in measures:
        if isinstance(measure, Soften):
            uses[measure.use] = replace(uses[measure.use], mode=Mode.SOFT)
    for measure in measures:
        if isinstance(measure, Retune):
            uses += _retuned(case, uses, measure)
    dropped = {measure.pin for measure in measures if isinstance(measure, Unpin)}
    found = replace(
        case,
        uses=tuple(uses),
        pins=tuple(pin for pin in case.pins if pin not in dropped),
        requests=tuple(_without_leave(case, [m for m in measures if isinstance(m, GiveUpLeave)])),
        demand=_eased(case, [m for m in measures if isinstance(m, Ease)]),
    )
    return _with_borrowed(found, [m for m in measures if isinstance(m, Borrow)], counting)


def _retuned(case: Case, uses: list[RuleUse], measure: Retune) -> list[RuleUse]:
    """Change the number in place, or for some people in a use of their own, which is returned."""
    use = uses[measure.use]
    # built anew, not copied: the rule's own validators have a say
    params = type(use.params)(**{**dict(use.params), measure.name: measure.value})  # type: ignore[call-overload]
    if measure.people is None:
        uses[measure.use] = replace(use, params=params)
        return []
    apart = frozenset(case.employees[who].id for who in measure.people)
    others = frozenset(person.id for person in case.employees if use.scope.person(person)) - apart
    # an empty field would mean everybody
    uses[measure.use] = replace(use, scope=replace(use.scope, employee=others), mode=use.mode if others else Mode.OFF)
    return [replace(use, params=params, scope=replace(use.scope, employee=apart))]


def _without_leave(case: Case, measures: Sequence[GiveUpLeave]) -> Iterable[Request]:
    """The requests, cut around the days that are given up; leave of hours stays."""
    given: dict[str, set[int]] = {}
    for measure in measures:
        given.setdefault(case.employees[measure.who].id, set()).add(measure.day)
    for request in case.requests:
        mine = given.get(request.employee)
        if not mine or request.kind != "leave" or request.status is not Status.APPROVED or request.part is Part.HOURS:
            yield request
            continue
        first, end = case.axis.day(request.first), case.axis.day(request.last) + 1
        marks = [first - 1, *sorted(day for day in mine if first <= day < end), end]
        for before, after in pairwise(marks):
            if after - before > 1:
                begin, last = (request.first + timedelta(day - first) for day in (before + 1, after - 1))
                yield replace(request, first=begin, last=last)


def _eased(case: Case, measures: Sequence[Ease]) -> tuple[Demand, ...]:
    """The demand, with rows of single dates, which take precedence over all others with the same filter."""
    demand = list(case.demand)
    for day in dict.fromkeys(measure.day for measure in measures):
        on = case.axis.date(day)
        eases = [measure for measure in measures if measure.day == day]
        filters = {row.filter for measure in eases for row in measure.rows}
        held = [row for row in demand_on(case.demand, on, case.calendar) if row.filter in filters]
        demand = [row for row in demand if not (row.day == on.isoformat() and row.filter in filters)]
        for row in held:
            made = row
            for measure in eases:
                made = eased(made, measure) if row in measure.rows else made
            demand.append(replace(made, day=on.isoformat()))
    return tuple(demand)


def eased(row: Demand, measure: Ease) -> Demand:
    """One row after the measure."""
    if measure.level == "max":
        return replace(row, max=None if row.max is None or measure.by is None else row.max + measure.by)
    return replace(row, min=None if row.min is None or measure.by is None else max(0, row.min - measure.by))


def borrowed_ids(case: Case, count: int) -> list[str]:
    """Ids for people from elsewhere, which nobody has."""
    taken = {person.id for person in case.employees}
    found: list[str] = []
    number = 1
    while len(found) < count:
        if f"+{number}" not in taken:
            found.append(f"+{number}")
        number += 1
    return found


def _with_borrowed(case: Case, measures: Sequence[Borrow], counting: frozenset[int]) -> Case:
    """People who are there for one day, whom only the rules that count heads know."""
    if not measures:
        return case
    days = [(measure.day, measure.like) for measure in measures for _ in range(measure.heads)]
    ids = borrowed_ids(case, len(days))
    people = tuple(
        replace(
            case.employees[like],
            id=name,
            name=name,
            employed_from=case.axis.date(day),
            employed_until=case.axis.date(day),
            posts=None,
            shifts=None,
        )
        for name, (day, like) in zip(ids, days, strict=True)
    )
    ours = frozenset(person.id for person in case.employees)
    uses = [
        use if number in counting else replace(use, scope=replace(use.scope, employee=use.scope.employee or ours))
        for number, use in enumerate(case.uses)
    ]
    known = next((use for use in case.uses if use.rule == "availability"), None)
    if known is not None:
        guests = For(employee=frozenset(ids))
        uses.append(replace(known, mode=Mode.HARD, scope=guests, valid_from=None, valid_until=None))
    return replace(case, employees=(*case.employees, *people), uses=tuple(uses))
