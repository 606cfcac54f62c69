"""Which encoding a text file is in: strict UTF-8, else GB18030, else a problem. Bounded memory, one pass."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import BinaryIO

from rosterctl.errors import InputError, Place, Problem

LINE_BYTES = 1_000_000
_PIECE = 1 << 17
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_HAN = re.compile("[一-鿿　-〿！-～]")
_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def detect(path: Path, shown: str) -> str:
    """``utf-8-sig`` or ``gb18030``.

    UTF-8 is tried first because its bytes decode as GB18030, into garbage. Raises :class:`InputError` for a
    file that is empty, binary, UTF-16, in neither encoding or partly in each, with the first line that shows it.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
        _head(head, shown)
        stream.seek(0)
        if _clean(stream):
            return "utf-8-sig"
        stream.seek(0)
        return _scan(stream, shown, marked=head.startswith(b"\xef\xbb\xbf"))


def _head(head: bytes, shown: str) -> None:
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        _refuse("input.empty", shown)
    if head.startswith(_BOOKS):
        _refuse("input.workbook-as-text", shown)
    if head.startswith(_WIDE) or _looks_wide(head):
        _refuse("input.utf16", shown)


def _looks_wide(head: bytes) -> bool:
    """Text in UTF-16 without a mark: the commas and line ends have a NUL on the same side every time."""
    sides = (head[0::2].count(0), head[1::2].count(0))
    return max(sides) > len(head) // 20 and min(sides) == 0


def _clean(stream: BinaryIO) -> bool:
    """Whether all is well, which is seen faster in large pieces: UTF-8 without control characters or huge lines."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 0
    try:
        while piece := stream.read(_PIECE):
            ends = piece.find(b"\n")
            if _CONTROL.search(piece) or line + (ends if ends >= 0 else len(piece)) >= LINE_BYTES:
                return False
            line = len(piece) - piece.rfind(b"\n") if ends >= 0 else line + len(piece)
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _scan(stream: BinaryIO, shown: str, *, marked: bool) -> str:
    utf8 = other = None
    number = 0
    while line := stream.readline(LINE_BYTES):
        number += 1
        if len(line) == LINE_BYTES:
            _refuse("input.line-too-long", shown, number)
        if _CONTROL.search(line):
            _refuse("input.binary", shown, number)
        if line.isascii():
            continue
        try:
            decoded = line.decode("utf-8")
            if utf8 is None and _HAN.search(decoded):
                utf8 = number
        except UnicodeDecodeError:
            other = other or number
            if marked or not _is_gb18030(line):
                _refuse("input.encoding", shown, number)
    if other is None:
        return "utf-8-sig"
    if utf8 is not None:
        _refuse("input.mixed-encoding", shown, max(utf8, other), utf8=utf8, other=other)
    return "gb18030"


def _is_gb18030(line: bytes) -> bool:
    try:
        line.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _refuse(code: str, shown: str, line: int | None = None, **values: object) -> None:
    raise InputError([Problem(code, Place(shown, line), values)])
