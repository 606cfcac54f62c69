"""``rosterctl pay close`` and ``pay reopen``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rosterctl.cli.options import acts, in_workspace, moment, month, option, redacts, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command
from rosterctl.domain.closing import Closing, Why

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADS = ("month", "number", "as_of", "closed_by", "people", "lines", "accepted", "hash")


@click.command("close", cls=Command)
@option("--accept", multiple=True, type=click.Choice([str(why) for why in Why]), help="option.close-accept")
@month
@moment
@acts
@redacts
@in_workspace
@speaks()
def close(say: Say, root: Path, month: str, as_of: str, login: str, accept: tuple[str, ...]) -> None:
    """Close a month."""
    from rosterctl.services.closing import close as shut

    found = shut(root, month, as_of, login, map(Why, accept))
    told = _told(found.closing)
    counts = {"people": found.people, "lines": found.lines}
    if say.format in ("json", "ndjson"):
        rows: list[Mapping[str, object]] = [{**told, **counts, "inputs": dict(found.closing.inputs)}]
    else:
        rows = [{**told, **counts, "accepted": len(found.closing.accepted)}]
    say.rows("pay-close/1", "closings", rows, {name: f"close.head.{name}" for name in HEADS})
    say.problems(() if say.quiet else found.warnings)
    if found.fresh:
        say("close.done", month=month, number=found.closing.number)
    else:
        say("close.again", month=month, number=found.closing.number, login=found.closing.closed_by)
    say("ledger.keep", head=found.closing.hash)


def _told(closing: Closing) -> dict[str, object]:
    return {
        "month": closing.month,
        "number": closing.number,
        "first": closing.first.isoformat(),
        "end": closing.end.isoformat(),
        "as_of": closing.as_of,
        "closed_by": closing.closed_by,
        "accepted": [
            {"why": str(one.why), "date": one.date.isoformat(), "employee": one.employee, "what": one.what}
            for one in closing.accepted
        ],
        "records_sha256": closing.records,
        "lines_sha256": closing.lines,
        "hash": closing.hash,
    }


@click.command("reopen", cls=Command)
@option("--reason", required=True, metavar="TEXT", help="option.reopen-reason")
@month
@moment
@acts
@in_workspace
@speaks("table", "json")
def reopen(say: Say, root: Path, month: str, as_of: str, login: str, reason: str) -> None:
    """Open a closed month again."""
    from rosterctl.services.closing import reopen as open_again

    if not reason.strip():
        raise click.BadParameter(say.word("close.no-reason"), param_hint="--reason")
    found = open_again(root, month, as_of, login, reason)
    if say.format == "json":
        more = {"reopened_at": found.reopened_at, "reopened_by": found.reopened_by, "reason": found.reason}
        say.json("pay-reopen/1", {"month": month, "number": found.number, **more})
    say("close.reopened", month=month, number=found.number)
