"""Message ids and their texts in Chinese and English.

A text lives in ``texts/<area>.toml`` as ``["area.id"] zh = "…" en = "…"`` with ``{placeholders}``; code holds ids
only. ``[word]`` tables hold single words (column heads, units, kinds of day) that other texts use.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from rosterctl.errors import Place, Problem, RosterctlError

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """All texts: id → language → template. A duplicate id is a bug and raises ``ValueError``."""
    found: dict[str, Mapping[str, str]] = {}
    folder = files("rosterctl.messages") / "texts"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            for key, value in tomllib.loads(entry.read_text("utf-8")).items():
                if key in found:
                    raise ValueError(f"message id {key} stands twice ({entry.name})")
                found[key] = value
    return found


def choose_lang(wanted: str | None, environ: Mapping[str, str] = os.environ) -> Lang | None:
    """The language asked for, else that of ROSTERCTL_LANG, LC_ALL, LC_MESSAGES, LANG; ``None`` when none says.

    ``C`` and ``POSIX`` say nothing about a language; any language but Chinese is answered in English.
    """
    for value in (wanted, *(environ.get(name) for name in ("ROSTERCTL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))):
        if value and value.partition(".")[0] not in ("C", "POSIX"):
            return "zh" if value.lower().startswith("zh") else "en"
    return None


def text(code: str, lang: Lang, values: Mapping[str, object] | None = None) -> str:
    """The text of a message id; values are shown as :func:`show` shows them. An unknown id raises ``KeyError``."""
    return fill(texts()[code][lang], lang, values or {})


def fill(template: str, lang: Lang, values: Mapping[str, object]) -> str:
    """A template with its placeholders filled."""
    return template.format(**{name: show(value, lang) for name, value in values.items()})


def show(value: object, lang: Lang) -> str:
    """A value as people of that language write it: dates with weekday, lists joined, words of the catalogue."""
    if isinstance(value, date):
        return f"{value.isoformat()} {weekday(value, lang)}"
    if isinstance(value, Place):
        return str(value)
    if isinstance(value, tuple | list):
        return ("、" if lang == "zh" else ", ").join(show(item, lang) for item in value)
    if isinstance(value, Word | Said):
        return value.show(lang)
    return str(value)


class Word(str):
    """A string that names a word of the catalogue (id ``word.<itself>``); shown as itself when it has no entry."""

    def show(self, lang: Lang) -> str:
        """The word in that language."""
        entry = texts().get(f"word.{self}")
        return str(self) if entry is None else entry[lang]


@dataclass(frozen=True)
class Said:
    """A text that is no entry of the catalogue, in both languages, with its values: what a rule's page says."""

    zh: str
    en: str
    values: Mapping[str, object]

    def show(self, lang: Lang) -> str:
        """The text in that language."""
        return fill(self.zh if lang == "zh" else self.en, lang, self.values)


def weekday(on: date, lang: Lang) -> str:
    """Short name of the weekday: ``周四``, ``Thu``."""
    names = {"zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
             "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}  # fmt: skip
    return names[lang][on.weekday()]


def problem_line(problem: Problem, lang: Lang) -> str:
    """``file:line: text`` as compilers write it, so that editors can jump there."""
    body = text(problem.code, lang, problem.values)
    return body if problem.place is None else f"{problem.place}: {body}"


def error_text(error: RosterctlError, lang: Lang) -> str:
    """The sentence of an exception, without its problems."""
    return text(error.code, lang, cast(Mapping[str, object], error.values))
