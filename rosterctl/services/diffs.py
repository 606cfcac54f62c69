"""What is different between two rosters: cell by cell, and person by person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Assignment, Roster
from rosterctl.domain.roster_text import cell_text, ordered
from rosterctl.domain.time import format_clock

Items = tuple[Assignment, ...]


@dataclass(frozen=True)
class CellChange:
    """One person's date before and after. ``parts`` says what changed: shift, post, breaks, activities."""

    employee: str
    date: date
    before: Items
    after: Items
    parts: frozenset[str]


@dataclass(frozen=True)
class PersonChange:
    """One person's month: dates changed, days and paid minutes worked before and after."""

    employee: str
    changed: int
    days_before: int
    days_after: int
    minutes_before: int
    minutes_after: int


def diff_rosters(before: Roster, after: Roster) -> tuple[CellChange, ...]:
    """The cells that differ, by employee and date. Only the assignments are compared."""
    old, new = _cells(before.assignments), _cells(after.assignments)
    changes = []
    for employee, on in sorted(old.keys() | new.keys()):
        was, now = old.get((employee, on), ()), new.get((employee, on), ())
        if was != now:
            changes.append(CellChange(employee, on, was, now, _parts(was, now)))
    return tuple(changes)


def diff_people(case: Case, before: Roster, after: Roster) -> tuple[PersonChange, ...]:
    """The people who are concerned, by employee; minutes of shifts that the case does not know count 0."""
    changes = diff_rosters(before, after)
    return tuple(
        PersonChange(
            who,
            sum(change.employee == who for change in changes),
            *(len({item.date for item in roster.assignments if item.employee == who}) for roster in (before, after)),
            *(_minutes(case, roster, who) for roster in (before, after)),
        )
        for who in sorted({change.employee for change in changes})
    )


def diff_rows(case: Case, before: Roster, after: Roster) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Both as plain values for JSON and tables: the cells, and the people.

    A cell's texts are as on the grid (``-`` for a day off); where only posts that the grid leaves out, breaks or
    activities changed, they stand behind it in brackets.
    """
    cells = change_rows(case, diff_rosters(before, after))
    people = [
        {
            "employee": change.employee,
            "name": _name(case, change.employee),
            "cells": change.changed,
            "days_before": change.days_before,
            "days_after": change.days_after,
            "minutes_before": change.minutes_before,
            "minutes_after": change.minutes_after,
        }
        for change in diff_people(case, before, after)
    ]
    return cells, people


def change_rows(case: Case, changes: Iterable[CellChange]) -> list[dict[str, Any]]:
    """Cells that change, as plain values: see :func:`diff_rows`."""
    rows = []
    for change in changes:
        details = "shift" not in change.parts
        rows.append(
            {
                "employee": change.employee,
                "name": _name(case, change.employee),
                "date": change.date.isoformat(),
                "before": _shown(case, change.before, change.parts if details else frozenset()),
                "after": _shown(case, change.after, change.parts if details else frozenset()),
                "changed": sorted(change.parts),
            }
        )
    return rows


def _cells(items: Iterable[Assignment]) -> dict[tuple[str, date], Items]:
    found: dict[tuple[str, date], Items] = {}
    for item in ordered(items):
        key = (item.employee, item.date)
        found[key] = (*found.get(key, ()), item)
    return found


def _parts(was: Items, now: Items) -> frozenset[str]:
    if sorted(item.shift for item in was) != sorted(item.shift for item in now):
        return frozenset({"shift"})
    pairs = list(zip(was, now, strict=True))
    checks = {
        "post": any(a.post != b.post for a, b in pairs),
        "breaks": any(a.breaks != b.breaks for a, b in pairs),
        "activities": any(a.activities != b.activities for a, b in pairs),
    }
    return frozenset(name for name, differs in checks.items() if differs)


def _shown(case: Case, items: Items, parts: frozenset[str]) -> str:
    words = cell_text(case, items) or "-"
    details = []
    if "breaks" in parts:
        details += [f"{format_clock(b.start)}/{b.minutes}" for item in items for b in item.breaks]
    if "activities" in parts:
        details += [f"{a.name} {format_clock(a.start)}/{a.minutes}" for item in items for a in item.activities]
    return f"{words} [{', '.join(details) or '-'}]" if {"breaks", "activities"} & parts else words


def _minutes(case: Case, roster: Roster, who: str) -> int:
    return sum(case.shifts[a.shift].paid for a in roster.assignments if a.employee == who and a.shift in case.shifts)


def _name(case: Case, employee: str) -> str:
    number = case.person.get(employee)
    return employee if number is None else case.employees[number].name
