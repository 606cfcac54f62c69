"""``rosterctl request approve``, ``reject``, ``withdraw`` and ``expire``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rosterctl.cli.options import acts, in_workspace, moment, option, speaks
from rosterctl.cli.request_rows import plain, show, why
from rosterctl.cli.say import Say, talk
from rosterctl.cli.words import Command
from rosterctl.domain.requests import Status
from rosterctl.errors import RefusedError

if TYPE_CHECKING:
    from rosterctl.services.decide import Outcome

IDS = click.argument("ids", nargs=-1, required=True, metavar="ID...")


@click.command("approve", cls=Command)
@IDS
@option("--decided-by", metavar="EMPLOYEE", help="option.decided-by")
@option("--evidence", metavar="TEXT", help="option.decision-evidence")
@option("--reason", metavar="TEXT", help="option.decision-reason")
@option("--over-cap", metavar="REASON", help="option.decision-over-cap")
@moment
@acts
@in_workspace
@speaks()
def approve(
    say: Say,
    root: Path,
    login: str,
    as_of: str,
    ids: tuple[str, ...],
    decided_by: str | None,
    evidence: str | None,
    reason: str | None,
    over_cap: str | None,
) -> int:
    """Take the step that is due of each request."""
    return _decide(say, root, login, as_of, ids, Status.APPROVED, decided_by, evidence, reason, over_cap)


@click.command("reject", cls=Command)
@IDS
@option("--decided-by", metavar="EMPLOYEE", help="option.decided-by")
@option("--evidence", metavar="TEXT", help="option.decision-evidence")
@option("--reason", required=True, metavar="TEXT", help="option.reject-reason")
@moment
@acts
@in_workspace
@speaks()
def reject(
    say: Say,
    root: Path,
    login: str,
    as_of: str,
    ids: tuple[str, ...],
    decided_by: str | None,
    evidence: str | None,
    reason: str,
) -> int:
    """Refuse requests."""
    return _decide(say, root, login, as_of, ids, Status.REJECTED, decided_by, evidence, reason, None)


def _decide(
    say: Say,
    root: Path,
    login: str,
    as_of: str,
    ids: tuple[str, ...],
    verdict: Status,
    decided_by: str | None,
    evidence: str | None,
    reason: str | None,
    over_cap: str | None,
) -> int:
    from rosterctl.services.decide import Decision, decide
    from rosterctl.services.request_desk import open_desk

    desk = open_desk(root, login, as_of)
    who = None if decided_by is None else desk.person(decided_by)
    return _outcomes(say, decide(desk, ids, Decision(verdict, who, reason, evidence, over_cap)), as_of)


def _outcomes(say: Say, outcomes: tuple[Outcome, ...], as_of: str) -> int:
    """Tell what became of each; refused when any was."""
    rows: list[dict[str, object]] = []
    for outcome in outcomes:
        say.problems(() if say.quiet else outcome.notes)
        if outcome.refused is not None:
            talk(why(say, outcome.refused))
        code = "refused" if outcome.refused is not None else "done"
        plainly = say.format in ("json", "ndjson", "csv")
        assert outcome.filed is not None, "every outcome is about a request"
        rows.append({"result": code if plainly else say.word(f"request.result.{code}"), **plain(outcome.filed)})
    show(say, "requests/1", rows, as_of=as_of)
    return RefusedError.exit_code if any(outcome.refused for outcome in outcomes) else 0


@click.command("withdraw", cls=Command)
@IDS
@option("--reason", metavar="TEXT", help="option.withdraw-reason")
@moment
@acts
@in_workspace
@speaks()
def withdraw(say: Say, root: Path, login: str, as_of: str, ids: tuple[str, ...], reason: str | None) -> int:
    """Take requests back."""
    from rosterctl.services.decide import withdraw as take_back
    from rosterctl.services.request_desk import open_desk

    return _outcomes(say, take_back(open_desk(root, login, as_of), ids, reason), as_of)


@click.command("expire", cls=Command)
@moment
@acts
@in_workspace
@speaks()
def expire(say: Say, root: Path, login: str, as_of: str) -> None:
    """Record which requests nobody decided in time."""
    from rosterctl.services.decide import expire as record
    from rosterctl.services.request_desk import open_desk

    found = record(open_desk(root, login, as_of))
    show(say, "requests/1", [plain(filed) for filed in found], as_of=as_of)
    say("request.expired-count", count=len(found))
