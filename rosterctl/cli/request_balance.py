"""``rosterctl request balance`` and ``settle-rest``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rosterctl.cli.options import acts, day, in_workspace, moment, month, option, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command
from rosterctl.domain.balances import DAY_MINUTES, days_shown, hours_shown
from rosterctl.errors import UsageError
from rosterctl.messages import Word

if TYPE_CHECKING:
    from rosterctl.ledger.grants import Settled
    from rosterctl.services.balances import Standing

FIELDS = ("employee", "name", "kind", "source", "first", "expires", "granted", "used", "left", "days")


@click.command("balance", cls=Command)
@click.argument("employee", required=False, metavar="[EMPLOYEE]")
@moment
@acts
@in_workspace
@speaks()
def balance(say: Say, root: Path, login: str, as_of: str, employee: str | None) -> None:
    """What people may still take off: everybody, or one person."""
    from rosterctl.services.balances import standings
    from rosterctl.services.request_desk import open_desk

    desk = open_desk(root, login, as_of)
    who = None if employee is None else desk.person(employee)
    if who is not None and who not in desk.staff:
        raise UsageError("request.no-decider", read=employee)
    seen = (who,) if who else (desk.acting.employee,) if not desk.acting.roles else tuple(desk.staff)
    if who is not None and who != desk.acting.employee and not desk.acting.roles:
        raise click.UsageError(say.word("balance.own"), click.get_current_context())
    found = standings(desk, seen, desk.today)
    heads = {name: f"balance.head.{name}" for name in FIELDS}
    say.rows("balances/1", "balances", [row for item in found for row in _rows(say, item)], heads, as_of=as_of)
    for item in found:
        if item.balance is None:
            say("balance.unknown", employee=item.employee.id)
        elif item.balance.short:
            kind = Word(f"leave.{item.kind}")
            say("balance.short", employee=item.employee.id, kind=kind, short=hours_shown(item.balance.short))


def _rows(say: Say, item: Standing) -> list[dict[str, object]]:
    """A row for each grant, and one for all that may be taken now; minutes for programs, hours for people."""
    head: dict[str, object] = {"employee": item.employee.id, "name": item.employee.name, "kind": item.kind}
    if item.balance is None:
        return [{**head, "source": "unknown", "left": None}]
    rows = [
        {**head, "source": entry.grant.source, "first": entry.grant.first, "expires": entry.grant.expires,
         "granted": entry.grant.minutes, "used": entry.used, "left": entry.left if entry.grant.valid(item.on) else 0}
        for entry in item.balance.entries
    ]  # fmt: skip
    rows.append({**head, "source": "all", "left": item.balance.left(item.on)})
    for row in rows:
        row["days"] = days_shown(int(str(row["left"])))
    if say.format in ("json", "ndjson", "csv"):
        return rows
    return [_worded(say, row) for row in rows]


def _worded(say: Say, row: dict[str, object]) -> dict[str, object]:
    figures = {
        name: hours_shown(int(str(row[name]))) for name in ("granted", "used", "left") if row.get(name) is not None
    }
    source = str(row["source"])
    return {
        **row,
        **figures,
        "kind": Word(f"leave.{row['kind']}").show(say.lang),
        "source": say.word("balance.all") if source == "all" else source,
    }


@click.command("settle-rest", cls=Command)
@click.argument("employee", metavar="EMPLOYEE")
@month
@option("--days", required=True, type=click.IntRange(min=1, max=31), metavar="N", help="option.rest-days")
@option("--as", "settled", required=True, type=click.Choice(["carried", "paid"]), help="option.rest-as")
@option("--until", "expires", callback=day, metavar="YYYY-MM-DD", help="option.rest-until")
@option("--reason", required=True, metavar="TEXT", help="option.rest-reason")
@option("--decided-by", metavar="EMPLOYEE", help="option.decided-by")
@option("--evidence", metavar="TEXT", help="option.decision-evidence")
@moment
@acts
@in_workspace
@speaks("table", "json")
def settle_rest(
    say: Say,
    root: Path,
    login: str,
    as_of: str,
    month: str,
    employee: str,
    days: int,
    settled: str,
    expires: date | None,
    reason: str,
    decided_by: str | None,
    evidence: str | None,
) -> None:
    """Settle rest days that the work of a month made impossible: carried over as time off, or paid."""
    from rosterctl.services.request_desk import open_desk
    from rosterctl.services.rest_settled import Settlement
    from rosterctl.services.rest_settled import settle_rest as record

    if settled == "paid" and expires is not None:
        raise click.UsageError(say.word("rest.paid-until"), click.get_current_context())
    desk = open_desk(root, login, as_of)
    who = None if decided_by is None else desk.person(decided_by)
    how: Settled = "carried" if settled == "carried" else "paid"
    asked = Settlement(desk.person(employee), month, days, how, reason, expires, who, evidence)
    found = record(desk, asked)
    if say.format == "json":
        told = {"id": found.id, "employee": found.employee, "month": month, "days": found.minutes // DAY_MINUTES}
        more = {"settled": settled, "expires": expires, "decided_by": found.decided_by, "reason": reason}
        say.json("rest-decision/1", {"as_of": as_of, **told, **more, "evidence": evidence})
    else:
        say.out(say.word(f"rest.{settled}", id=found.id, employee=found.employee, month=month, days=days,
                         until=found.expires or Word("rest-ever")))  # fmt: skip
    if settled == "paid":
        say("rest.by-hand", id=found.id, employee=found.employee, days=days)
