"""``rosterctl handover``: posts handed over in writing, signed by both, reviewed daily."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rosterctl.cli.options import acts, day, in_workspace, moment, option, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command, LazyGroup
from rosterctl.domain.handed import REASONS, HandedOver
from rosterctl.domain.time import format_clock
from rosterctl.messages import Word

if TYPE_CHECKING:
    from rosterctl.services.handovers import Line, Signature
    from rosterctl.services.request_desk import Desk

handover = LazyGroup("handover")

FIELDS = ("id", "date", "due", "post", "outgoing", "incoming", "state", "ended", "held", "reason", "reviewed")


def _signs(command: Any) -> Any:
    adds: tuple[Callable[[Any], Any], ...] = (
        option("--employee", metavar="ID", help="option.handover-employee"),
        option("--post", metavar="POST", help="option.handover-post"),
        option("--date", "on", callback=day, metavar="YYYY-MM-DD", help="option.handover-date"),
        option("--signed-at", "at", metavar="TIME", help="option.handover-at"),
        option("--evidence", metavar="TEXT", help="option.handover-evidence"),
    )
    for add in reversed(adds):
        command = add(command)
    return command


def _signature(
    say: Say, desk: Desk, who: str | None, post: str | None, on: date | None, at: str | None, evidence: str | None
) -> Signature:
    from rosterctl.services.handovers import Signature

    if at is not None:
        try:
            stated = datetime.fromisoformat(at)
        except ValueError as error:
            raise click.UsageError(say.word("cli.as-of", read=at), click.get_current_context()) from error
        at = (stated if stated.tzinfo else stated.replace(tzinfo=desk.zone)).isoformat(timespec="seconds")
    return Signature(None if who is None else desk.person(who), post, on, at, evidence)


@handover.command("sign", cls=Command)
@_signs
@moment
@acts
@in_workspace
@speaks()
def sign(
    say: Say,
    root: Path,
    login: str,
    as_of: str,
    employee: str | None,
    post: str | None,
    on: date | None,
    at: str | None,
    evidence: str | None,
) -> None:
    """Sign a hand-over, as the outgoing or the incoming person."""
    from rosterctl.services.handovers import list_handovers
    from rosterctl.services.handovers import sign as put
    from rosterctl.services.request_desk import open_desk

    desk = open_desk(root, login, as_of)
    found = put(desk, _signature(say, desk, employee, post, on, at, evidence))
    _told(say, list_handovers(desk, found.due.date, found.due.date), found, as_of)


@handover.command("refuse", cls=Command)
@option("--reason", required=True, type=click.Choice(REASONS), help="option.handover-reason")
@option("--note", metavar="TEXT", help="option.handover-note")
@_signs
@moment
@acts
@in_workspace
@speaks()
def refuse(
    say: Say,
    root: Path,
    login: str,
    as_of: str,
    reason: str,
    note: str | None,
    employee: str | None,
    post: str | None,
    on: date | None,
    at: str | None,
    evidence: str | None,
) -> None:
    """Refuse to take a post over."""
    from rosterctl.services.handovers import list_handovers
    from rosterctl.services.handovers import refuse as put
    from rosterctl.services.request_desk import open_desk

    desk = open_desk(root, login, as_of)
    found = put(desk, _signature(say, desk, employee, post, on, at, evidence), reason, note)
    _told(say, list_handovers(desk, found.due.date, found.due.date), found, as_of)


def _told(say: Say, lines: Sequence[Line], found: HandedOver, as_of: str) -> None:
    _show(say, [line for line in lines if line.due == found.due], as_of)
    say(f"handover.{found.state}", id=found.id, post=found.due.post)


@handover.command("review", cls=Command)
@option("--date", "on", required=True, callback=day, metavar="YYYY-MM-DD", help="option.handover-review")
@moment
@acts
@in_workspace
@speaks()
def review(say: Say, root: Path, login: str, as_of: str, on: date) -> None:
    """Record the daily review of a date's hand-overs."""
    from rosterctl.services.handovers import list_handovers
    from rosterctl.services.handovers import review as put
    from rosterctl.services.request_desk import open_desk

    desk = open_desk(root, login, as_of)
    found = {item.due for item in put(desk, on)}
    _show(say, [line for line in list_handovers(desk, on, on) if line.due in found], as_of)
    say("handover.reviewed", count=len(found), date=on)


@handover.command("list", cls=Command)
@option("--date", "on", callback=day, metavar="YYYY-MM-DD", help="option.handover-list-date")
@option("--to", "last", callback=day, metavar="YYYY-MM-DD", help="option.handover-list-to")
@option("--unsigned", is_flag=True, help="option.handover-unsigned")
@moment
@acts
@in_workspace
@speaks()
def list_(say: Say, root: Path, login: str, as_of: str, on: date | None, last: date | None, unsigned: bool) -> None:
    """List hand-overs: those the roster expects, and what became of them."""
    from rosterctl.services.handovers import list_handovers
    from rosterctl.services.request_desk import open_desk

    desk = open_desk(root, login, as_of)
    first = on or desk.today
    lines = list_handovers(desk, first, last or first, unsigned=unsigned)
    _show(say, lines, as_of)
    say("handover.listed", count=len(lines), unsigned=sum(not line.signed for line in lines))


def _show(say: Say, lines: Sequence[Line], as_of: str) -> None:
    rows = [_row(line) for line in lines]
    if say.format not in ("json", "ndjson", "csv"):
        rows = [_worded(say, row) for row in rows]
    say.rows("handovers/1", "handovers", rows, {name: f"handover.head.{name}" for name in FIELDS}, as_of=as_of)


def _row(line: Line) -> dict[str, object]:
    """A line with JSON's types only; ``held`` is in minutes."""
    due, handed = line.due, line.handed or HandedOver("", line.due, state="open")
    reviewed = [who for who in (handed.manager_by, handed.director_by) if who is not None]
    return {
        "id": handed.id or None,
        "date": due.date.isoformat(),
        "due": format_clock(due.due),
        "post": due.post,
        "outgoing": due.outgoing,
        "incoming": due.incoming,
        "expected": line.expected,
        "state": handed.state,
        "outgoing_at": handed.outgoing_at,
        "incoming_at": handed.incoming_at,
        "ended": handed.ended,
        "held": line.held,
        "reason": handed.reason,
        "note": handed.note,
        "evidence": handed.evidence,
        "manager_by": handed.manager_by,
        "manager_at": handed.manager_at,
        "director_by": handed.director_by,
        "director_at": handed.director_at,
        "reviewed": reviewed,
    }


def _worded(say: Say, row: dict[str, object]) -> dict[str, object]:
    reason = Word(f"handover-reason.{row['reason']}").show(say.lang) if row["reason"] else ""
    state = Word(f"handover-state.{row['state']}").show(say.lang)
    return {**row, "state": state, "reason": " ".join(filter(None, (reason, str(row["note"] or ""))))}
