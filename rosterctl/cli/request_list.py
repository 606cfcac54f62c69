"""``rosterctl request list``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rosterctl.cli.options import acts, day, in_workspace, moment, option, redacts, speaks
from rosterctl.cli.request_rows import plain, show
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command
from rosterctl.domain.filed import KINDS, RequestQuery
from rosterctl.domain.requests import Status


@click.command("list", cls=Command)
@option("--employee", metavar="ID", help="option.list-employee")
@option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="option.list-kind")
@option("--state", "states", multiple=True, type=click.Choice([s.value for s in Status]), help="option.list-state")
@option("--from", "first", callback=day, metavar="YYYY-MM-DD", help="option.list-from")
@option("--to", "last", callback=day, metavar="YYYY-MM-DD", help="option.list-to")
@option("--limit", type=click.IntRange(min=1), metavar="N", help="option.list-limit")
@option("--papers-missing", is_flag=True, help="option.papers-missing")
@moment
@acts
@redacts
@in_workspace
@speaks()
def list_(
    say: Say,
    root: Path,
    employee: str | None,
    kinds: tuple[str, ...],
    states: tuple[str, ...],
    first: date | None,
    last: date | None,
    limit: int | None,
    papers_missing: bool,
    login: str,
    as_of: str,
) -> None:
    """List requests."""
    from rosterctl.services.ledger import list_requests

    query = RequestQuery(employee, kinds, tuple(map(Status, states)), first, last, limit)
    if papers_missing:
        _papers(say, root, login, as_of, query)
        return
    found = list_requests(root, query)
    show(say, "requests/1", [plain(filed) for filed in found])
    say("request.listed", count=len(found))


def _papers(say: Say, root: Path, login: str, as_of: str, query: RequestQuery) -> None:
    """Emergency leave whose papers are overdue (H5): who, and since when."""
    from rosterctl.services.request_desk import open_desk
    from rosterctl.services.request_papers import missing_papers

    found = missing_papers(open_desk(root, login, as_of), query)
    rows = [{**plain(item.filed), "papers_due": item.due.isoformat()} for item in found]
    show(say, "requests/1", rows, as_of=as_of)
    for item in found:
        say("papers.missing", employee=item.filed.request.employee, id=item.filed.request.id, due=item.due)
    say("papers.count", count=len(found))
