"""The exported workbook: a grid that planners edit, a day sheet with posts and meals, and a hidden sheet."""

from __future__ import annotations

import io
from datetime import datetime, time

from rosterctl.domain.case import Case
from rosterctl.domain.roster import Roster
from rosterctl.domain.roster_text import BOOK_SCHEMA, roster_hash
from rosterctl.messages import Lang, text
from rosterctl.report.roster_book_days import write_days
from rosterctl.report.roster_book_grid import GridSheet
from rosterctl.report.roster_book_meta import codes_of, write_meta
from rosterctl.report.roster_book_style import Styles
from rosterctl.report.roster_data import lay_out


def roster_book(case: Case, roster: Roster, lang: Lang, *, label: str = "draft") -> bytes:
    """The bytes of an .xlsx workbook; ``label`` names the roster (``draft``, ``v2``).

    The same roster gives the same bytes. Texts that a spreadsheet would run as a formula carry an apostrophe.
    """
    import xlsxwriter

    grid = lay_out(case, roster)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    month = f"{grid.first:%Y-%m}"
    heading = text("roster.book.title", lang, {"month": month, "label": label})
    book.set_properties({"title": heading, "created": datetime.combine(grid.first, time())})
    names = {name: text(f"roster.sheet.{name}", lang) for name in ("grid", "days")}
    first = book.add_worksheet(names["grid"])
    second = book.add_worksheet(names["days"])
    facts = {
        "schema": BOOK_SCHEMA,
        "first": roster.first.isoformat(),
        "end": roster.end.isoformat(),
        "roster": label,
        "hash": roster_hash(roster),
        "language": lang,
        **names,
    }
    lists = write_meta(book, grid, codes_of(case, grid), facts, lang)
    styles = Styles(book)
    GridSheet(book, first, grid, lists, styles, lang).write(heading, text("roster.book.hint", lang))
    write_days(second, case, roster, styles, lang)
    book.close()
    return out.getvalue()
