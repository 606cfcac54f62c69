"""The front matter of a rule's page: what it is called, which clauses it stands for, how its findings are told."""

from __future__ import annotations

import json
import string
import tomllib
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rosterctl.domain.policy import Mode
from rosterctl.io.tables.toml_lines import toml_lines
from rosterctl.messages import Lang


class PageError(ValueError):
    """A rule's page that cannot be used; the text holds one ``file:line: what is wrong`` per line."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Both(_Strict):
    """A text in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def of(self, lang: Lang) -> str:
        """The text in that language."""
        return self.zh if lang == "zh" else self.en


class FindingText(Both):
    """How a finding is told, with ``{placeholders}`` for its values; ``mend_…`` says what would mend it.

    On a page of the law ``severity`` says how the finding stands to it, ``local`` that the place decides; ``mend_…``
    says what would be lawful.
    """

    mend_zh: str = Field(min_length=1)
    mend_en: str = Field(min_length=1)
    severity: Literal["contrary", "contested", "note"] | None = None
    local: bool = False

    def mend(self, lang: Lang) -> str:
        """What would mend it, in that language."""
        return self.mend_zh if lang == "zh" else self.mend_en


class Front(_Strict):
    """The front matter.

    ``authority`` holds clause ids of ``constraints/regulations.toml``, ``law`` articles of statutes; ``unit`` is
    what a soft use pays for, each.
    """

    id: str
    kind: Literal["roster", "attendance", "pay", "request", "law"]
    title: Both
    authority: tuple[str, ...]
    law: tuple[str, ...] = ()
    unit: Both
    default_mode: Mode = Mode.HARD
    default_weight: int = Field(default=1, ge=1)
    finding: Mapping[str, FindingText] = Field(default_factory=dict)
    line: Mapping[str, Both] = Field(default_factory=dict)
    """How the lines of a pay rule are told, by the code of the charge."""


def read_front(text: str, shown: str) -> Front:
    """The front matter from its TOML, which begins on line 2 of the page. Raises :class:`PageError`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PageError(f"{shown}:1: the front matter is not TOML: {error}") from error

    def line(path: tuple[str | int, ...]) -> int:
        where = toml_lines(text)
        while path and path not in where:
            path = path[:-1]
        return where.get(path, 0) + 1

    try:
        # through JSON, where arrays become tuples and words enumerations without being lax about numbers
        front = Front.model_validate_json(json.dumps(data, default=str))
    except ValidationError as error:
        found = [f"{shown}:{line(x['loc'])}: {'.'.join(map(str, x['loc']))}: {x['msg']}" for x in error.errors()]
        raise PageError("\n".join(found)) from error
    for kind, told in (("finding", front.finding), ("line", front.line)):
        for code, texts in told.items():
            reason = _mismatch(texts)
            if (
                reason is None
                and isinstance(texts, FindingText)
                and (texts.severity is None) == (front.kind == "law")
            ):
                reason = "findings of the law have a severity, and no others"
            if reason is not None:
                raise PageError(f"{shown}:{line((kind, code))}: {kind} {code}: {reason}")
    return front


def _mismatch(texts: Both) -> str | None:
    """What is wrong with a finding's placeholders: they must be well formed, and the same in both languages."""
    try:
        mends = [(texts.mend_zh, texts.mend_en)] if isinstance(texts, FindingText) else []
        for zh, en in ((texts.zh, texts.en), *mends):
            if _placeholders(zh) != _placeholders(en):
                return "zh and en have different placeholders"
    except ValueError as error:
        return str(error)
    return None


def _placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}
