"""What the shell offers when Tab is pressed: a workspace's months, people, shifts and rosters; rules and presets.

A completion never complains: where there is no workspace, or its files cannot be read, nothing is offered.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from rosterctl.errors import RosterctlError

Offer = tuple[str, str | None]
"""A value, and what it means to people."""


def offered(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem] | None:
    """The values for a parameter that begin with what was typed; ``None`` where click knows better."""
    source = _source(param)
    if source is None:
        return None
    ctx.meta[INCOMPLETE] = incomplete
    try:
        found = [CompletionItem(value, help=said) for value, said in source(ctx) if value.startswith(incomplete)]
    except (RosterctlError, OSError):
        return []
    return found


def _source(param: click.Parameter) -> Callable[[click.Context], Iterator[Offer]] | None:
    if isinstance(param, click.Option):
        return next((_OPTIONS[name] for name in param.opts if name in _OPTIONS), None)
    metavar = param.metavar or ""
    if "draft|latest" in metavar or metavar in ("BEFORE", "AFTER"):
        return _rosters
    return _ARGUMENTS.get(param.name or "")


def _root(ctx: click.Context) -> Path:
    from rosterctl.io.inputs.config import find_workspace

    return find_workspace(Path(ctx.params.get("workspace") or os.getcwd()))


def _months(ctx: click.Context) -> Iterator[Offer]:
    """Those that have rosters, this one and the next."""
    today = date.today()  # noqa: DTZ011
    found = {f"{today:%Y-%m}", f"{today.replace(day=1) + timedelta(days=31):%Y-%m}"}
    folder = _root(ctx) / "rosters"
    if folder.is_dir():
        found |= {path.name for path in folder.iterdir() if re.fullmatch(r"\d{4}-\d{2}", path.name)}
    yield from ((name, None) for name in sorted(found))


def _employees(ctx: click.Context) -> Iterator[Offer]:
    from rosterctl.services.staff import staff_of

    yield from ((person.id, person.name) for person in staff_of(_root(ctx)))


def _shifts(ctx: click.Context) -> Iterator[Offer]:
    """``CODE=SHIFT`` with the sheet's own code as far as it was typed."""
    from rosterctl.services.staff import shifts_of

    typed = str(ctx.meta.get(INCOMPLETE, "")).partition("=")[0]
    yield from ((f"{typed}={shift.code}", shift.name) for shift in shifts_of(_root(ctx)) if typed)


def _rosters(ctx: click.Context) -> Iterator[Offer]:
    month = ctx.params.get("month")
    folders = [month] if month else [name for name, _ in _months(ctx)]
    found: set[str] = set()
    for name in folders:
        found |= {path.stem for path in (_root(ctx) / "rosters" / str(name)).glob("*.json")}
    versions = {name for name in found if re.fullmatch(r"v\d+", name)}
    yield from ((name, None) for name in sorted(versions | (found & {"draft"}) | ({"latest"} if versions else set())))


def _rules(ctx: click.Context) -> Iterator[Offer]:
    from rosterctl.io.resources import constraints

    for kind in ("roster", "attendance", "pay", "request"):
        yield from ((path.stem, kind) for path in sorted((constraints() / kind).glob("*.md")))


def _presets(ctx: click.Context) -> Iterator[Offer]:
    from rosterctl.io.resources import presets

    yield from ((path.stem, None) for path in sorted(presets().glob("*.toml")))


INCOMPLETE = "rosterctl.incomplete"
_OPTIONS = {
    "--month": _months,
    "--before": _months,
    "--held-over": _months,
    "--employee": _employees,
    "--with": _employees,
    "--preset": _presets,
    "--map": _shifts,
}
_ARGUMENTS = {"employee": _employees, "rule_id": _rules}
