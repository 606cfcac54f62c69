"""TOML with line numbers: which line each table and key stands on, which ``tomllib`` does not say.

The text is parsed by ``tomllib``; the walk here only finds where things stand, and relies on the text being
valid. A path is a tuple of keys and (for arrays) positions: ``("rule", 0, "for", "team")``.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rosterctl.errors import InputError, Place, Problem

Key = tuple[str | int, ...]

_AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_KEY = re.compile(r"""(?:[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*'|[ \t]*\.[ \t]*)+""")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")|' + r"'''.*?'{3,5}(?!')|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'",
    re.DOTALL,
)
_BLANK = re.compile(r"(?:\s|#[^\n]*)*")
_SCALAR = re.compile(r"[^,\]}\n#]+")


@dataclass(frozen=True)
class TomlFile:
    """One file as read. ``shown`` is its name in messages, ``sha256`` is over its bytes as they are."""

    shown: str
    data: Mapping[str, Any]
    lines: Mapping[Key, int]
    sha256: str

    def place(self, *path: str | int) -> Place:
        """Where a path stands; for one that does not exist, where its nearest existing parent does."""
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.shown, self.lines.get(path))


def read_toml(path: Path, shown: str | None = None) -> TomlFile:
    """A TOML file with its line numbers; a byte-order mark is allowed.

    Raises :class:`InputError` when the file is not there, is not UTF-8, or is not TOML.
    """
    shown = str(path) if shown is None else shown
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError([Problem("toml.unreadable", Place(shown), {"reason": reason})]) from error
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        place = Place(shown, raw.count(b"\n", 0, error.start) + 1)
        raise InputError([Problem("toml.encoding", place, {"byte": f"0x{raw[error.start]:02X}"})]) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError([_syntax(error, shown, text)]) from error
    return TomlFile(shown, data, toml_lines(text), hashlib.sha256(raw).hexdigest())


def _syntax(error: tomllib.TOMLDecodeError, shown: str, text: str) -> Problem:
    message = str(error)
    found = _AT.search(message)
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    return Problem("toml.syntax", Place(shown, line), {"reason": _AT.sub("", message)})


def toml_lines(text: str) -> dict[Key, int]:
    """Line (from 1) of every table and key of a valid TOML text, by path."""
    return _Walk(text).lines


class _Walk:
    """One pass over a valid TOML text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Key, int] = {}
        self._arrays: dict[Key, int] = {}
        self._line, self._counted = 1, 0
        table: Key = ()
        self._blank()
        while self.at < len(text):
            if text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._blank()

    def _blank(self) -> None:
        found = _BLANK.match(self.text, self.at)
        if found is not None:
            self.at = found.end()

    def _mark(self, path: Key) -> None:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        for length in range(1, len(path) + 1):
            self.lines.setdefault(path[:length], self._line)

    def _key(self) -> tuple[str, ...]:
        found = _KEY.match(self.text, self.at)
        if found is None:
            raise ValueError(f"no key at offset {self.at}")
        self.at = found.end()
        return _split_key(found[0])

    def _header(self) -> Key:
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        self._blank()
        names = self._key()
        path: Key = ()
        for name in names[:-1]:
            path = self._element((*path, name))
        path = (*path, names[-1])
        if many:
            self._arrays[path] = self._arrays.get(path, -1) + 1
            path = self._element(path)
        self._mark(path)
        self.at = self.text.index("]]" if many else "]", self.at) + (2 if many else 1)
        return path

    def _element(self, path: Key) -> Key:
        """The path, or the newest element of the array of tables that it names."""
        return (*path, self._arrays[path]) if path in self._arrays else path

    def _pair(self, table: Key) -> None:
        self._blank()
        start = self.at
        names = self._key()
        end, self.at = self.at, start
        path = (*table, *names)
        self._mark(path)
        self.at = self.text.index("=", end) + 1
        self._value(path)

    def _value(self, path: Key) -> None:
        self._blank()
        if self.text[self.at] in "[{":
            self._several(path, inline=self.text[self.at] == "{")
            return
        found = _STRING.match(self.text, self.at) or _SCALAR.match(self.text, self.at)
        if found is None:
            raise ValueError(f"no value at offset {self.at}")
        self.at = found.end()

    def _several(self, path: Key, *, inline: bool) -> None:
        """The members of an array, or of an inline table."""
        self.at += 1
        position = 0
        while True:
            self._blank()
            mark = self.text[self.at]
            if mark in "]}":
                self.at += 1
                return
            if mark == ",":
                self.at += 1
            elif inline:
                self._pair(path)
            else:
                self._mark((*path, position))
                self._value((*path, position))
                position += 1


def _split_key(text: str) -> tuple[str, ...]:
    node: Any = tomllib.loads(f"{text} = 0")
    names = []
    while isinstance(node, dict):
        ((name, node),) = node.items()
        names.append(name)
    return tuple(names)
