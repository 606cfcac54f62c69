"""The top of the command tree, and the one place where an exception becomes an exit code."""

from __future__ import annotations

import traceback
from collections.abc import Mapping

import click

from rosterctl import __version__
from rosterctl.cli.tongue import speak
from rosterctl.cli.words import LazyGroup, Option, bad_lang, wanted_lang, without_lang
from rosterctl.errors import InfeasibleError, InputError, RosterctlError
from rosterctl.messages import Lang, error_text, problem_line, text

COMMANDS = {
    "init": "rosterctl.cli.init:init",
    "demo": "rosterctl.cli.demo:demo",
    "doctor": "rosterctl.cli.doctor:doctor",
    "rules": "rosterctl.cli.rules:rules",
    "policy": "rosterctl.cli.policy:policy",
    "roster": "rosterctl.cli.roster:roster",
}

root = LazyGroup("rosterctl", lazy=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
click.version_option(__version__, prog_name="rosterctl", message="%(prog)s %(version)s")(root)
root.params[-1].__class__, root.params[-1].help = Option, "option.version"


def run(args: list[str], environ: Mapping[str, str]) -> int:
    """Run one command line and return its exit code (design, section 5)."""
    told = {"lang": wanted_lang(args, environ)}
    speak(told["lang"] or "en")
    try:
        bad_lang(args)
        code = root.main(without_lang(args), prog_name="rosterctl", standalone_mode=False, obj=told)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.ClickException as error:
        _usage(error, told["lang"] or "en")
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo(text("cli.interrupted", told["lang"] or "en"), err=True)
        return 130
    except RosterctlError as error:
        _explain(error, told["lang"] or "en")
        return error.exit_code
    except BrokenPipeError:
        return 0
    except Exception:
        traceback.print_exc()
        click.echo(text("cli.bug", told["lang"] or "en", {"version": __version__}), err=True)
        return 3
    return code if isinstance(code, int) else 0


def _usage(error: click.ClickException, lang: Lang) -> None:
    if isinstance(error, click.UsageError) and error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
        click.echo(text("cli.usage", lang, {"command": f"{error.ctx.command_path} --help"}), err=True)
    click.echo(text("cli.error", lang, {"message": error.format_message()}), err=True)


def _explain(error: RosterctlError, lang: Lang) -> None:
    if isinstance(error, InputError):
        for problem in error.problems:
            click.echo(problem_line(problem, lang), err=True)
        click.echo(error_text(error, lang), err=True)
        return
    click.echo(error_text(error, lang), err=True)
    if isinstance(error, InfeasibleError):
        for item in error.conflict:
            click.echo(f"  - {problem_line(item, lang)}", err=True)
        if error.closest:
            click.echo(text("build.closest", lang), err=True)
        for item in error.closest:
            click.echo(f"  - {problem_line(item, lang)}", err=True)
