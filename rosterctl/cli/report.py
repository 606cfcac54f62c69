"""``rosterctl report``: pages for the browser."""

from __future__ import annotations

from pathlib import Path

import click

from rosterctl.cli.options import in_workspace, moment, month, option, redacts, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command, LazyGroup


@click.command("roster", cls=Command)
@click.argument("name", default="draft", metavar="[FILE|draft|latest|vN]")
@month
@option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="option.output")
@option("--force", is_flag=True, help="option.force")
@moment
@in_workspace
@speaks("table", "json")
def roster(say: Say, root: Path, name: str, month: str, output: Path | None, force: bool, as_of: str) -> None:
    """Write a roster as a page."""
    from rosterctl.services.month import load_month
    from rosterctl.services.reports import report_file, report_roster
    from rosterctl.services.rosters import open_roster

    loaded = load_month(root, month)
    opened = open_roster(loaded, name)
    say.problems(() if say.quiet else (*loaded.warnings, *opened.notes))
    path = report_file(root, month, "roster", output, force=force)
    judged = report_roster(loaded, opened, path, say.lang, as_of)
    hard, soft = len(judged.hard), len(judged.findings) - len(judged.hard)
    if say.format == "json":
        found = {"hard": hard, "soft": soft, "penalty": judged.penalty}
        say.json("report/1", {"file": str(path), "month": month, "roster": opened.name, **found})
    say("check.found", hard=hard, soft=soft, penalty=judged.penalty)
    say("export.done", file=path)


@click.command("attendance", cls=Command)
@month
@option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="option.output")
@option("--force", is_flag=True, help="option.force")
@moment
@redacts
@in_workspace
@speaks("table", "json")
def attendance(say: Say, root: Path, month: str, output: Path | None, force: bool, as_of: str) -> None:
    """Write a judged month as a page."""
    from rosterctl.services.attend import attend
    from rosterctl.services.payroll import pay
    from rosterctl.services.reports import report_attendance, report_file

    path = report_file(root, month, "attendance", output, force=force)
    payroll = None if say.redact else pay(root, month, as_of)
    attended = attend(root, month, as_of) if payroll is None else payroll.attended
    say.problems(() if say.quiet else attended.loaded.warnings)
    count = report_attendance(attended, None if payroll is None else payroll.people, path, say.lang)
    if say.format == "json":
        say.json("report/1", {"file": str(path), "month": month, "as_of": as_of, "exceptions": count})
    say("export.done", file=path)


report = LazyGroup(
    "report",
    lazy={"roster": "rosterctl.cli.report:roster", "attendance": "rosterctl.cli.report:attendance"},
)
