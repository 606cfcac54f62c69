"""The hidden sheet of an exported workbook: what it is, and the lists that formulas and drop-downs look into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Assignment
from rosterctl.domain.roster_text import META_SHEET, cell_text, item_text, posts_of, protect
from rosterctl.messages import LANGS, Lang, text
from rosterctl.report.roster_data import Grid


@dataclass(frozen=True)
class Code:
    """A text that stands in cells of the grid, and what a formula makes of it."""

    text: str
    shifts: tuple[str, ...]
    minutes: int
    night: bool
    choosable: bool


@dataclass(frozen=True)
class Lists:
    """Where the lists are, as absolute references, and the codes themselves."""

    codes: tuple[Code, ...]
    choices: str
    match: str
    minutes: str
    nights: str
    off: str
    weekend: str


def codes_of(case: Case, grid: Grid) -> tuple[Code, ...]:
    """Everything that may be chosen, then what else stands in this roster (two assignments in one cell)."""
    plain = [Assignment("", grid.first, code, post) for code in case.shifts for post in posts_of(case, code)]
    found: dict[str, tuple[Assignment, ...]] = {item_text(case, a.shift, a.post): (a,) for a in plain}
    count = len(found)
    for person in grid.people:
        for cell in person.cells:
            if cell.items:
                found.setdefault(cell_text(case, cell.items), cell.items)
    return tuple(_code(case, name, items, number < count) for number, (name, items) in enumerate(found.items()))


def _code(case: Case, name: str, items: tuple[Assignment, ...], choosable: bool) -> Code:
    shifts = [case.shifts[item.shift] for item in items if item.shift in case.shifts]
    used = tuple(item.shift for item in items)
    return Code(name, used, sum(s.paid for s in shifts), any(s.night for s in shifts), choosable)


def off_words() -> tuple[str, ...]:
    """What means a day off in the grid, in every language."""
    return tuple(dict.fromkeys(text(f"roster.cell.{name}", lang) for name in ("off", "leave") for lang in LANGS))


def write_meta(book: Any, grid: Grid, codes: tuple[Code, ...], facts: Mapping[str, str], lang: Lang) -> Lists:
    """Write the sheet; ``facts`` are its key and value rows. It must be added after the visible sheets."""
    sheet = book.add_worksheet(META_SHEET)
    sheet.very_hidden()
    for row, (key, value) in enumerate(facts.items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, protect(value))
    choices = [text("roster.cell.off", lang), *(code.text for code in codes if code.choosable)]
    for row, word in enumerate(choices):
        sheet.write_string(row, 3, protect(word))
    for row, code in enumerate(codes):
        sheet.write_string(row, 4, criterion(code.text))
        sheet.write_number(row, 5, code.minutes)
        sheet.write_number(row, 6, int(code.night))
    known = {code.text for code in codes}
    words = [word for word in off_words() if word not in known] or [""]
    for row, word in enumerate(words):
        sheet.write_string(row, 7, word)
    for column, day in enumerate(grid.days):
        sheet.write_number(0, 9 + column, int(day.weekend))
    return Lists(
        codes,
        choices=_column("D", len(choices)),
        match=_column("E", len(codes)),
        minutes=_column("F", len(codes)),
        nights=_column("G", len(codes)),
        off=_column("H", len(words)),
        weekend=_area(0, 9, 0, 8 + len(grid.days)),
    )


def criterion(word: str) -> str:
    """A cell's text as a COUNTIF criterion that matches it and nothing else."""
    safe = protect(word)
    return "".join(f"~{letter}" if letter in "~*?" else letter for letter in safe)


def _column(letter: str, count: int) -> str:
    return f"'{META_SHEET}'!${letter}$1:${letter}${max(count, 1)}"


def _area(row: int, column: int, last_row: int, last_column: int) -> str:
    from xlsxwriter.utility import xl_range_abs

    return f"'{META_SHEET}'!{xl_range_abs(row, column, last_row, last_column)}"
