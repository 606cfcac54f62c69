"""Text as people type it, brought to one form: full-width characters, odd blanks, apostrophes."""

from __future__ import annotations

import re

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: " ",
    0x00A0: " ",
    0x200B: None,
    0xFEFF: None,
}
BLANK = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\u200b\ufeff"
"""Characters of which a cell may be full and still be blank: what :func:`fold` leaves nothing of."""
_HINT = re.compile(r"\(.*?\)|\[.*?\]")
_LOOSE = re.compile(r"[\s_\-*:]+")


def fold(text: str) -> str:
    """Full-width letters, digits and punctuation made half-width, surrounding blanks and Excel's text mark gone.

    Nothing else is changed: names keep their characters (NFKC would replace some).
    """
    text = text.strip() if text.isascii() else text.translate(_FOLD).strip()
    return text[1:].strip() if len(text) > 1 and text[0] in "'’" else text


def header_key(text: str, *, hints: bool = True) -> str:
    """What makes two column names the same: no case, no blanks, ``_`` or ``-``; without ``hints`` no brackets."""
    text = fold(text)
    return _LOOSE.sub("", text if hints else _HINT.sub("", text)).casefold()
