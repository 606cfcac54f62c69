"""``rosterctl punch``: punch-clock files in, punches out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rosterctl.cli.options import acts, day, fails_on, in_workspace, moment, option, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command, LazyGroup
from rosterctl.domain.punches import PUNCH_FORMATS, PunchQuery

if TYPE_CHECKING:
    from rosterctl.services.punches import Imported

punch = LazyGroup("punch")

_INPUTS = ("auto", *PUNCH_FORMATS)
_COUNTS = ("rows", "new", "repeats", "known", "unknown", "blank")


@punch.command("import", cls=Command)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@option("--input-format", type=click.Choice(_INPUTS), default="auto", help="option.input-format")
@option(
    "--unknown-share",
    type=click.IntRange(0, 100),
    default=20,
    show_default=True,
    metavar="PERCENT",
    help="option.unknown-share",
)
@moment
@acts
@fails_on
@in_workspace
@speaks("table", "json", "ndjson", *_INPUTS)
def import_(
    say: Say,
    root: Path,
    files: tuple[Path, ...],
    input_format: str,
    unknown_share: int,
    as_of: str,
    login: str,
    fail_on: str,
) -> int:
    """Take punch-clock files into the workspace.

    ``--format`` names the output's format as everywhere, and also takes the name of an input format.
    """
    from rosterctl.services.punches import import_punches

    if say.format in _INPUTS:
        input_format = say.format
        say = replace(say, format="table")
    found = import_punches(root, files, as_of, format=input_format, share=unknown_share, login=login)
    for item in found:
        say.problems(item.warnings)
        if say.verbose:
            _devices(say, item)
    rows = [_row(item) for item in found]
    heads = {name: f"punch.head.{name}" for name in ("file", "format", *_COUNTS, "batch")}
    say.rows("punch-import/1", "files", rows, heads, as_of=as_of)
    say("punch.imported", new=sum(item.counts.new for item in found), as_of=as_of)
    strangers = any(item.counts.unknown for item in found)
    return 1 if strangers and fail_on != "never" else 0


def _row(item: Imported) -> dict[str, object]:
    counts = {name: getattr(item.counts, name) for name in _COUNTS}
    return {"file": item.file, "format": item.format, **counts, "batch": item.batch}


def _devices(say: Say, item: Imported) -> None:
    """How many punches each device has on each day."""
    for device, days in item.days.items():
        told = tuple(f"{day} {count}" for day, count in days.items())
        say("punch.device", file=item.file, device=device or "-", total=sum(days.values()), days=told)


@punch.command("list", cls=Command)
@option("--employee", "employees", multiple=True, metavar="ID", help="option.punch-employee")
@option("--from", "first", callback=day, metavar="YYYY-MM-DD", help="option.punch-from")
@option("--to", "last", callback=day, metavar="YYYY-MM-DD", help="option.punch-to")
@option("--day", callback=day, metavar="YYYY-MM-DD", help="option.punch-day")
@option("--device", "devices", multiple=True, metavar="DEVICE", help="option.punch-device")
@in_workspace
@speaks()
def list_(
    say: Say,
    root: Path,
    employees: tuple[str, ...],
    first: date | None,
    last: date | None,
    day: date | None,
    devices: tuple[str, ...],
) -> None:
    """List punches."""
    from rosterctl.services.punches import list_punches

    if day is not None and (first is not None or last is not None):
        raise click.UsageError(say.word("punch.day-and-range"), click.get_current_context())
    query = PunchQuery(frozenset(employees), day or first, day or last, frozenset(devices))
    rows = list(list_punches(root, query))
    fields = ("employee", "name", "time", "device", "direction", "clock_id", "result", "where")
    say.rows("punches/1", "punches", rows, {name: f"punch.head.{name}" for name in fields})
    say("punch.listed", count=len(rows))
