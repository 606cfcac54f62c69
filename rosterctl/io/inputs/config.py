"""``rosterctl.toml``: what a workspace is.

::

    zone = "Asia/Shanghai"        # IANA name
    language = "zh"               # zh or en: names of holidays, and output unless --lang says otherwise
    week_start = "mon"
    weekend = ["sat", "sun"]      # may be empty
    period_start = 1              # first day of the payroll month, 1 to 28
    posts = ["desk"]

The tables ``[people.LOGIN]`` and ``[ledger]`` are described in :mod:`rosterctl.io.inputs.acting`, ``[law]`` in
:mod:`rosterctl.io.inputs.figures`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rosterctl.domain.acting import Acting
from rosterctl.domain.calendar import WEEKDAYS
from rosterctl.domain.law import Figure
from rosterctl.errors import InputError, UsageError
from rosterctl.io.inputs.acting import read_ledger, read_people
from rosterctl.io.inputs.figures import read_figures
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Unreadable
from rosterctl.io.tables.problems import Problems
from rosterctl.io.tables.suggest import nearest
from rosterctl.io.tables.toml_lines import TomlFile, read_toml
from rosterctl.io.tables.words import WEEKDAYS as WEEKDAY_WORDS
from rosterctl.messages import LANGS, Lang, Word

T = TypeVar("T")
FILE = "rosterctl.toml"
ZONE = "Asia/Shanghai"


@dataclass(frozen=True)
class Config:
    """A workspace's settings; weekdays count from 0 (Monday). ``sha256`` is over the file's bytes."""

    zone: str = ZONE
    language: Lang | None = None
    week_start: int = 0
    weekend: frozenset[int] = frozenset({5, 6})
    period_start: int = 1
    posts: tuple[str, ...] = ("desk",)
    people: tuple[Acting, ...] = ()
    ledger: int = 0o600
    """Permissions of a new ledger."""
    law: Mapping[str, Figure] = field(default_factory=lambda: MappingProxyType({}))
    """Figures that differ from place to place, by name."""
    requests: Literal["ledger", "input"] | None = None
    """Where requests are taken from, as far as the file says."""
    sha256: str = ""

    @property
    def from_ledger(self) -> bool:
        """Whether plans, attendance and pay take requests from the ledger: as stated, else once anybody may act."""
        return bool(self.people) if self.requests is None else self.requests == "ledger"


def find_workspace(start: Path) -> Path:
    """The folder that holds ``rosterctl.toml``: ``start`` or the nearest folder above it.

    Raises :class:`UsageError` when there is none.
    """
    begin = start.resolve()
    for folder in (begin, *begin.parents):
        if (folder / FILE).is_file():
            return folder
    raise UsageError("workspace.not-found", start=str(begin), file=FILE)


def load_config(root: Path) -> Config:
    """The settings of a workspace. Raises :class:`InputError` with every problem of the file."""
    file = read_toml(root / FILE, FILE)
    problems = Problems(FILE)
    values: dict[str, Any] = {"sha256": file.sha256}
    for key, value in file.data.items():
        if key in _TABLES:
            values |= _TABLES[key](file, value, problems)
            continue
        parse = _KEYS.get(key)
        if parse is None:
            like = nearest(key, (*_KEYS, *_TABLES))
            if like is None:
                problems.add("config.key", file.place(key), key=key, known=(*_KEYS, *_TABLES))
            else:
                problems.add("config.key-like", file.place(key), key=key, like=like)
            continue
        _take(file, key, value, parse, values, problems)
    if problems.count:
        raise InputError(problems.listed())
    return Config(**values)


def _take(
    file: TomlFile, key: str, value: Any, parse: Callable[[Any], object], values: dict[str, Any], problems: Problems
) -> None:
    try:
        values[key] = parse(value)
    except Unreadable as wrong:
        expected = {"expected": Word(wrong.expected)} if wrong.expected else {}
        details = {"column": key, "read": str(value)[:60], **expected, **wrong.values}
        problems.add(wrong.code, file.place(key), **details)


def _zone(value: Any) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        raise Unreadable("expect.zone") from None
    return str(value)


def _language(value: Any) -> Lang:
    if value not in LANGS:
        raise Unreadable(code="input.word", words=LANGS)
    return cast("Lang", value)


def _weekday(value: Any) -> int:
    return WEEKDAYS.index(cells.choice(WEEKDAY_WORDS)(value))


def _weekend(value: Any) -> frozenset[int]:
    if not isinstance(value, list):
        raise Unreadable("expect.weekdays")
    return frozenset(_each(_weekday, item) for item in value)


def _each(parse: Callable[[Any], T], item: Any) -> T:
    """A member of a list; what cannot be read is quoted alone."""
    try:
        return parse(item)
    except Unreadable as wrong:
        wrong.values["read"] = str(item)[:60]
        raise


def _posts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(item, str) and item for item in value):
        raise Unreadable("expect.posts")
    posts = tuple(_each(cells.code, item) for item in value)
    if len(set(posts)) < len(posts):
        raise Unreadable("expect.posts")
    return posts


_KEYS: dict[str, Callable[[Any], object]] = {
    "zone": _zone,
    "language": _language,
    "week_start": _weekday,
    "weekend": _weekend,
    "period_start": cells.integer(1, 28),
    "posts": _posts,
}

_TABLES: dict[str, Callable[[TomlFile, Any, Problems], dict[str, Any]]] = {
    "people": lambda file, value, problems: {"people": read_people(file, value, problems)},
    "ledger": read_ledger,
    "law": lambda file, value, problems: {"law": read_figures(file, value, problems)},
}
"""The keys that hold tables; these note their own problems, and give the fields of :class:`Config` that they say."""
