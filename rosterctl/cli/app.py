"""The top of the command tree, and the one place where an exception becomes an exit code."""

from __future__ import annotations

import traceback
from collections.abc import Mapping

import click

from rosterctl import __version__
from rosterctl.cli.say import talk
from rosterctl.cli.tongue import speak
from rosterctl.cli.words import LazyGroup, Option, bad_lang, wanted_lang, without_lang
from rosterctl.errors import InfeasibleError, InputError, InternalError, RefusedError, RosterctlError
from rosterctl.messages import Lang, error_text, problem_line, text

COMMANDS = {
    "init": "rosterctl.cli.init:init",
    "demo": "rosterctl.cli.demo:demo",
    "doctor": "rosterctl.cli.doctor:doctor",
    "rules": "rosterctl.cli.rules:rules",
    "policy": "rosterctl.cli.policy:policy",
    "demand": "rosterctl.cli.demand:demand",
    "roster": "rosterctl.cli.roster:roster",
    "report": "rosterctl.cli.report:report",
    "punch": "rosterctl.cli.punch:punch",
    "attend": "rosterctl.cli.attend:attend",
    "pay": "rosterctl.cli.pay:pay",
    "request": "rosterctl.cli.request:request",
    "handover": "rosterctl.cli.handover:handover",
    "ledger": "rosterctl.cli.ledger:ledger",
    "schema": "rosterctl.cli.schema:schema",
    "completion": "rosterctl.cli.completion:completion",
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
        talk(error.format_message())
        return 2
    except click.ClickException as error:
        _usage(error, told["lang"] or "en")
        return 2
    except (click.Abort, KeyboardInterrupt):
        talk(text("cli.interrupted", told["lang"] or "en"))
        return 130
    except RosterctlError as error:
        _explain(error, told["lang"] or "en")
        return error.exit_code
    except (BrokenPipeError, SystemExit):
        return 0  # click ends so when the reader of a help page has gone
    except OSError as error:
        if error.filename is None:
            return _bug(told["lang"] or "en")
        reason = error.strerror or type(error).__name__
        talk(text("cli.os", told["lang"] or "en", {"file": error.filename, "reason": reason}))
        return InputError.exit_code
    except Exception:
        return _bug(told["lang"] or "en")
    return code if isinstance(code, int) else 0


def _bug(lang: Lang) -> int:
    """Show the exception at hand as what it is: ours."""
    traceback.print_exc()
    talk(text("cli.bug", lang, {"version": __version__}))
    return InternalError.exit_code


def _usage(error: click.ClickException, lang: Lang) -> None:
    if isinstance(error, click.UsageError) and error.ctx is not None:
        talk(error.ctx.get_usage())
        talk(text("cli.usage", lang, {"command": f"{error.ctx.command_path} --help"}))
    talk(text("cli.error", lang, {"message": error.format_message()}))


def _explain(error: RosterctlError, lang: Lang) -> None:
    if isinstance(error, InputError):
        for problem in error.problems:
            talk(problem_line(problem, lang))
        talk(error_text(error, lang))
        return
    talk(error_text(error, lang))
    if isinstance(error, RefusedError):
        for reason in error.reasons:
            talk(f"  - {problem_line(reason, lang)}")
    if isinstance(error, InfeasibleError):
        for item in error.conflict:
            talk(f"  - {problem_line(item, lang)}")
        if error.closest:
            talk(text("build.closest", lang))
        for item in error.closest:
            talk(f"  - {problem_line(item, lang)}")
        talk(text("build.see-explain", lang))
