"""A public instance as an ordinary workspace: the files that a planner would have, and nothing else.

The horizon becomes February 2027, whose 28 days begin on a Monday; of shorter ones the rest is after everybody has
left. Each shift stands at a post of its own from 08:00 on, so that a row of demand from 08:00 to 08:01 counts its
heads, and a head is a person-minute: coverage then costs what the set says.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from benchmarks.public import Instance, Person, Roster

FIRST, DAYS, MONTH = date(2027, 2, 1), 28, "2027-02"
BEGIN, HOUR = 480, 60

CONFIG = """zone = "Asia/Shanghai"
language = "en"
weekend = ["sat", "sun"]
week_start = "mon"
period_start = 1
posts = [{posts}]
"""


class Misfit(Exception):
    """The instance has no place in a month."""


def write(instance: Instance, root: Path) -> None:
    """Write the workspace into the folder ``root``. Raises :class:`Misfit`."""
    if instance.days > DAYS:
        raise Misfit(f"{instance.days} days are more than a month of whole weeks")
    weights = {(need.under, need.over) for need in instance.needs}
    if len(weights) > 1:
        raise Misfit("heads of different rows are worth different amounts")
    (root / "input").mkdir(parents=True)
    codes = [shift.code for shift in instance.shifts]
    (root / "rosterctl.toml").write_text(CONFIG.format(posts=", ".join(f'"{code}"' for code in codes)), "utf-8")
    (root / "policy.toml").write_text("\n".join(_policy(instance, *(weights or {(1, 1)}))), "utf-8")
    (root / "input" / "shifts.toml").write_text("\n".join(_shifts(instance)), "utf-8")
    left = _iso(instance.days - 1) if instance.days < DAYS else ""
    staff = [(p.id, p.id, ";".join(codes), "2020-01-01", left) for p in instance.people]
    _table(root, "staff", "id,name,posts,employed_from,employed_until", staff)
    needs = [(_iso(n.day), "08:00", "08:01", n.shift, n.heads, n.heads) for n in instance.needs]
    _table(root, "demand", "day,from,to,post,min,max", needs)
    off = [(p.id, _iso(day), "休", "") for p in instance.people for day in sorted(p.off)]
    _table(root, "pins", "employee,date,shift,post", off)
    wishes = [(w.who, _iso(w.day), "on" if w.on else "off", w.shift, w.weight) for w in instance.wishes]
    _table(root, "wishes", "employee,date,want,shift,weight", wishes)


def roster_of(instance: Instance, made: Iterable[tuple[str, date, str]]) -> Roster:
    """Assignments (employee, date, shift) as a roster of the instance."""
    rows: dict[str, list[str | None]] = {person.id: [None] * instance.days for person in instance.people}
    for who, on, shift in made:
        rows[who][(on - FIRST).days] = shift
    return rows


def _iso(day: int) -> str:
    return (FIRST + timedelta(day)).isoformat()


def _table(root: Path, name: str, head: str, rows: Sequence[Sequence[object]]) -> None:
    text = StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(head.split(","))
    out.writerows(rows)
    if rows:
        (root / "input" / f"{name}.csv").write_text(text.getvalue(), "utf-8")


def _shifts(instance: Instance) -> Iterator[str]:
    for shift in instance.shifts:
        end = BEGIN + shift.minutes
        yield "[[shift]]"
        yield f'code = "{shift.code}"'
        yield f'name = "{shift.code}"'
        yield f'segments = "08:00-{end // HOUR:02d}:{end % HOUR:02d}"'
        yield f'posts = ["{shift.code}"]'


def _policy(instance: Instance, weights: tuple[int, int]) -> Iterator[str]:
    under, over = weights
    yield from _use("availability", "availability")
    yield from _use("pins", "pins")
    yield from _use("coverage", "under", under, 'levels = ["min"]')
    yield from _use("coverage", "over", over, 'levels = ["max"]')
    yield from _use("wishes", "wishes", 1)
    for shift in instance.shifts:
        if shift.never_before:
            never = ", ".join(f'"{code}"' for code in sorted(shift.never_before))
            yield from _use(
                "forbidden-succession", f"after-{shift.code}", None, f'after = ["{shift.code}"]', f"never = [{never}]"
            )
    for person in instance.people:
        yield from _limits(instance, person)


def _limits(instance: Instance, person: Person) -> Iterator[str]:
    alone = f'for = {{ employee = ["{person.id}"] }}'
    if person.most_minutes % HOUR or person.least_minutes % HOUR:
        raise Misfit(
            f"{person.id}: limits of {person.least_minutes} and {person.most_minutes} minutes are no whole hours"
        )
    for shift in instance.shifts:
        most = person.most.get(shift.code, 0)
        if most < instance.days:
            yield from _use(
                "shift-count",
                f"{person.id}-{shift.code}",
                None,
                f'shifts = ["{shift.code}"]',
                f"most = {most}",
                alone,
            )
    yield from _hours(instance, person, alone)
    yield from _use("max-consecutive-days", f"{person.id}-most", None, f"days = {person.longest_work}", alone)
    if person.shortest_work > 1:
        yield from _use("min-work-run", f"{person.id}-work", None, f"days = {person.shortest_work}", alone)
    if person.shortest_rest > 1:
        yield from _use("min-rest-run", f"{person.id}-rest", None, f"days = {person.shortest_rest}", alone)
    yield from _use(
        "weekends", f"{person.id}-weekends", None, f"most = {person.weekends}", 'days = ["sat", "sun"]', alone
    )


def _hours(instance: Instance, person: Person, alone: str) -> Iterator[str]:
    """One use, or two where the least, raised for the days after everybody has left, would be above the most."""
    least, most = (
        f"least = {person.least_minutes // HOUR + _absent(instance)}",
        f"most = {person.most_minutes // HOUR}",
    )
    key, fixed = f"{person.id}-hours", ('per = "month"', "by_contract = false", alone)
    if instance.days == DAYS:
        yield from _use("hours-limit", key, None, least, most, *fixed)
    else:
        yield from _use("hours-limit", f"{key}-least", None, least, *fixed)
        yield from _use("hours-limit", f"{key}-most", None, most, *fixed)


def _absent(instance: Instance) -> int:
    """Hours that the rule takes off the least for the workdays after everybody has left."""
    workdays = sum((FIRST + timedelta(day)).weekday() < 5 for day in range(instance.days, DAYS))
    return 8 * workdays


def _use(rule: str, key: str, weight: int | None = None, *more: str) -> Iterator[str]:
    yield "[[rule]]"
    yield f'use = "{rule}"'
    yield f'key = "{key}"'
    yield 'mode = "hard"' if weight is None else f'mode = "soft"\nweight = {weight}'
    yield from more
