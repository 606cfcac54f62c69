"""``rosterctl completion``: the lines that make a shell complete."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from rosterctl.cli.options import option
from rosterctl.cli.say import put
from rosterctl.cli.words import Command

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_ROSTERCTL_COMPLETE"


@click.command("completion", cls=Command)
@click.argument("shell", metavar="bash|zsh|fish", type=click.Choice(SHELLS))
@option("--lang", type=click.Choice(["zh", "en"]), expose_value=False, help="option.lang")
def completion(shell: str) -> None:
    """Print the completion script of a shell."""
    kind = get_completion_class(shell)
    assert kind is not None
    put(kind(click.get_current_context().find_root().command, {}, "rosterctl", VARIABLE).source())
