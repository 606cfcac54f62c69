"""A punch-clock file as rows of text cells, before anybody knows what they mean."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from rosterctl.errors import Place
from rosterctl.io.tables.xlsx_scan import cell_name

TOP = 12
"""So many rows are looked at for a title and heads."""
BLANK = " \t\u00a0\u3000\ufeff"
"""What may stand around a cell's text."""


@dataclass(frozen=True)
class Grid:
    """A text file or one worksheet.

    ``rows`` has the columns ``line`` (from 1) and ``cells`` (a list of texts); blank rows are left out. ``top`` are
    the first rows as lists of trimmed texts, blank ones included, so that ``top[0]`` is line 1. ``cut`` says that a
    text file ends without a line end.
    """

    shown: str
    name: str
    sheet: str | None
    top: tuple[tuple[str, ...], ...]
    rows: pl.DataFrame
    cut: bool = False

    def place(self, line: int, column: int | None = None) -> Place:
        """Where a row stands, or its cell in a worksheet."""
        if self.sheet is None:
            return Place(self.shown, line)
        return Place(self.shown, sheet=self.sheet, cell=cell_name(line, column or 0))

    def below(self, line: int) -> pl.DataFrame:
        """The rows after that line."""
        return self.rows.filter(pl.col("line") > line)


def cell(index: int | None) -> pl.Expr:
    """The text of a column; blank cells, and a column that the file lacks, are null."""
    if index is None:
        return pl.lit(None, pl.String)
    text = pl.col("cells").list.get(index, null_on_oob=True).str.strip_chars(BLANK)
    return pl.when(text != "").then(text)
