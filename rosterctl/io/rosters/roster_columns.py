"""A roster file as columns, for attendance: the same checks as :mod:`roster_json`, at a million assignments."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from rosterctl.domain.roster import Roster
from rosterctl.domain.roster_columns import RosterColumns, by_employee, columns_of
from rosterctl.io.rosters.json_reader import JsonReader
from rosterctl.io.rosters.roster_body import Body, Inner, Texts, body_hash, numbers, read_body
from rosterctl.io.rosters.roster_json import parse_head, parse_roster, read_assignment, roster_data

_START = '{"employee": "e", "date": "2000-01-01", "shift": "s", "post": "p"'
_STATED = ("e", "s", "p", date(2000, 1, 1))
OPENING, CLOSING = b' "assignments": [\n', b"\n ]\n}\n"


@dataclass(frozen=True)
class ColumnRoster:
    """``head`` is the roster without its assignments, which are in ``columns``."""

    head: Roster
    columns: RosterColumns


def load_columns(path: Path) -> ColumnRoster:
    """The roster in a file. Raises :class:`InputError` exactly as :func:`load_roster` does."""
    return parse_columns(roster_data(path), str(path))


def parse_columns(data: bytes, file: str) -> ColumnRoster:
    """The roster in some bytes. Raises :class:`InputError` exactly as :func:`parse_roster` does."""
    return quick(data, file) or _careful(data, file)


def _careful(data: bytes, file: str) -> ColumnRoster:
    roster = parse_roster(data, file)
    head = Roster(roster.first, roster.end, (), roster.stamp, roster.carried, roster.publication)
    return ColumnRoster(head, columns_of(roster.assignments))


def quick(data: bytes, file: str) -> ColumnRoster | None:
    """The roster, if its file is as the product writes it and nothing is wrong with it."""
    start = data.find(OPENING)
    if start < 0 or not data.endswith(CLOSING):
        return None
    head = parse_head(data[:start] + b' "assignments": []\n}\n', file)
    body = None if head is None else read_body(data[start + len(OPENING) : -len(CLOSING)])
    if head is None or body is None:
        return None
    days, inner = _days(body.date, head), inner_of(body.rest)
    if days is None or inner is None or not all(map(_plain, (body.employee, body.shift, body.post))):
        return None
    if head.publication is not None:
        found = body_hash(body, head.first.isoformat(), head.end.isoformat(), inner)
        if found != head.publication.hash:
            return None
    return ColumnRoster(head, _columns(body, days, inner))


def _plain(texts: Texts) -> bool:
    """Texts that are in a JSON file what they are in memory."""
    return all(text and text.isprintable() for text in texts.known)


def _days(texts: Texts, head: Roster) -> list[int] | None:
    reader = JsonReader("")
    days: list[date | None] = [reader.day(text, "") for text in texts.known]
    found = [day.toordinal() for day in days if day is not None and head.first <= day < head.end]
    return found if len(found) == len(days) else None


def inner_of(texts: Texts) -> list[Inner] | None:
    """Breaks and activities behind the post; a line's end is a bracket, and a comma but for the last."""
    reader = JsonReader("")
    found = []
    for text in texts.known:
        try:
            value = json.loads(_START + text.removesuffix(","))
        except ValueError:
            return None
        item = read_assignment(value, "", reader)
        if item is None or reader.problems or (item.employee, item.shift, item.post, item.date) != _STATED:
            return None  # a key that stands twice means its second value
        found.append((item.breaks, item.activities))
    return found


def _columns(body: Body, days: list[int], inner: list[Inner]) -> RosterColumns:
    employees, shifts, posts = (tuple(sorted(texts.known)) for texts in (body.employee, body.shift, body.post))
    breaks = tuple(sorted({tuple(sorted(one)) for one, _ in inner}))
    place = {value: number for number, value in enumerate(breaks)}
    return by_employee(
        RosterColumns(
            employees,
            shifts,
            posts,
            breaks,
            numbers(body.employee, employees),
            np.array(days, np.int64)[body.date.row],
            numbers(body.shift, shifts),
            numbers(body.post, posts),
            np.array([place[tuple(sorted(one))] for one, _ in inner], np.int64)[body.rest.row],
        )
    )
