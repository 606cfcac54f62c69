"""``rosterctl roster check``, ``show`` and ``diff``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from rosterctl.cli.look import findings_out, width
from rosterctl.cli.options import fails_on, in_workspace, moment, month, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command


@click.command("check", cls=Command)
@click.argument("file", default="draft", metavar="[FILE|draft|latest|vN]")
@month
@fails_on
@moment
@in_workspace
@speaks("table", "json", "csv", "ndjson", "markdown")
def check(say: Say, root: Path, file: str, month: str, fail_on: str, as_of: str) -> int:
    """Check any roster."""
    from rosterctl.report.findings import finding_lines, findings_csv, findings_json, findings_table
    from rosterctl.services.audit import audit
    from rosterctl.services.describe import describe
    from rosterctl.services.month import load_month
    from rosterctl.services.rosters import on_date, open_roster

    loaded = load_month(root, month)
    opened = open_roster(loaded, file)
    say.problems(() if say.quiet else (*loaded.warnings, *opened.notes))
    judged = audit(on_date(loaded, as_of), opened.roster.assignments, opened.where)
    lines = finding_lines(judged.findings, loaded.case, say.lang, describe)
    if say.format == "json":
        head = {"month": month, "roster": opened.name, "penalty": judged.penalty, "hard": len(judged.hard)}
        body = findings_json(lines)
        say.out(json.dumps({"schema": body.pop("schema"), **head, **body}, ensure_ascii=False, indent=2))
    elif say.format == "ndjson":
        for item in findings_json(lines)["findings"]:
            say.out(json.dumps(item, ensure_ascii=False))
    elif say.format == "csv":
        say.out(findings_csv(lines, say.lang))
    elif say.format == "markdown":
        say.out(findings_table(lines, say.lang, style="markdown"))
    else:
        findings_out(say, loaded, judged)
    if judged.findings:
        say(
            "check.found", hard=len(judged.hard), soft=len(judged.findings) - len(judged.hard), penalty=judged.penalty
        )
    else:
        say("check.clean", rules=len(loaded.case.uses))
    return 1 if judged.fails(fail_on) else 0


@click.command("show", cls=Command)
@click.argument("name", default="draft", metavar="[FILE|draft|latest|vN]")
@month
@in_workspace
@speaks("table", "json", "csv", "markdown")
def show(say: Say, root: Path, name: str, month: str) -> None:
    """Show a roster."""
    from rosterctl.report.grid import grid_table
    from rosterctl.report.grid_forms import grid_csv, grid_json, grid_markdown
    from rosterctl.report.roster_data import lay_out
    from rosterctl.services.month import load_month
    from rosterctl.services.rosters import open_roster

    loaded = load_month(root, month)
    opened = open_roster(loaded, name)
    say.problems(() if say.quiet else opened.notes)
    grid = lay_out(loaded.case, opened.roster)
    if say.format == "json":
        say.out(json.dumps(grid_json(grid), ensure_ascii=False, indent=1))
    elif say.format == "csv":
        say.out(grid_csv(grid, say.lang))
    elif say.format == "markdown":
        say.out(grid_markdown(grid, say.lang))
    else:
        say.out(grid_table(grid, say.lang, colour=say.colour, width=width()))


@click.command("diff", cls=Command)
@click.argument("before", default="latest", metavar="BEFORE")
@click.argument("after", default="draft", metavar="AFTER")
@month
@in_workspace
@speaks()
def diff(say: Say, root: Path, before: str, after: str, month: str) -> None:
    """Compare two rosters."""
    from rosterctl.services.diffs import diff_rows
    from rosterctl.services.month import load_month
    from rosterctl.services.rosters import open_roster

    loaded = load_month(root, month)
    old, new = open_roster(loaded, before), open_roster(loaded, after)
    rows, people = diff_rows(loaded.case, old.roster, new.roster)
    heads = {
        "employee": "head.employee",
        "name": "head.name",
        "date": "head.date",
        "before": "head.before",
        "after": "head.after",
    }
    say.rows("roster-diff/1", "changes", rows, heads, before=before, after=after, people=people)
    say("diff.total", cells=len(rows), people=len(people))


@click.command("on-call", cls=Command)
@click.argument("name", default="draft", metavar="[FILE|draft|latest|vN]")
@month
@in_workspace
@speaks("table", "json", "csv", "ndjson", "markdown")
def on_call(say: Say, root: Path, name: str, month: str) -> None:
    """List who can be called in."""
    from rosterctl.services.month import load_month
    from rosterctl.services.on_call import on_call_rows
    from rosterctl.services.rosters import open_roster

    loaded = load_month(root, month)
    opened = open_roster(loaded, name)
    heads = {
        "date": "head.date",
        "shifts": "head.shifts",
        "employee": "head.employee",
        "name": "head.name",
        "team": "roster.head.team",
    }
    say.rows("on-call/1", "on_call", on_call_rows(loaded, opened.roster), heads, month=month, roster=opened.name)
