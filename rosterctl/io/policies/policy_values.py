"""The values that an entry of a policy may state beside its rule's own parameters.

Each reader takes what TOML gave and returns the value meant, or raises :class:`Refused`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from rosterctl.domain.policy import Mode
from rosterctl.messages import Word


class Refused(Exception):
    """A value that cannot be taken, with the id and the values of the message that says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def literal(value: object) -> str:
    """A value as a policy writes it."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _refuse(value: object, expected: str) -> Refused:
    return Refused("policy.value.type", read=literal(value), expected=Word(f"expects-{expected}"))


def read_text(value: object) -> str:
    """A text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise _refuse(value, "text")
    return value


def read_names(value: object) -> frozenset[str]:
    """A name, or a list of at least one."""
    names = value if isinstance(value, list) else [value]
    if not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise _refuse(value, "names")
    return frozenset(names)


def read_mode(value: object) -> Mode:
    """``hard``, ``soft`` or ``off``."""
    choices = tuple(mode.value for mode in Mode)
    if value not in choices:
        raise Refused("policy.value.choice", read=literal(value), choices=choices)
    return Mode(value)


def read_weight(value: object) -> int:
    """A whole number ≥ 1."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise _refuse(value, "integer")
    if value < 1:
        raise Refused("policy.value.range", read=value, range="≥ 1")
    return value


def read_date(value: object) -> date:
    """A TOML date, or a text in ISO form; an instant is none."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise _refuse(value, "date") from None


def read_tables(value: object) -> list[Mapping[str, Any]]:
    """An array of tables."""
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise _refuse(value, "tables")
    return value


def read_title(value: object) -> Mapping[str, str]:
    """A table of texts."""
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise _refuse(value, "table")
    return value


READ: Mapping[str, Callable[[Any], Any]] = {
    "use": read_text,
    "key": read_text,
    "mode": read_mode,
    "weight": read_weight,
    "valid_from": read_date,
    "authority": read_text,
}

RESERVED = (*READ, "for")
"""Names that no rule may give a parameter."""
