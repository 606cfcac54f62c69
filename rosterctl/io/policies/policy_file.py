"""One policy or preset file, entry by entry, before inheritance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rosterctl.domain.policy import For
from rosterctl.errors import Place, Problem
from rosterctl.io.policies.policy_values import READ, Refused, literal, read_names, read_tables, read_text, read_title
from rosterctl.io.policies.registry import Known
from rosterctl.io.tables.suggest import nearest
from rosterctl.io.tables.toml_lines import Key, TomlFile, read_toml
from rosterctl.messages import Word

FOR = ("team", "post", "grade", "rank", "hours_system", "employee")
TOP = ("extends", "title", "rule")


@dataclass(frozen=True)
class Stated:
    """A value with the place where it was written."""

    value: Any
    place: Place


@dataclass(frozen=True)
class Entry:
    """One ``[[rule]]`` table: what it states, and nothing else.

    ``values`` holds ``mode`` (a :class:`Mode`), ``weight``, ``for`` (a :class:`For`) and ``authority``.
    """

    rule: str
    key: str
    place: Place
    valid_from: date | None
    values: Mapping[str, Stated]
    params: Mapping[str, Stated]


@dataclass(frozen=True)
class PolicyFile:
    """A file as read: ``name`` is the preset's, or ``policy``."""

    name: str
    toml: TomlFile
    extends: str | None
    title: Mapping[str, str]
    entries: tuple[Entry, ...]


def read_policy_file(
    path: Path,
    rules: Mapping[str, Known],
    problems: list[Problem],
    shown: str | None = None,
    passed: frozenset[str] = frozenset(),
) -> PolicyFile:
    """One file; what is wrong with its content is added to ``problems`` and left out of the result.

    Entries of the rules in ``passed`` are passed over: nobody asks about them.

    Raises :class:`rosterctl.errors.InputError` when the file cannot be read as TOML at all.
    """
    toml = read_toml(path, shown)
    reader = _Reader(toml, rules, problems, passed)
    for name in toml.data:
        if name not in TOP:
            reader.unknown((name,), name, TOP)
    tables = reader.take(("rule",), toml.data.get("rule", []), read_tables) or []
    entries = [reader.entry(number, table) for number, table in enumerate(tables)]
    extends = toml.data.get("extends")
    return PolicyFile(
        name=path.stem,
        toml=toml,
        extends=None if extends is None else reader.take(("extends",), extends, read_text),
        title=reader.take(("title",), toml.data.get("title", {}), read_title) or {},
        entries=tuple(entry for entry in entries if entry is not None),
    )


class _Reader:
    """Reads the tables of one file, noting problems as it goes."""

    def __init__(
        self, toml: TomlFile, rules: Mapping[str, Known], problems: list[Problem], passed: frozenset[str]
    ) -> None:
        self.toml, self.rules, self.problems, self.passed = toml, rules, problems, passed

    def note(self, path: Key, code: str, **values: object) -> None:
        self.problems.append(Problem(code, self.toml.place(*path), values))

    def unknown(self, path: Key, name: str, known: tuple[str, ...], code: str = "policy.key-unknown") -> None:
        near = nearest(name, known)
        if near is None:
            self.note(path, code, name=name, known=known)
        else:
            self.note(path, f"{code}.near", name=name, near=near, known=known)

    def take(self, path: Key, value: object, read: Callable[[Any], Any]) -> Any:
        """``read(value)``, or ``None`` and a problem."""
        try:
            return read(value)
        except Refused as error:
            self.note(path, error.code, key=".".join(str(x) for x in path[2:] or path), **error.values)
            return None

    def entry(self, number: int, table: Mapping[str, Any]) -> Entry | None:
        base: Key = ("rule", number)
        if "use" not in table:
            self.note(base, "policy.use-missing", known=tuple(self.rules))
            return None
        rule = self.take((*base, "use"), table["use"], read_text)
        if rule is None or rule in self.passed:
            return None
        if rule not in self.rules:
            self.unknown((*base, "use"), rule, tuple(self.rules), "policy.rule-unknown")
            return None
        stated: dict[str, Stated] = {}
        params: dict[str, Stated] = {}
        fields = tuple(self.rules[rule].params.model_fields)
        for name, value in table.items():
            path = (*base, name)
            if name in fields:
                params[name] = Stated(value, self.toml.place(*path))
            elif name == "for":
                stated[name] = Stated(self._for(path, value), self.toml.place(*path))
            elif name in READ:
                stated[name] = Stated(self.take(path, value, READ[name]), self.toml.place(*path))
            else:
                self.unknown(path, name, (*fields, *READ, "for"))
        stated = {name: item for name, item in stated.items() if item.value is not None}
        key, since = stated.pop("key", None), stated.pop("valid_from", None)
        del stated["use"]
        return Entry(
            rule=rule,
            key=rule if key is None else key.value,
            place=self.toml.place(*base),
            valid_from=None if since is None else since.value,
            values=stated,
            params=params,
        )

    def _for(self, path: Key, value: object) -> For | None:
        if not isinstance(value, dict):
            self.note(path, "policy.value.type", key="for", read=literal(value), expected=Word("expects-table"))
            return None
        found: dict[str, frozenset[str]] = {}
        for name, names in value.items():
            if name not in FOR:
                self.unknown((*path, name), name, FOR)
                continue
            taken = self.take((*path, name), names, read_names)
            if taken is not None:
                found[name] = taken
        return For(**found)
