"""Public shift-scheduling instances: their file, and what a roster of theirs costs by the definition of the set.

This is the set's own reading of itself. Nothing here knows the product, so that neither its solver nor its checker
can agree with it by sharing a mistake.

Days count from 0, a Monday. A roster says what each person works: ``None`` is a day off. Runs of work at most so long
begin and end with the horizon; shortest runs of work and of days off may go on beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

Row = Sequence[str | None]
Roster = Mapping[str, Row]


@dataclass(frozen=True)
class Shift:
    """``never_before``: shifts that must not follow the next day."""

    code: str
    minutes: int
    never_before: frozenset[str]


@dataclass(frozen=True)
class Person:
    """Limits of one person; ``most`` by shift."""

    id: str
    most: Mapping[str, int]
    most_minutes: int
    least_minutes: int
    longest_work: int
    shortest_work: int
    shortest_rest: int
    weekends: int
    off: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Wish:
    """Not kept it costs ``weight``."""

    who: str
    day: int
    shift: str
    weight: int
    on: bool


@dataclass(frozen=True)
class Need:
    """Each head missing costs ``under``, each too many ``over``."""

    day: int
    shift: str
    heads: int
    under: int
    over: int


@dataclass(frozen=True)
class Instance:
    """One file."""

    days: int
    shifts: tuple[Shift, ...]
    people: tuple[Person, ...]
    wishes: tuple[Wish, ...]
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class Judged:
    """What a roster costs, and what it must not do."""

    cost: int
    broken: tuple[str, ...] = field(default=())


def read(text: str) -> Instance:
    """An instance from the text of its file."""
    rows = dict(_sections(text))
    off = {who: frozenset(map(int, days)) for who, *days in rows.get("SECTION_DAYS_OFF", [])}
    wishes = [
        Wish(who, int(day), shift, int(weight), on)
        for name, on in (("SECTION_SHIFT_ON_REQUESTS", True), ("SECTION_SHIFT_OFF_REQUESTS", False))
        for who, day, shift, weight in rows.get(name, [])
    ]
    return Instance(
        days=int(rows["SECTION_HORIZON"][0][0]),
        shifts=tuple(
            Shift(code, int(minutes), frozenset(filter(None, never.split("|"))))
            for code, minutes, never in rows["SECTION_SHIFTS"]
        ),
        people=tuple(_person(row, off.get(row[0], frozenset())) for row in rows["SECTION_STAFF"]),
        wishes=tuple(wishes),
        needs=tuple(
            Need(int(day), shift, int(heads), int(under), int(over))
            for day, shift, heads, under, over in rows["SECTION_COVER"]
        ),
    )


def _sections(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    lines = [line.strip() for line in text.splitlines()]
    name, rows = "", list[list[str]]()
    for line in (line for line in lines if line and not line.startswith("#")):
        if line.startswith("SECTION_"):
            name, rows = line, []
            yield name, rows
        else:
            rows.append([cell.strip() for cell in line.split(",")])


def _person(row: Sequence[str], off: frozenset[int]) -> Person:
    who, most, *numbers = row
    limits = dict(pair.split("=") for pair in most.split("|"))
    most_minutes, least_minutes, longest_work, shortest_work, shortest_rest, weekends = map(int, numbers)
    return Person(
        id=who,
        most={code: int(n) for code, n in limits.items()},
        most_minutes=most_minutes,
        least_minutes=least_minutes,
        longest_work=longest_work,
        shortest_work=shortest_work,
        shortest_rest=shortest_rest,
        weekends=weekends,
        off=off,
    )


def judge(instance: Instance, roster: Roster) -> Judged:
    """The cost of a roster, and everything that it must not do."""
    cost = sum(wish.weight for wish in instance.wishes if (roster[wish.who][wish.day] == wish.shift) is not wish.on)
    for need in instance.needs:
        gap = sum(row[need.day] == need.shift for row in roster.values()) - need.heads
        cost += need.over * gap if gap > 0 else need.under * -gap
    broken = [f"{person.id}: {what}" for person in instance.people for what in _broken(instance, person, roster)]
    return Judged(cost, tuple(broken))


def _broken(instance: Instance, person: Person, roster: Roster) -> Iterator[str]:
    row = roster[person.id]
    minutes = {shift.code: shift.minutes for shift in instance.shifts}
    worked = sum(minutes[code] for code in row if code is not None)
    if len(row) != instance.days:
        yield f"{len(row)} days"
    if not person.least_minutes <= worked <= person.most_minutes:
        yield f"{worked} minutes"
    yield from (f"works on day {day}" for day in sorted(person.off) if row[day] is not None)
    for code in minutes:
        if row.count(code) > person.most.get(code, 0):
            yield f"{row.count(code)} × {code}"
    never = {shift.code: shift.never_before for shift in instance.shifts}
    for day, (one, other) in enumerate(pairwise(row)):
        if one is not None and other in never[one]:
            yield f"{other} after {one} on day {day + 1}"
    yield from _runs(person, row)
    weekends = sum(any(code is not None for code in row[day + 5 : day + 7]) for day in range(0, len(row), 7))
    if weekends > person.weekends:
        yield f"{weekends} weekends"


def _runs(person: Person, row: Row) -> Iterator[str]:
    day = 0
    for works, cells in groupby(row, key=lambda code: code is not None):
        length = len(list(cells))
        inside = day > 0 and day + length < len(row)
        if works and length > person.longest_work:
            yield f"{length} days of work from day {day}"
        if inside and length < (person.shortest_work if works else person.shortest_rest):
            yield f"only {length} days of {'work' if works else 'rest'} from day {day}"
        day += length
