"""The page of a rule: ``constraints/<kind>/<id>.md``, TOML front matter between ``+++`` lines, then Markdown.

Pages are written by the rules' developers and ship with the program, so that a bad one is a bug: it raises
:class:`PageError`, in English, naming file and line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rosterctl.io.pages.front_matter import Front, PageError, read_front
from rosterctl.io.resources import constraints
from rosterctl.messages import Lang

SECTIONS = ("Requires", "Why", "Exactly", "Parameters", "Passes", "Fails")
PROSE = ("Requires", "Why", "Exactly")
CHINESE = "### 中文"
TABLE_OPENS, TABLE_CLOSES = "<!-- parameters -->", "<!-- /parameters -->"

EXPECTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "roster": ("breaches",),
        "attendance": ("findings", "records"),
        "pay": ("lines",),
        "request": ("refusals",),
        "law": ("findings",),
    }
)
"""What the examples of each kind of rule state; a Passes example has none of the first."""

_HEAD = re.compile(r"^## +(.+?) *$")
_FENCE = re.compile(r"^```(\w*) *$")


@dataclass(frozen=True)
class Example:
    """One fenced example: the section it stands in, the TOML as it is, and the line of its first key."""

    section: str
    data: Mapping[str, Any]
    line: int


@dataclass(frozen=True)
class Page:
    """A rule's page. ``prose`` holds Requires, Why and Exactly by language; Chinese may be missing."""

    path: Path
    front: Front
    prose: Mapping[str, Mapping[Lang, str]]
    examples: tuple[Example, ...]

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.front.id

    def text(self, section: str, lang: Lang) -> str:
        """A prose section in that language; in English when it has no Chinese."""
        found = self.prose[section]
        return found.get(lang) or found["en"]

    def of(self, section: str) -> tuple[Example, ...]:
        """The examples of ``Passes`` or ``Fails``."""
        return tuple(example for example in self.examples if example.section == section)


@cache
def rule_page(kind: str, rule_id: str) -> Page:
    """The shipped page of a rule. Raises :class:`PageError` when there is none, or it is bad."""
    return read_page(constraints() / kind / f"{rule_id}.md")


@cache
def rule_front(kind: str, rule_id: str) -> Front:
    """The front matter of a rule's page: what a policy needs to know. Raises :class:`PageError`."""
    return _front(constraints() / kind / f"{rule_id}.md")[0]


def read_page(path: Path) -> Page:
    """A page from its file, checked as a whole. Raises :class:`PageError`."""
    front, lines, end = _front(path)
    shown = f"constraints/{path.parent.name}/{path.name}"
    sections = _sections(lines, end + 1, shown)
    prose = {name: _languages(lines[slice(*sections[name])]) for name in PROSE}
    for name, parts in prose.items():
        if not parts["en"]:
            raise PageError(f"{shown}:{sections[name][0]}: ## {name} says nothing")
    _table(lines, sections["Parameters"], shown)
    expects = EXPECTS[front.kind]
    examples = tuple(
        found for name in ("Passes", "Fails") for found in _examples(lines, sections[name], name, expects, shown)
    )
    return Page(path, front, prose, examples)


def _front(path: Path) -> tuple[Front, list[str], int]:
    """The front matter, all lines of the page, and the position of the line that ends it."""
    shown = f"constraints/{path.parent.name}/{path.name}"
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise PageError(f"{shown}:1: the page cannot be read: {error.strerror}") from error
    if not lines or lines[0] != "+++" or "+++" not in lines[1:]:
        raise PageError(f"{shown}:1: a page begins with TOML front matter between two lines of +++")
    end = lines.index("+++", 1)
    front = read_front("\n".join(lines[1:end]), shown)
    if (front.kind, front.id) != (path.parent.name, path.stem):
        raise PageError(f"{shown}:2: id and kind must be those of the file's name and folder")
    return front, lines, end


def _sections(lines: list[str], begin: int, shown: str) -> dict[str, tuple[int, int]]:
    """For each section the positions of its first line and of the one after its last."""
    starts: list[tuple[str, int]] = []
    fenced = False
    for position in range(begin, len(lines)):
        if lines[position].startswith("```"):
            fenced = not fenced
        found = None if fenced else _HEAD.match(lines[position])
        if found is not None:
            starts.append((found[1], position))
    if fenced:
        raise PageError(f"{shown}:{len(lines)}: a ``` fence is never closed")
    names = tuple(name for name, _ in starts)
    if names != SECTIONS:
        wanted = ", ".join(SECTIONS)
        raise PageError(f"{shown}:{begin + 1}: the sections must be {wanted}; they are {', '.join(names) or 'none'}")
    ends = [position for _, position in starts[1:]] + [len(lines)]
    return {name: (position + 1, end) for (name, position), end in zip(starts, ends, strict=True)}


def _languages(lines: list[str]) -> dict[Lang, str]:
    cut = lines.index(CHINESE) if CHINESE in lines else len(lines)
    found: dict[Lang, str] = {"en": "\n".join(lines[:cut]).strip()}
    chinese = "\n".join(lines[cut + 1 :]).strip()
    return {**found, "zh": chinese} if chinese else found


def _table(lines: list[str], bounds: tuple[int, int], shown: str) -> None:
    inside = lines[slice(*bounds)]
    if inside.count(TABLE_OPENS) != 1 or inside.count(TABLE_CLOSES) != 1:
        raise PageError(f"{shown}:{bounds[0]}: ## Parameters needs {TABLE_OPENS} and {TABLE_CLOSES}, a line each")


def _examples(
    lines: list[str], bounds: tuple[int, int], name: str, expects: tuple[str, ...], shown: str
) -> tuple[Example, ...]:
    found: list[Example] = []
    opened: int | None = None
    begin, end = bounds
    for position in range(begin, end):
        fence = _FENCE.match(lines[position])
        if fence is None:
            continue
        if opened is None:
            if fence[1] != "toml":
                raise PageError(f"{shown}:{position + 1}: examples are fenced as ```toml")
            opened = position + 1
            continue
        found.append(_example(name, "\n".join(lines[opened:position]), opened + 1, expects, shown))
        opened = None
    return tuple(found)


def _example(name: str, text: str, line: int, expects: tuple[str, ...], shown: str) -> Example:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PageError(f"{shown}:{line}: the example is not TOML: {error}") from error
    if name == "Fails" and not any(data.get(key) for key in expects):
        raise PageError(f"{shown}:{line}: an example of Fails needs {' or '.join(expects)}")
    if name == "Passes" and data.get(expects[0]):
        raise PageError(f"{shown}:{line}: an example of Passes has no {expects[0]}")
    return Example(name, data, line)
