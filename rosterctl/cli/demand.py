"""``rosterctl demand``: from calls to seats."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import click

from rosterctl.cli.options import day, in_workspace, month, option, speaking_as, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command, LazyGroup, lang_of
from rosterctl.domain.calls import Goal
from rosterctl.errors import UsageError
from rosterctl.messages import text

demand = LazyGroup("demand")
F = TypeVar("F", bound=Callable[..., Any])
_SHARE = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*(%?)")


def _bad(ctx: click.Context, code: str, read: str) -> click.BadParameter:
    return click.BadParameter(text(code, lang_of(ctx), {"read": read}))


def _minutes(ctx: click.Context, _param: click.Parameter, value: str) -> int:
    found = re.fullmatch(r"(\d{1,4})(m|min|h)?", value)
    minutes = int(found[1]) * (60 if found[2] == "h" else 1) if found else 0
    if not 1 <= minutes <= 1440:
        raise _bad(ctx, "cli.interval", value)
    return minutes


def _share(value: str) -> Fraction | None:
    """``0.3``, ``30%`` or ``30`` (from 2 on it is percent)."""
    found = _SHARE.fullmatch(value.strip())
    if found is None:
        return None
    number = Fraction(found[1])
    return number / 100 if found[2] or number >= 2 else number


def _level(ctx: click.Context, _param: click.Parameter, value: str) -> tuple[Fraction, int]:
    left, _, right = value.partition("/")
    share = _share(left if "." in left or "%" in left else f"{left}%")
    if share is None or not 0 < share < 1 or not re.fullmatch(r"\d{1,4}", right):
        raise _bad(ctx, "cli.service-level", value)
    return share, int(right)


def _below_one(ctx: click.Context, _param: click.Parameter, value: str) -> Fraction:
    share = _share(value)
    if share is None or share >= 1:
        raise _bad(ctx, "cli.shrinkage", value)
    return share


def _to_one(ctx: click.Context, _param: click.Parameter, value: str | None) -> Fraction | None:
    share = None if value is None else _share(value)
    if value is not None and (share is None or not 0 < share <= 1):
        raise _bad(ctx, "cli.occupancy", value)
    return share


def _sizes(command: F) -> F:
    """Adds what sizing is told: interval, handling time, and the :class:`Goal` (given as ``goal``)."""

    def wrapped(
        *args: Any,
        service_level: tuple[Fraction, int],
        shrinkage: Fraction,
        max_occupancy: Fraction | None,
        **kwargs: Any,
    ) -> Any:
        return command(*args, goal=Goal(*service_level, shrinkage, max_occupancy), **kwargs)

    result: Any = functools.update_wrapper(wrapped, command)
    seconds = click.IntRange(1, 14_400)
    for add in (
        option("--max-occupancy", callback=_to_one, metavar="SHARE", help="option.max-occupancy"),
        option("--shrinkage", callback=_below_one, default="0", metavar="SHARE", help="option.shrinkage"),
        option(
            "--service-level",
            callback=_level,
            default="80/20",
            show_default=True,
            metavar="PERCENT/SECONDS",
            help="option.service-level",
        ),
        option("--aht", type=seconds, metavar="SECONDS", help="option.aht"),
        option(
            "--interval",
            callback=_minutes,
            default="30m",
            show_default=True,
            metavar="LENGTH",
            help="option.interval",
        ),
    ):
        result = add(result)
    return result  # type: ignore[no-any-return]


_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@demand.command("size", cls=Command)
@click.argument("file", metavar="FILE", type=_FILE)
@_sizes
@option("--hard", is_flag=True, help="option.size-hard")
@option("-C", "--workspace", type=click.Path(file_okay=False), metavar="DIR", help="option.workspace")
@speaks()
def size(say: Say, file: Path, interval: int, aht: int | None, goal: Goal, hard: bool, workspace: str | None) -> None:
    """The seats that forecast calls ask for, as rows of the demand file."""
    from rosterctl.report.demand_chart import size_note, size_row
    from rosterctl.services.sizing import size_file

    root = _root(workspace)
    if root is not None:
        say = speaking_as(say, root)
    found = size_file(file, goal, interval, aht, root)
    rows = [size_row(row, hard=hard) for row in found]
    heads = {name: f"demand.head.{name}" for name in ("day", "from", "to", "post", "skill")}
    if say.format == "csv":
        rows = [{**row, "note": size_note(one, say.lang)} for row, one in zip(rows, found, strict=True)]
        heads |= {name: f"demand.head.{name}" for name in ("min", "target", "note")}
    else:
        heads = {name: head for name, head in heads.items() if any(row[name] is not None for row in rows)}
        names = ("calls", "handling", "load", "positions", "occupancy", "service", "wait", "min", "target")
        heads |= {name: f"demand.head.{name}" for name in names}
    known = {
        "service_level": float(goal.share),
        "within": goal.within,
        "shrinkage": float(goal.shrinkage),
        "max_occupancy": None if goal.occupancy is None else float(goal.occupancy),
    }
    say.rows("demand-size/1", "intervals", rows, heads, **known)
    most = max((row.heads for row in found), default=0)
    say("demand.sized", count=len(found), most=most)
    say("demand.no-abandonment")


def _root(workspace: str | None) -> Path | None:
    """The workspace, where there is one: calls may be sized without."""
    from rosterctl.io.inputs.config import find_workspace

    try:
        return find_workspace(Path(workspace or os.getcwd()))
    except UsageError:
        if workspace is not None:
            raise
        return None


@demand.command("show", cls=Command)
@click.argument("name", default="", metavar="[FILE|draft|latest|vN]")
@month
@option("--calls", type=_FILE, metavar="FILE", help="option.calls")
@option("--day", "on", callback=day, metavar="YYYY-MM-DD", help="option.show-day")
@_sizes
@in_workspace
@speaks()
def show(
    say: Say,
    root: Path,
    name: str,
    month: str,
    calls: Path | None,
    on: date | None,
    interval: int,
    aht: int | None,
    goal: Goal,
) -> None:
    """Load, people wanted, people rostered, and the service that they will give."""
    from rosterctl.report.demand_chart import bars, load_row
    from rosterctl.services.month import load_month
    from rosterctl.services.rosters import open_roster
    from rosterctl.services.sizing import loads, size_file

    loaded = load_month(root, month)
    folder = loaded.folder
    chosen = name or ("draft" if folder.draft() is not None else "latest" if folder.versions() else "")
    roster = open_roster(loaded, chosen).roster if chosen else None
    sized = size_file(calls, goal, interval, aht, root) if calls is not None else ()
    found = [one for one in loads(loaded.case, roster, sized) if on in (None, one.date)]
    rows = [load_row(one.date, one.demand, one.wanted, one.heads, one.sized, one.service) for one in found]
    if say.format == "table":
        say.out(bars(rows, say.lang, colour=say.colour))
    else:
        names = ("date", "from", "to", "shift", "post", "skill", "calls", "load", "wanted", "heads", "service")
        heads = {field: f"demand.head.{field}" for field in names}
        say.rows("demand-show/1", "intervals", rows, heads, month=month, roster=chosen or None)
    if roster is None:
        say("demand.no-roster", month=month)
    short = sum(one.heads is not None and one.heads < one.wanted for one in found)
    say("demand.shown", count=len(found), short=short)
