"""``rosterctl request file`` and ``check``."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rosterctl.cli.options import acts, day, in_workspace, moment, option, speaks
from rosterctl.cli.request_loss import tell_loss
from rosterctl.cli.request_rows import plain, show, why
from rosterctl.cli.say import Say, talk
from rosterctl.cli.words import Command, lang_of
from rosterctl.domain.filed import KINDS, Ask
from rosterctl.domain.time import DAY, Span, parse_clock
from rosterctl.errors import RefusedError
from rosterctl.messages import Word, problem_line, text

if TYPE_CHECKING:
    from rosterctl.services.request_bulk import Line
    from rosterctl.services.request_desk import Desk

F = TypeVar("F", bound=Callable[..., Any])
PARTS = ("whole", "first-half", "second-half")
_SECONDS = re.compile(r"(\d{1,2}:\d{2}):([0-5]\d)")


@dataclass(frozen=True)
class Stated:
    """What was asked for on the command line."""

    kind: str | None
    employee: str | None
    first: date | None
    last: date | None
    part: str | None
    start: int | None
    end: int | None
    leave_kind: str | None
    partner: str | None
    side: str | None
    segment: int
    at: int | None
    compensation: str
    reason: str | None
    emergency: bool
    over_cap: str | None
    evidence: str | None
    key: str | None
    filed_at: str | None


def _minutes(ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    try:
        return None if value is None else parse_clock(value)
    except ValueError as error:
        raise click.BadParameter(text("request.clock", lang_of(ctx), {"read": value})) from error


def _punch(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """Seconds after midnight, of ``HH:MM`` or ``HH:MM:SS``."""
    found = _SECONDS.fullmatch(value or "")
    minutes = _minutes(ctx, param, found[1] if found else value)
    return None if minutes is None else 60 * minutes + (int(found[2]) if found else 0)


def _asks(command: F) -> F:
    """Adds everything that a request may state; the command gets it as one ``stated``."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        fields = {name: kwargs.pop(name) for name in Stated.__dataclass_fields__}
        return command(*args, stated=Stated(**fields), **kwargs)

    adds: tuple[Callable[[Any], Any], ...] = (
        option("--employee", metavar="ID", help="option.request-employee"),
        option("--from", "first", callback=day, metavar="YYYY-MM-DD", help="option.request-from"),
        option("--to", "last", callback=day, metavar="YYYY-MM-DD", help="option.request-to"),
        option("--part", type=click.Choice(PARTS), help="option.request-part"),
        option("--start", callback=_minutes, metavar="HH:MM", help="option.request-start"),
        option("--end", callback=_minutes, metavar="HH:MM", help="option.request-end"),
        option("--leave-kind", metavar="KIND", help="option.leave-kind"),
        option("--with", "partner", metavar="ID", help="option.request-with"),
        option("--side", type=click.Choice(["in", "out"]), help="option.request-side"),
        option("--segment", type=click.IntRange(min=1), default=1, metavar="N", help="option.request-segment"),
        option("--at", callback=_punch, metavar="HH:MM", help="option.request-at"),
        option("--compensation", type=click.Choice(["pay", "time-off"]), default="pay", help="option.compensation"),
        option("--reason", metavar="TEXT", help="option.request-reason"),
        option("--emergency", is_flag=True, help="option.emergency"),
        option("--over-cap", metavar="REASON", help="option.over-cap"),
        option("--evidence", metavar="TEXT", help="option.evidence"),
        option("--key", metavar="KEY", help="option.key"),
        option("--filed-at", metavar="TIME", help="option.filed-at"),
    )
    result: Any = wrapped
    for add in reversed(adds):
        result = add(result)
    found: F = click.argument("kind", required=False, metavar="[KIND]", type=click.Choice(KINDS))(result)
    return found


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("file", cls=Command)
@_asks
@option("--input", "all_lines", is_flag=True, help="option.request-input")
@option("--approvals", type=FILE, metavar="FILE", help="option.approvals")
@option("--decided-by", metavar="EMPLOYEE", help="option.approvals-by")
@option("--held-over", metavar="YYYY-MM", help="option.request-held-over")
@moment
@acts
@in_workspace
@speaks()
def file(
    say: Say,
    root: Path,
    login: str,
    as_of: str,
    stated: Stated,
    all_lines: bool,
    approvals: Path | None,
    decided_by: str | None,
    held_over: str | None,
) -> int:
    """File a request, all of ``input/requests``, all that was approved in DingTalk or WeCom, or overtime for all who
    were held over in a month."""
    from rosterctl.services.request_bulk import file_input
    from rosterctl.services.request_desk import open_desk
    from rosterctl.services.request_file import file as file_one

    if sum((all_lines, approvals is not None, held_over is not None, stated.kind is not None)) != 1:
        raise click.UsageError(say.word("request.kind-or-input"), click.get_current_context())
    desk = open_desk(root, login, as_of)
    if all_lines:
        return _lines(say, file_input(desk), as_of)
    if approvals is not None:
        return _lines(say, _approved(desk, approvals, decided_by, stated.evidence), as_of)
    if held_over is not None:
        from rosterctl.services.held_over import file_held_over

        return _lines(say, file_held_over(desk, held_over, say.lang), as_of)
    asked = _ask(say, desk, stated)
    filing = file_one(desk, asked)
    say.problems(() if say.quiet else filing.notes)
    loses = tell_loss(say, desk, asked) if filing.fresh else {}
    show(say, "requests/1", [{"result": _result(say, filing.fresh), **plain(filing.filed)}], as_of=as_of, **loses)
    need = Word(f"need.{filing.filed.need}") if filing.filed.need else "-"
    say("request.filed" if filing.fresh else "request.known", id=filing.filed.request.id, need=need)
    return 0


def _approved(desk: Desk, path: Path, decided_by: str | None, evidence: str | None) -> tuple[Line, ...]:
    """All that was approved elsewhere; decided here too where a clerk says by whom, and what proves it."""
    from rosterctl.services.request_approvals import Paper, file_approvals

    paper = None if decided_by is None else Paper(desk.person(decided_by), evidence or "")
    return file_approvals(desk, path, paper)


def _result(say: Say, fresh: bool) -> str:
    """What became of it: a code for programs, a word for people."""
    code = "filed" if fresh else "known"
    return code if say.format in ("json", "ndjson", "csv") else say.word(f"request.result.{code}")


def _lines(say: Say, lines: tuple[Line, ...], as_of: str) -> int:
    rows: list[dict[str, object]] = []
    for line in lines:
        wrong = line.refused or line.undecided
        if wrong is not None:
            talk(f"{line.place}: {line.id}: {why(say, wrong)}")
        head: dict[str, object] = {"place": str(line.place), "line": line.id}
        if line.filed is not None:
            rows.append({**head, "result": _result(say, line.fresh), **plain(line.filed)})
        else:
            code = "refused" if line.refused is not None else "skipped"
            plainly = say.format in ("json", "ndjson", "csv")
            shown = code if plainly else say.word(f"request.result.{code}")
            rows.append({**head, "result": shown, "id": None if plainly else f"({line.id})"})
    show(say, "requests/1", rows, as_of=as_of)
    fresh = sum(line.fresh for line in lines)
    refused = sum(line.refused is not None or line.undecided is not None for line in lines)
    say("request.lines", lines=len(lines), fresh=fresh, refused=refused)
    return RefusedError.exit_code if refused else 0


@click.command("check", cls=Command)
@_asks
@click.argument("cells", nargs=-1, metavar="[ID:DATE ID[:DATE]]")
@moment
@acts
@in_workspace
@speaks("table", "json")
def check(say: Say, root: Path, login: str, as_of: str, stated: Stated, cells: tuple[str, ...]) -> int:
    """Whether a request would be taken, without filing it; of a swap also whether the roster allows it."""
    if cells:
        from rosterctl.cli.request_swap import check_swap

        if stated.kind != "swap" or len(cells) != 2:
            raise click.UsageError(say.word("swap.two-cells"), click.get_current_context())
        return check_swap(say, root, *cells)
    from rosterctl.services.request_desk import open_desk
    from rosterctl.services.request_file import check as look

    if stated.kind is None:
        raise click.UsageError(say.word("request.kind-missing", known=KINDS), click.get_current_context())
    desk = open_desk(root, login, as_of)
    asked = _ask(say, desk, stated)
    judged, needs = look(desk, asked)
    loses = tell_loss(say, desk, asked)
    if say.format == "json":
        told = {
            name: [{"rule": item.values["rule"], "reason": item.values["reason"], "clause": item.values["clause"],
                    "text": problem_line(item, say.lang)} for item in items]
            for name, items in (("refused", judged.refused), ("noted", judged.noted))
        }  # fmt: skip
        say.json("request-check/1", {"as_of": as_of, "needs": list(needs), **told, **loses})
    else:
        say.problems((*judged.refused, *judged.noted))
        steps = tuple(Word(f"need.{need}") for need in needs)
        say.out(say.word("request.check.bad" if judged.refused else "request.check.good", needs=steps))
    return RefusedError.exit_code if judged.refused else 0


def _ask(say: Say, desk: Desk, stated: Stated) -> Ask:
    """What was stated, as a request. Raises click's usage error for what every request needs."""
    from rosterctl.domain.attendance import Side
    from rosterctl.domain.requests import Compensation, Part, Request
    from rosterctl.io.tables.words import LEAVE_KINDS

    context = click.get_current_context()
    if stated.first is None:
        raise click.UsageError(say.word("request.from-missing"), context)
    if (stated.start is None) != (stated.end is None):
        raise click.UsageError(say.word("request.start-and-end"), context)
    hours = None
    if stated.start is not None and stated.end is not None:
        hours = Span(stated.start, stated.end if stated.end > stated.start else stated.end + DAY)
    kind = stated.leave_kind
    request = Request(
        id="",
        kind=stated.kind or "",
        employee=desk.person(stated.employee) if stated.employee else desk.acting.employee,
        first=stated.first,
        last=stated.last or stated.first,
        part=Part.HOURS if hours else Part(stated.part or "whole"),
        hours=hours,
        leave_kind=None if kind is None else LEAVE_KINDS.get(kind.casefold(), kind),
        reason=stated.reason,
        filed_at=stated.filed_at,
        side=None if stated.side is None else Side.START if stated.side == "in" else Side.END,
        segment=stated.segment,
        time=stated.at,
        compensation=Compensation(stated.compensation),
        partner=None if stated.partner is None else desk.person(stated.partner),
    )
    return Ask(request, stated.emergency, stated.over_cap, stated.evidence, stated.key)
