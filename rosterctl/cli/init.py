"""``rosterctl init``."""

from __future__ import annotations

from pathlib import Path

import click

from rosterctl.cli.options import option, speaking_as, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command


@click.command("init", cls=Command)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@option("--preset", required=True, metavar="NAME", help="option.preset")
@option("--force", is_flag=True, help="option.force")
@speaks("table", "json")
def init(say: Say, folder: Path, preset: str, force: bool) -> None:
    """Write a new workspace."""
    from rosterctl.services.setup import init_workspace

    files = init_workspace(folder, preset, force=force)
    say = speaking_as(say, folder)
    if say.format == "json":
        say.json("init/1", {"workspace": str(folder), "preset": preset, "files": [str(file) for file in files]})
    else:
        say.out("\n".join(str(file) for file in files))
    say("init.next", folder=folder)
    say("init.own", folder=folder / "input")
