"""``rosterctl roster export``, ``import`` and ``publish``."""

from __future__ import annotations

from pathlib import Path

import click

from rosterctl.cli.look import findings_out
from rosterctl.cli.options import acts, in_workspace, moment, month, option, redacts, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command


@click.command("export", cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("name", default="", metavar="[draft|latest|vN]")
@month
@option("--employee", "employees", multiple=True, metavar="ID", help="option.ics-employee")
@option("--force", is_flag=True, help="option.force")
@redacts
@in_workspace
@speaks("table", "json", "ics")
def export(say: Say, root: Path, file: Path, name: str, month: str, employees: tuple[str, ...], force: bool) -> None:
    """Write a roster to a file; its ending says the form. ``--format ics`` writes calendars into a folder."""
    from rosterctl.services.exchange import export_roster
    from rosterctl.services.month import load_month
    from rosterctl.services.rosters import open_roster

    loaded = load_month(root, month)
    if say.format == "ics":
        from rosterctl.services.calendars import write_calendars

        files = write_calendars(loaded, name or "latest", file, say.lang, force=force, only=employees)
        say("export.calendars", count=len(files), folder=file)
        return
    if employees:
        raise click.UsageError(say.word("export.employee"), click.get_current_context())
    if file.is_dir():
        raise click.BadParameter(say.word("export.folder", file=file), param_hint="FILE")
    name = name or "draft"
    export_roster(loaded, open_roster(loaded, name).roster, file, say.lang, force=force, redact=say.redact)
    if say.format == "json":
        say.json("export/1", {"file": str(file), "month": month, "roster": name})
    say("export.done", file=file)


@click.command("import", cls=Command)
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, exists=True, path_type=Path))
@month
@option("--map", "mapping", multiple=True, metavar="CODE=SHIFT", help="option.map")
@moment
@in_workspace
@speaks("table", "json")
def import_(say: Say, root: Path, file: Path, month: str, mapping: tuple[str, ...], as_of: str) -> None:
    """Read a workbook or a plain grid as the draft."""
    from rosterctl.services.audit import audit
    from rosterctl.services.exchange import import_roster
    from rosterctl.services.month import load_month

    loaded = load_month(root, month)
    opened, path = import_roster(loaded, file, _pairs(say, mapping), as_of)
    say.problems(() if say.quiet else opened.notes)
    judged = audit(loaded.case, opened.roster.assignments, opened.where)
    if say.format == "json":
        count = len(opened.roster.assignments)
        say.json("import/1", {"draft": str(path), "assignments": count, "findings": len(judged.findings)})
    else:
        findings_out(say, loaded, judged)
    say("check.found", hard=len(judged.hard), soft=len(judged.findings) - len(judged.hard), penalty=judged.penalty)
    say("build.saved", file=path)


def _pairs(say: Say, mapping: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for item in mapping:
        code, equals, shift = item.partition("=")
        if not equals or not code:
            raise click.BadParameter(say.word("cli.map", read=item), param_hint="--map")
        pairs[code] = shift
    return pairs


@click.command("publish", cls=Command)
@month
@option("--accept", metavar="REASON", help="option.accept")
@moment
@acts
@in_workspace
@speaks("table", "json")
def publish(say: Say, root: Path, month: str, accept: str | None, as_of: str, login: str) -> None:
    """Freeze the draft as the next version."""
    from rosterctl.services.month import load_month
    from rosterctl.services.rosters import publish as freeze

    loaded = load_month(root, month)
    done = freeze(loaded, accept, login, as_of)
    publication = done.roster.publication
    assert publication is not None
    if say.format == "json":
        fields = {"version": publication.version, "hash": publication.hash, "accepted": publication.accepted}
        chain = {} if done.head is None else {"head": done.head}
        found = len(done.audit.findings)
        say.json("publish/1", {"month": month, "file": str(done.path), **fields, **chain, "findings": found})
    if done.adopted:
        say("publish.adopted", versions=tuple(f"{name}/v{version}" for name, version in done.adopted))
    if not done.fresh:
        say("publish.made-whole", version=f"v{publication.version}")
    say("publish.done", version=f"v{publication.version}", file=done.path, hash=publication.hash[:16])
    if done.head is not None:
        say("ledger.keep", head=done.head)
