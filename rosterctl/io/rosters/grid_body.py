"""The rows of people in a grid: each cell with its meaning and its place; everything unknown in one go."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from rosterctl.domain.roster_text import FOOT, unprotect
from rosterctl.errors import Place, Problem
from rosterctl.io.rosters.grid_dates import is_weekday
from rosterctl.io.rosters.grid_head import ID_HEADS, NAME_HEADS, Head
from rosterctl.io.rosters.grid_people import People
from rosterctl.io.rosters.grid_source import Sheet, exact
from rosterctl.io.rosters.grid_words import Meaning, Words
from rosterctl.io.tables.text import fold, header_key

Key = tuple[str, dt.date]
_FOOTERS = re.compile(
    r"(合计|小计|总计|总人数|备注|说明|注[:：]|注$|制表|审核|图例|totals?\b|subtotals?\b|sum\b|notes?\b|remarks?\b|legend\b).*"
    r"|.*(人数|人次)",
    re.IGNORECASE,
)
LISTED = 12
"""So many cells of one unknown code are named; the others are counted."""


@dataclass
class Body:
    """What the people's rows say. ``known`` gives meanings that are settled already: key → (text, meaning)."""

    known: Mapping[Key, tuple[str, Meaning]] = field(default_factory=dict)
    cells: dict[Key, Meaning] = field(default_factory=dict)
    where: dict[Key, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    def read(self, sheet: Sheet, head: Head, people: People, words: Words) -> None:
        """Read all rows below the head, up to the mark that ends the people."""
        unknown: dict[str, list[Place]] = {}
        seen: dict[str, Place] = {}
        for row in range(head.body, len(sheet.rows)):
            if sheet.text(row, 0) == FOOT:
                break
            who = self._who(sheet, row, head, people, seen)
            if who is None:
                continue
            for column, on in head.dates.items():
                self._cell(sheet, row, column, (who, on), words, unknown)
        self.problems += [_unknown(word, places, words) for word, places in unknown.items()]

    def _who(self, sheet: Sheet, row: int, head: Head, people: People, seen: dict[str, Place]) -> str | None:
        """The person of a row; ``None`` for one without a person, or with one that was noted as a problem."""
        number = "" if head.id is None else sheet.text(row, head.id)
        name = "" if head.name is None else sheet.text(row, head.name)
        spot = head.name if head.id is None or not number else head.id
        place = sheet.place(row, spot if spot is not None else 0)
        if not number and not name:
            self._stray(sheet, row, head)
            return None
        if not people.knows(number or name) and _is_furniture(number, name):
            return None
        found = people.find(number, name)
        if found.code is not None:
            noted = self.problems if found.employee is None else self.notes
            noted.append(Problem(found.code, place, dict(found.values)))
        if found.employee is not None and found.employee in seen:
            values = {"who": found.employee, "other": seen[found.employee].cell}
            self.problems.append(Problem("roster.grid.person-twice", place, values))
            return None
        if found.employee is not None:
            seen[found.employee] = place
        return found.employee

    def _stray(self, sheet: Sheet, row: int, head: Head) -> None:
        """A row that names nobody may be a sum, or hold weekdays; another shift code in it belongs to somebody."""
        beside = [sheet.text(row, column) for column in range(len(sheet.rows[row])) if column not in head.dates]
        if any(_FOOTERS.fullmatch(word) for word in beside):
            return
        filled = [column for column in head.dates if sheet.text(row, column)]
        if filled and not all(is_weekday(sheet.text(row, column)) for column in filled):
            self.problems.append(Problem("roster.grid.row-nobody", sheet.place(row, filled[0])))

    def _cell(
        self, sheet: Sheet, row: int, column: int, key: Key, words: Words, unknown: dict[str, list[Place]]
    ) -> None:
        raw = sheet.at(row, column)
        self.where[key] = sheet.place(row, column)
        settled = self.known.get(key)
        written = unprotect(exact(raw))
        if settled is not None and settled[0] == written:
            self.cells[key] = settled[1]
            return
        meaning = words.read(fold(written))
        if meaning is None:
            unknown.setdefault(fold(written), []).append(self.where[key])
        else:
            self.cells[key] = meaning


def _is_furniture(number: str, name: str) -> bool:
    """Whether a row is a repeated head, a sum or a remark."""
    keys = {header_key(number), header_key(name)}
    return bool(keys & (ID_HEADS | NAME_HEADS)) or any(_FOOTERS.fullmatch(word) for word in (number, name) if word)


def _unknown(word: str, places: list[Place], words: Words) -> Problem:
    cells = tuple(place.cell or "" for place in places[:LISTED])
    if len(places) > LISTED:
        cells = (*cells, "…")
    values: dict[str, object] = {"read": word, "count": len(places), "cells": cells, "known": words.codes}
    shared = words.ambiguous(word)
    if shared:
        return Problem("roster.grid.code-ambiguous", places[0], {**values, "codes": shared})
    like = words.like(word)
    if like is None:
        return Problem("roster.grid.code-unknown", places[0], values)
    return Problem("roster.grid.code-unknown.near", places[0], {**values, "near": like})
