"""``rosterctl pay``: a judged month priced."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rosterctl.cli.attend import FAILS, programs
from rosterctl.cli.look import width
from rosterctl.cli.options import acts, in_workspace, moment, month, option, redacts, speaks
from rosterctl.cli.pay_close import close, reopen
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command, LazyGroup
from rosterctl.domain.closing import yuan
from rosterctl.domain.ledger import FILE as LEDGER

if TYPE_CHECKING:
    from rosterctl.domain.closing import Held
    from rosterctl.services.overtime import Overtime
    from rosterctl.services.payroll import Payroll

pay = LazyGroup("pay", lazy={"compare": "rosterctl.cli.pay_compare:compare"})

SHOWN = 20
"""So many unsettled units are named; the others are counted (all of them with ``-v``, and in JSON)."""


@pay.command("run", cls=Command)
@option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="option.pay-xlsx")
@option("--lines", is_flag=True, help="option.pay-lines")
@month
@moment
@option("--fail-on", type=FAILS, default="hard", show_default=True, help="option.pay-fail-on")
@redacts
@in_workspace
@speaks()
def run(say: Say, root: Path, month: str, as_of: str, fail_on: str, xlsx: Path | None, lines: bool) -> int:
    """Price a month."""
    from rosterctl.report import pay_rows
    from rosterctl.services.pay_telling import telling

    payroll = priced(say, root, month, as_of)
    shut = closed(payroll)
    tell = telling(payroll.attended, say.lang)
    if xlsx is not None:
        _book(payroll, xlsx, month, say)
    people = payroll.people
    if programs(say):
        rows = [pay_rows.person_data(one, tell) for one in people]
        head = {"month": month, "as_of": as_of, "roster": payroll.attended.loaded.version}
        unsettled = [pay_rows.unsettled_data(one) for one in payroll.unsettled]
        more = {"provisional": payroll.provisional, "unsettled": unsettled, **closed_data(shut)}
        say.rows("pay/1", "people", rows, {}, **head, **more)
    elif lines:
        slips = [pay_rows.slip_line(one, line, tell) for one in people for line in one.lines]
        say.rows("pay/1", "lines", slips, {name: f"pay.head.{name}" for name in pay_rows.LINE_HEADS})
    elif say.format == "csv":
        say.rows("pay/1", "people", [pay_rows.pay_line(one) for one in people],
                 {name: f"pay.head.{name}" for name in pay_rows.PAY_HEADS})  # fmt: skip
    else:
        shown = [pay_rows.blank_zero(pay_rows.pay_line(one)) for one in people]
        shown.append(pay_rows.total_line(people, say.lang))
        say.rows("pay/1", "people", shown, {name: f"pay.head.{name}" for name in pay_rows.shown_columns(people)})
    _talk(say, payroll, month)
    tell_closed(say, shut)
    findings = payroll.provisional or (shut is not None and not shut.same)
    return 1 if findings and fail_on != "never" else 0


def _book(payroll: Payroll, path: Path, month: str, say: Say) -> None:
    from rosterctl.io.files import write_whole
    from rosterctl.report.pay_xlsx import pay_book
    from rosterctl.services.pay_telling import telling

    tell = telling(payroll.attended, say.lang)
    write_whole(path, pay_book(payroll.people, payroll.attended.period.first, month, tell, say.shown))
    say("pay.written", file=path)


def _talk(say: Say, payroll: Payroll, month: str) -> None:
    """What is not settled, and whether the sums may still change."""
    unsettled = payroll.unsettled
    shown = unsettled if say.verbose else unsettled[:SHOWN]
    names = {one.employee.id: one.employee.name for one in payroll.people}
    for one in shown:
        say(f"pay.unsettled.{one.why}", employee=one.employee, name=names.get(one.employee, one.employee),
            date=one.date, shift=one.shift or "-")  # fmt: skip
    if len(shown) < len(unsettled):
        say("pay.unsettled.more", count=len(unsettled) - len(shown))
    lines = sum(len(one.lines) for one in payroll.people)
    code = "pay.provisional" if payroll.provisional else "pay.done"
    waiting = sum(one.waits for one in payroll.people)
    say(code, month=month, people=len(payroll.people), lines=lines, unsettled=len(unsettled), waiting=waiting)


@pay.command("explain", cls=Command)
@click.argument("employee", metavar="ID")
@month
@moment
@redacts
@in_workspace
@speaks("table", "json", "csv", "ndjson", "markdown")
def explain(say: Say, root: Path, employee: str, month: str, as_of: str) -> None:
    """One person's pay, day by day."""
    from zoneinfo import ZoneInfo

    from rosterctl.report import pay_rows
    from rosterctl.report.pay_explain import explained, explained_data
    from rosterctl.services.attend import employee_of
    from rosterctl.services.attend_days import person_days
    from rosterctl.services.pay_telling import telling
    from rosterctl.services.payroll import person_pay

    payroll = priced(say, root, month, as_of)
    attended = payroll.attended
    person = employee_of(attended.period, employee)
    one = person_pay(payroll, person)
    tell, zone = telling(attended, say.lang), ZoneInfo(attended.period.zone)
    if say.format == "json":
        rows = person_days(attended, person, say.lang)
        say.json("pay-explain/1", {"month": month, "as_of": as_of, **explained_data(one, rows, zone, tell)})
    elif say.format == "table" and not say.redact:
        rows = person_days(attended, person, say.lang)
        say.out(explained(one, rows, zone, tell, width()))
    elif say.format == "ndjson":
        say.rows("pay-explain/1", "lines", [pay_rows.line_data(line, tell) for line in one.lines], {})
    else:
        slips = [pay_rows.slip_line(one, line, tell) for line in one.lines]
        say.rows("pay-explain/1", "lines", slips, {name: f"pay.head.{name}" for name in pay_rows.LINE_HEADS})
    if one.waits:
        say("pay.explain.waits", employee=person.id, name=person.name)
    tell_closed(say, closed(payroll), person.id)


@pay.command("overtime", cls=Command)
@option("--record", "keep", is_flag=True, help="option.overtime-record")
@month
@moment
@acts
@in_workspace
@speaks()
def overtime(say: Say, root: Path, login: str, month: str, as_of: str, keep: bool) -> None:
    """Settle a month's overtime: approved and worked, approved only, worked only."""
    from rosterctl.report import overtime_rows
    from rosterctl.services.overtime import settle_overtime

    desk = None
    if keep:
        from rosterctl.services.overtime_record import may_record, record
        from rosterctl.services.request_desk import open_desk

        desk = open_desk(root, login, as_of)
        may_record(desk)
    found = settle_overtime(root, month, as_of)
    loaded = found.attended.loaded
    say.problems(() if say.quiet else loaded.warnings)
    lists = _overtime_lists(found)
    if say.format == "json":
        say.json("overtime/1", {"month": month, "as_of": as_of, "roster": loaded.version, **lists})
    elif say.format == "ndjson":
        say.rows("overtime/1", "rows", [{"list": name, **row} for name, rows in lists.items() for row in rows], {})
    else:
        three_lists(say, found)
    counts = {name: len(rows) for name, rows in lists.items()}
    if desk is not None:
        say("overtime.recorded", month=month, count=record(desk, found))
    say("overtime.done", month=month, total=overtime_rows.total(found.worked), **counts)


def _overtime_lists(found: Overtime) -> dict[str, list[dict[str, object]]]:
    """Approved and worked, approved only, worked only."""
    from zoneinfo import ZoneInfo

    from rosterctl.report import overtime_rows

    period = found.attended.period
    zone, names = ZoneInfo(period.zone), {person.id: person.name for person in period.employees}
    return {
        "worked": [overtime_rows.worked(one, names.__getitem__) for one in found.worked],
        "not_worked": [overtime_rows.not_worked(one, names.__getitem__, zone) for one in found.not_worked],
        "not_approved": [overtime_rows.not_approved(one, names.__getitem__, zone) for one in found.not_approved],
    }


def three_lists(say: Say, found: Overtime) -> None:
    """The lists one after the other, each under its title; csv in one table, which says of each row whose it is."""
    from zoneinfo import ZoneInfo

    from rosterctl.report import overtime_rows

    zone = ZoneInfo(found.attended.period.zone)
    lists = {
        name: [overtime_rows.shown(row, zone, say.word) for row in rows]
        for name, rows in _overtime_lists(found).items()
    }
    if say.format == "csv":
        every = [{"list": name, **row} for name, rows in lists.items() for row in rows]
        say.rows("overtime/1", "rows", every, {name: f"overtime.head.{name}" for name in overtime_rows.ALL})
        return
    for name, rows in lists.items():
        title = say.word(f"overtime.list.{name}")
        say.out(f"## {title}\n" if say.format == "markdown" else title)
        if rows:
            say.rows("overtime/1", name, rows, {f: f"overtime.head.{f}" for f in overtime_rows.LISTS[name]})
        else:
            say.out(say.word("overtime.none"))
        say.out("")


def priced(say: Say, root: Path, month: str, as_of: str) -> Payroll:
    """The month as priced; what its input is warned about goes to stderr."""
    from rosterctl.services.payroll import pay as price

    payroll = price(root, month, as_of)
    say.problems(() if say.quiet else payroll.attended.loaded.warnings)
    say.problems(payroll.unpaid)
    return payroll


def closed(payroll: Payroll) -> Held | None:
    """What became of a month since it was closed, where it is."""
    if not (payroll.attended.loaded.root / LEDGER).exists():
        return None
    from rosterctl.services.closed_month import held

    return held(payroll.attended, payroll.priced)


def closed_data(shut: Held | None) -> dict[str, object]:
    """The same for programs; nothing for a month that is not closed."""
    if shut is None:
        return {}
    closing = shut.closing
    known = {"number": closing.number, "as_of": closing.as_of, "closed_by": closing.closed_by, "hash": closing.hash}
    lines = [
        {
            "employee": one.employee,
            "month": one.month,
            "date": one.date and one.date.isoformat(),
            "rule": one.rule,
            "key": one.key,
            "closed": str(yuan(one.before)),
            "now": str(yuan(one.now)),
        }
        for one in shut.differences
    ]
    more = {"same": shut.same, "records_same": shut.records, "changed": list(shut.changed), "differences": lines}
    return {"closed": {**known, **more}}


def tell_closed(say: Say, shut: Held | None, employee: str | None = None) -> None:
    """Whether the month is closed, and what of it (or of one person's part) is not what was closed."""
    if shut is None:
        return
    closing = shut.closing
    found = [one for one in shut.differences if employee in (None, one.employee)]
    code = "pay.closed.differs" if found else "pay.closed.same" if shut.records else "pay.closed.records"
    say(code, month=closing.month, number=closing.number, login=closing.closed_by, as_of=closing.as_of,
        count=len(found), changed=shut.changed)  # fmt: skip
    for one in found if say.verbose else found[:SHOWN]:
        say("pay.closed.line", employee=one.employee, date=one.date or "-", rule=one.key,
            before=yuan(one.before), now=yuan(one.now))  # fmt: skip


pay.add_command(close)
pay.add_command(reopen)
