"""Takes JSON apart without trusting it: every surprise becomes a problem at its path, and reading goes on."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from rosterctl.domain.time import parse_clock
from rosterctl.errors import InputError, Place, Problem
from rosterctl.messages import Word

Table = dict[str, Any]


def parse(data: bytes, file: str) -> Any:
    """The value in a JSON file. Raises :class:`InputError` when the bytes are no UTF-8 or no JSON."""
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        problem = Problem("roster.json.encoding", Place(file), {"offset": error.start})
    except json.JSONDecodeError as error:
        problem = Problem("roster.json.syntax", Place(file, error.lineno), {"column": error.colno})
    except (ValueError, RecursionError):
        problem = Problem("roster.json.syntax", Place(file, 1), {"column": 1})
    raise InputError([problem])


def _no_constant(name: str) -> Any:
    raise ValueError(name)  # NaN and Infinity are no JSON


class JsonReader:
    """Typed access to parsed JSON. A method that finds something else notes it and returns ``None``."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def bad(self, code: str, path: str, **values: object) -> None:
        """Note a problem at a JSON path."""
        self.problems.append(Problem(code, Place(self.file, cell=path), values))

    def table(self, value: Any, path: str, needed: str, optional: str = "") -> Table | None:
        """An object with these keys (words in a string) and no others."""
        if not isinstance(value, dict):
            self._type(value, path, "object")
            return None
        known = [*needed.split(), *optional.split()]
        for key in value:
            if key not in known:
                self.bad("roster.json.key-unknown", _join(path, key), key=key, known=tuple(known))
        missing = [key for key in needed.split() if key not in value]
        for key in missing:
            self.bad("roster.json.key-missing", path or "$", key=key)
        return None if missing else value

    def items(self, value: Any, path: str) -> list[Any]:
        """A list; empty when it is none."""
        if isinstance(value, list):
            return value
        self._type(value, path, "list")
        return []

    def pairs(self, value: Any, path: str) -> list[tuple[str, Any]]:
        """The entries of an object whose keys are free."""
        if isinstance(value, dict):
            return list(value.items())
        self._type(value, path, "object")
        return []

    def text(self, value: Any, path: str, *, empty: bool = False) -> str | None:
        """A text, not empty unless it may be."""
        if isinstance(value, str) and (value or empty):
            return value
        self._type(value, path, "text")
        return None

    def whole(self, value: Any, path: str, least: int | None = None) -> int | None:
        """A whole number, not below ``least``."""
        if isinstance(value, bool) or not isinstance(value, int):
            self._type(value, path, "whole")
            return None
        if least is not None and value < least:
            self.bad("roster.json.range", path, read=value, least=least)
            return None
        return value

    def day(self, value: Any, path: str) -> date | None:
        """A date in the form ``YYYY-MM-DD``."""
        text = self.text(value, path)
        if text is None:
            return None
        try:
            if len(text) != 10:
                raise ValueError(text)
            return date.fromisoformat(text)
        except ValueError:
            self.bad("roster.json.date", path, read=text)
            return None

    def clock(self, value: Any, path: str) -> int | None:
        """A wall-clock time ``HH:MM`` up to 48:00, in minutes."""
        text = self.text(value, path)
        if text is None:
            return None
        try:
            return parse_clock(text)
        except ValueError:
            self.bad("roster.json.clock", path, read=text)
            return None

    def _type(self, value: Any, path: str, expected: str) -> None:
        read = json.dumps(value, ensure_ascii=False)
        read = read if len(read) <= 40 else f"{read[:37]}…"
        self.bad("roster.json.type", path or "$", read=read, expected=Word(f"roster-{expected}"))


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
