"""Options that many commands share, each defined once."""

from __future__ import annotations

import functools
import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from rosterctl.cli.say import FORMATS, Say
from rosterctl.cli.tongue import speak
from rosterctl.cli.words import Option, lang_of
from rosterctl.messages import text

REDACT = "rosterctl.redact"
F = TypeVar("F", bound=Callable[..., Any])
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def option(*names: str, **settings: Any) -> Callable[[F], F]:
    """``click.option`` whose help is a message id."""
    return click.option(*names, cls=Option, **settings)


def speaks(*formats: str) -> Decorator:
    """Adds ``--format``, ``--lang``, ``--quiet`` and ``-v``; the command gets one ``say`` instead of the four."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, format: str, lang: str | None, quiet: bool, verbose: int, **kwargs: Any) -> Any:
            ctx = click.get_current_context()
            colour = "NO_COLOR" not in os.environ and sys.stdout.isatty()
            say = Say(lang_of(ctx), format, quiet, verbose, colour, ctx.meta.get(REDACT, False))
            return command(*args, say=say, **kwargs)

        choices = formats or FORMATS
        shared: tuple[Decorator, ...] = (
            option("-v", "--verbose", count=True, help="option.verbose"),
            option("-q", "--quiet", is_flag=True, help="option.quiet"),
            option("--lang", type=click.Choice(["zh", "en"]), help="option.lang"),
            option(
                "--format", type=click.Choice(choices), default=choices[0], show_default=True, help="option.format"
            ),
        )
        result: Callable[..., Any] = functools.update_wrapper(wrapped, command)
        for add in shared:
            result = add(result)
        return result

    return decorate


def redacts(command: F) -> F:
    """Adds ``--redact``: the command's ``say`` shows no wages, reasons or kinds of leave (C4)."""

    def note(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        ctx.meta[REDACT] = value

    return option("--redact", is_flag=True, expose_value=False, callback=note, help="option.redact")(command)


def in_workspace(command: F) -> F:
    """Adds ``-C/--workspace``; the command gets ``root``, the workspace's folder."""

    @functools.wraps(command)
    def wrapped(*args: Any, workspace: str | None, **kwargs: Any) -> Any:
        from rosterctl.io.inputs.config import find_workspace

        root = find_workspace(Path(workspace or os.getcwd()))
        speak_as(root)
        return command(*args, root=root, **kwargs)

    return option("-C", "--workspace", type=click.Path(file_okay=False), metavar="DIR", help="option.workspace")(
        wrapped
    )  # type: ignore[return-value]


def speak_as(root: Path) -> None:
    """Where neither ``--lang`` nor the environment says, the workspace's own language is spoken."""
    from rosterctl.io.inputs.config import load_config

    found = click.get_current_context().find_root().obj
    if found["lang"] is None:
        found["lang"] = load_config(root).language
        speak(found["lang"] or "en")


def speaking_as(say: Say, root: Path) -> Say:
    """``say`` for a command that learns of its workspace only after it has begun."""
    speak_as(root)
    return replace(say, lang=lang_of(click.get_current_context()))


def moment(command: F) -> F:
    """Adds ``--as-of``; the command gets ``as_of``, an ISO instant with offset. Nothing else reads the clock."""

    def stamp(ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
        if value is None:
            return datetime.now().astimezone().isoformat(timespec="seconds")
        try:
            stated = datetime.fromisoformat(value)
        except ValueError as error:
            raise click.BadParameter(text("cli.as-of", lang_of(ctx), {"read": value})) from error
        return (stated if stated.tzinfo else stated.astimezone()).isoformat(timespec="seconds")

    return option("--as-of", callback=stamp, metavar="TIME", help="option.as-of")(command)


def acts(command: F) -> F:
    """The command gets ``login``: the account of the machine under which it runs, whatever the environment says."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        return command(*args, login=_login(), **kwargs)

    return wrapped  # type: ignore[return-value]


def _login() -> str:
    if os.name == "posix":
        import pwd

        try:
            return pwd.getpwuid(os.geteuid()).pw_name
        except KeyError:  # an account that the machine has no name for
            return str(os.geteuid())
    import getpass

    return getpass.getuser()


def day(ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    """The callback of an option that takes a date."""
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(text("punch.date", lang_of(ctx), {"read": value})) from error


def month(command: F) -> F:
    """Adds ``--month YYYY-MM``, required."""
    return option("--month", required=True, callback=month_name, metavar="YYYY-MM", help="option.month")(command)


def month_name(ctx: click.Context, _param: click.Parameter, value: str) -> str:
    """The callback of an option that takes a month."""
    if re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", value) is None:
        raise click.BadParameter(text("cli.month", lang_of(ctx), {"read": value}))
    return value


def month_if_any(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The callback of an option that may be left out."""
    return None if value is None else month_name(ctx, param, value)


def fails_on(command: F) -> F:
    """Adds ``--fail-on hard|soft|never``: which findings end in exit code 1."""
    choice = click.Choice(["hard", "soft", "never"])
    return option("--fail-on", type=choice, default="hard", show_default=True, help="option.fail-on")(command)
