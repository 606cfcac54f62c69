"""``rosterctl request evidence``."""

from __future__ import annotations

from pathlib import Path

import click

from rosterctl.cli.options import acts, in_workspace, moment, option, speaks
from rosterctl.cli.request_rows import plain, show
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command


@click.command("evidence", cls=Command)
@click.argument("number", metavar="ID")
@option("--evidence", required=True, metavar="TEXT", help="option.papers")
@moment
@acts
@in_workspace
@speaks()
def evidence(say: Say, root: Path, login: str, as_of: str, number: str, evidence: str) -> None:
    """File papers for a request."""
    from rosterctl.services.request_desk import open_desk
    from rosterctl.services.request_papers import file_papers

    filed = file_papers(open_desk(root, login, as_of), number, evidence)
    show(say, "requests/1", [plain(filed)], as_of=as_of)
    say("papers.filed", id=number, papers=filed.papers)
