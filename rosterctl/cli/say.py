"""What a command says: data on stdout in the format asked for, talk on stderr."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, TextIO

import click

from rosterctl.domain.redaction import redacted
from rosterctl.domain.roster_text import protect
from rosterctl.errors import Problem
from rosterctl.messages import Lang, problem_line, text

_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
FORMATS = ("table", "json", "csv", "ndjson", "markdown")


@dataclass(frozen=True)
class Say:
    """The output side of one command."""

    lang: Lang
    format: str = "table"
    quiet: bool = False
    verbose: int = 0
    colour: bool = False
    redact: bool = False
    """Nothing sensitive is shown (C4)."""

    def __call__(self, code: str, **values: object) -> None:
        """A sentence for the person at the terminal (stderr); nothing with ``--quiet``."""
        if not self.quiet:
            talk(text(code, self.lang, self.shown(values)))

    def problems(self, problems: Sequence[Problem]) -> None:
        """One line a problem, ``file:line: text``, on stderr; also with ``--quiet``."""
        for problem in problems:
            talk(problem_line(replace(problem, values=self.shown(problem.values)), self.lang))

    def shown(self, value: Any) -> Any:
        """Rows, or what else is shown, without what is sensitive where that was asked for."""
        return redacted(value) if self.redact else value

    def word(self, code: str, **values: object) -> str:
        """A text of the catalogue."""
        return text(code, self.lang, values)

    def out(self, body: str) -> None:
        """Data, as it is."""
        put(body, nl=not body.endswith("\n"), colour=self.colour)

    def json(self, kind: str, payload: Mapping[str, object]) -> None:
        """A JSON document ``{"schema": "rosterctl/<kind>", …}``."""
        body = {"schema": f"rosterctl/{kind}", **self.shown(payload)}
        put(json.dumps(body, ensure_ascii=False, indent=2, default=str))

    def rows(
        self,
        kind: str,
        under: str,
        rows: Sequence[Mapping[str, object]],
        heads: Mapping[str, str],
        /,
        **more: object,
    ) -> None:
        """A table in the format asked for. ``heads``: field → message id of its column head.

        json puts all fields of ``rows`` under that name beside ``more``; ndjson writes one row a line; table, csv
        and markdown show the fields of ``heads``.
        """
        rows = self.shown(rows)
        if self.format == "json":
            self.json(kind, {**more, under: list(rows)})
        elif self.format == "ndjson":
            for row in rows:
                put(json.dumps(row, ensure_ascii=False, default=str))
        elif self.format == "csv":
            self._csv([*heads], rows)
        else:
            self._table([self.word(code) for code in heads.values()], [*heads], rows)

    def _csv(self, fields: Sequence[str], rows: Sequence[Mapping[str, object]]) -> None:
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(fields)
        writer.writerows([_cell(row.get(field)) for field in fields] for row in rows)
        self.out(buffer.getvalue())

    def _table(self, heads: Sequence[str], fields: Sequence[str], rows: Sequence[Mapping[str, object]]) -> None:
        from tabulate import tabulate

        shown = [[_flat(row.get(field)) for field in fields] for row in rows]
        style = "github" if self.format == "markdown" else "simple"
        self.out(tabulate(shown, headers=heads, tablefmt=style, disable_numparse=True))


def _cell(value: object) -> str:
    """A csv cell: a text that a spreadsheet would run as a formula is neutralised, an amount stays a number."""
    said = _flat(value)
    return said if isinstance(value, (int, Decimal)) or _NUMBER.fullmatch(said) else protect(said)


def _flat(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return " ".join(_flat(item) for item in value)
    return str(value)


def talk(line: str) -> None:
    """A line on stderr. That nobody reads it any more must not cost the work that it speaks of."""
    try:
        click.echo(line, err=True)
    except OSError:
        _let_go(sys.stderr)


def put(text: str, *, nl: bool = True, colour: bool = False) -> None:
    """Text on stdout. When its reader (head, less) has gone the command goes on: its exit code still counts."""
    try:
        click.echo(text, nl=nl, color=colour)
    except BrokenPipeError:
        _let_go(sys.stdout)


def _let_go(stream: TextIO) -> None:
    """Sends the rest nowhere; Python would otherwise complain once more at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def flush() -> None:
    """Write what is still held back."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _let_go(stream)


def terminal() -> bool:
    """Whether a person watches stderr."""
    return sys.stderr.isatty()
