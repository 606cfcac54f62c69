"""Tables of text, aligned by what the eye sees: a Chinese character takes two columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Literal

from rosterctl.domain.roster_text import protect

Style = Literal["table", "markdown"]
RED, GREEN, YELLOW, BLUE, DIM = "31", "32", "33", "36", "2"


def shown_width(text: str) -> int:
    """Columns that a text takes on a terminal; what cannot be shown counts as one each."""
    from wcwidth import wcswidth

    width = wcswidth(text)
    return width if width >= 0 else len(text)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text filled with blanks to ``width`` columns, at its left when it belongs to the right."""
    blanks = " " * max(0, width - shown_width(text))
    return blanks + text if right else text + blanks


def paint(text: str, colour: str | None) -> str:
    """The text in a colour (an SGR number); as it is without one."""
    return f"\x1b[{colour}m{text}\x1b[0m" if colour and text.strip() else text


def text_table(heads: Sequence[str], rows: Iterable[Sequence[str]], style: Style = "table") -> str:
    """A table of texts, without a newline at the end."""
    from tabulate import tabulate

    plain = [[one_line(cell) for cell in row] for row in rows]
    if style == "markdown":
        return markdown_table(heads, plain)
    return tabulate(plain, [*heads], tablefmt="simple", disable_numparse=True)


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The same in Markdown; pipes inside cells are escaped."""
    from tabulate import tabulate

    safe = [[cell.replace("\\", "\\\\").replace("|", "\\|") for cell in row] for row in [heads, *rows]]
    return tabulate(safe[1:], safe[0], tablefmt="github", disable_numparse=True)


def csv_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The same as CSV (RFC 4180 line ends); cells that a spreadsheet would run are neutralised."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in [heads, *rows]:
        writer.writerow([protect(cell) for cell in row])
    return out.getvalue()


def one_line(text: str) -> str:
    """The text without line breaks and tabs."""
    return " ".join(text.split()) if "\n" in text or "\r" in text or "\t" in text else text
