"""Makes click's own sentences (usage, headings, complaints) speak the language of the call.

click looks each of them up with gettext. In place of compiled catalogues the message catalogue answers: entries
``click.*`` hold click's English as ``en``, and what click says that stands in none of them stays English.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable
from io import TextIOWrapper

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.types

from rosterctl.messages import Lang, texts

MODULES = (click.core, click.decorators, click.exceptions, click.formatting, click.parser, click.types)
PREFIX = "click."


def speak(lang: Lang) -> None:
    """Let click speak ``lang`` from now on."""
    known = {entry["en"]: entry[lang] for code, entry in texts().items() if code.startswith(PREFIX)}

    def one(message: str) -> str:
        return known.get(message, message)

    def some(singular: str, plural: str, count: int) -> str:
        return one(singular if count == 1 else plural)

    answers: dict[str, Callable[..., str]] = {"_": one, "ngettext": some}
    for module in MODULES:
        for name in answers.keys() & vars(module).keys():
            setattr(module, name, answers[name])


def write_utf8() -> None:
    """UTF-8 on stdout and stderr, whatever the locale or Windows code page; bytes of file names pass through."""
    codecs.register_error("rosterctl", _whatever)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="rosterctl", newline="\n")


def _whatever(error: UnicodeError) -> tuple[str | bytes, int]:
    """A byte of a name that was no UTF-8 is written as it was; other lone surrogates as an escape."""
    for handler in ("surrogateescape", "backslashreplace"):
        try:
            return codecs.lookup_error(handler)(error)
        except UnicodeError:
            continue
    raise error
