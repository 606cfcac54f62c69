"""``rosterctl ledger``: what was done, and whether the ledger is whole."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from rosterctl.cli.options import acts, day, in_workspace, moment, month_name, option, redacts, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command, LazyGroup
from rosterctl.messages import Word

ledger = LazyGroup("ledger")

BACKDATED_SHOWN = 10


@ledger.command("log", cls=Command)
@option("--employee", metavar="ID", help="option.log-employee")
@option("--from", "first", callback=day, metavar="YYYY-MM-DD", help="option.log-from")
@option("--to", "last", callback=day, metavar="YYYY-MM-DD", help="option.log-to")
@option("--request", metavar="ID", help="option.log-request")
@option("--limit", type=click.IntRange(min=1), metavar="N", help="option.log-limit")
@redacts
@in_workspace
@speaks()
def log(
    say: Say,
    root: Path,
    employee: str | None,
    first: date | None,
    last: date | None,
    request: str | None,
    limit: int | None,
) -> None:
    """The entries of the chain."""
    from rosterctl.services.ledger import show_log

    entries = show_log(root, employee=employee, first=first, last=last, request=request, limit=limit)
    rows = [asdict(entry) for entry in entries]
    fields = ["seq", "at", "login", "action", "subject", "employee", "decided_by", "hash"]
    if say.format in ("table", "markdown"):
        rows = [
            {**row, "hash": row["hash"][:16], "action": Word(f"act.{row['action']}").show(say.lang)} for row in rows
        ]
    say.rows("ledger-log/1", "entries", rows, {name: f"ledger.head.{name}" for name in fields})


@ledger.command("verify", cls=Command)
@option("--expect", metavar="HASH", help="option.expect")
@in_workspace
@speaks("table", "json")
def verify(say: Say, root: Path, expect: str | None) -> int:
    """Whether the ledger is whole."""
    from rosterctl.services.ledger import verify as judge

    checked = judge(root, expect)
    verdict = checked.verdict
    flaw = verdict.flaw
    if say.format == "json":
        wrong = None
        if flaw is not None:
            wrong = {"fault": flaw.fault.value, "table": flaw.table, "row": flaw.row, "columns": list(flaw.columns)}
        known = {"entries": verdict.entries, "head": verdict.head, "purged": verdict.purged, "proven": verdict.proven}
        more = {"backdated": list(verdict.backdated), "rows": dict(verdict.rows), "flaw": wrong}
        files = [{"wrong": str(one.wrong), "file": one.file} for one in checked.files]
        say.json("ledger-verify/1", {**known, **more, "files": files, "whole": checked.whole})
        return int(not checked.whole)
    if flaw is not None:
        columns = tuple(flaw.columns)
        code = "ledger.flaw.columns" if columns else "ledger.flaw"
        fault = Word(f"fault.{flaw.fault.value}")
        say.out(say.word(code, fault=fault, table=flaw.table, row=flaw.row, columns=columns))
    else:
        say.out(say.word("ledger.whole", entries=verdict.entries, rows=sum(verdict.rows.values())))
        if verdict.proven is not None:
            say.out(say.word("ledger.proven", entries=verdict.proven))
    for one in checked.files:
        say.out(say.word(f"ledger.file.{one.wrong}", file=one.file))
    say.out(say.word("ledger.head-is", head=verdict.head))
    if verdict.purged:
        say("ledger.purged", count=verdict.purged)
    if verdict.backdated:
        say("ledger.backdated", count=len(verdict.backdated), entries=verdict.backdated[:BACKDATED_SHOWN])
    return int(not checked.whole)


@ledger.command("purge", cls=Command)
@option("--before", required=True, callback=month_name, metavar="YYYY-MM", help="option.purge-before")
@option(
    "--keep-years", type=click.IntRange(min=2), default=2, show_default=True, metavar="N", help="option.keep-years"
)
@moment
@acts
@in_workspace
@speaks("table", "json")
def purge(say: Say, root: Path, before: str, keep_years: int, as_of: str, login: str) -> None:
    """Take out what has been kept long enough."""
    from rosterctl.services.purging import purge_before

    done = purge_before(root, before, as_of, login, keep_years)
    if say.format == "json":
        export = None if done.export is None else str(done.export)
        say.json(
            "ledger-purge/1",
            {
                "before": before,
                "entries": done.entries,
                "files": list(done.files),
                "export": export,
                "head": done.head,
            },
        )
    if done.export is None:
        say("purge.nothing", month=before)
        return
    say("purge.done", entries=done.entries, files=len(done.files), export=done.export)
    say("ledger.keep", head=done.head)
