"""Breaks lines by what the eye sees: between words, and in Chinese anywhere but before a closing mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rosterctl.report.tables import shown_width

_CLOSING = "，。、；：！？）】》」』”’…,.;:!?)]}%"
_OPENING = "（【《「『“‘([{"
_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u3000-\u303f\uff00-\uffef"
_PIECE = re.compile(rf" +|[{_WIDE}]|[^ {_WIDE}]+")


def wrap(text: str, width: int | None, *, first: str = "", rest: str = "") -> list[str]:
    """The text in lines of at most ``width`` columns (``None``: one line); ``first`` and ``rest`` stand before them.

    A word that is longer than a line stays whole.
    """
    if width is None or shown_width(first + text) <= width:
        return [first + text]
    lines: list[str] = []
    line, used, begun = first, shown_width(first), False
    for piece in _pieces(text):
        size = shown_width(piece)
        if begun and used + shown_width(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, used, begun = rest, shown_width(rest), False
        if begun or piece.strip():
            line, used, begun = line + piece, used + size, True
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterator[str]:
    """What may not be broken: words with the blanks and closing marks behind them, opening marks with the next."""
    held = ""
    for match in _PIECE.finditer(text):
        piece = match.group()
        if held and not (piece.isspace() or piece[0] in _CLOSING or held[-1] in _OPENING):
            yield held
            held = ""
        held += piece
    if held:
        yield held
