"""The third part of ``rosterctl demo``: a whole month with its requests, from the published roster to the closing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rosterctl.cli.request_rows import in_short, why
from rosterctl.cli.say import Say
from rosterctl.messages import Word

if TYPE_CHECKING:
    from rosterctl.services.demo_month import Happened
    from rosterctl.services.payroll import Payroll

HEADS = ("at", "login", "did", "about", "result")


def whole_month(say: Say, folder: Path, as_of: str) -> int:
    """Live through the month and close it as of ``as_of``; 1 where the ledger is not whole in the end."""
    from rosterctl.domain.closing import Why
    from rosterctl.services import demo_month as story
    from rosterctl.services.closing import close
    from rosterctl.services.ledger import verify
    from rosterctl.services.payroll import pay

    root, published = story.begin(folder)
    say.out(say.word("demo.month", preset=story.PRESET, month=story.MONTH, login=story.PLANNER))
    say.out(say.word("demo.month-published", file=published.path, head=published.head or ""))
    happened = [_row(say, one) for one in story.live(root)]
    say.rows("demo/1", "happened", happened, {name: f"demo.head.{name}" for name in HEADS})
    say.out(say.word("demo.month-punches", new=story.punched(root, as_of), login=story.CLERK, as_of=as_of))
    payroll = pay(root, story.MONTH, as_of)
    _settled(say, payroll)
    # what the rules refused stands in the file still, and somebody says that it is to stay unfiled
    closed = close(root, story.MONTH, as_of, story.PAYROLL, (Why.UNFILED,))
    counts = {"people": closed.people, "lines": closed.lines, "accepted": len(closed.closing.accepted)}
    say.out(say.word("demo.month-closed", month=story.MONTH, login=story.PAYROLL, **counts))
    checked = verify(root, closed.closing.hash)
    say.out(say.word("demo.month-whole", entries=checked.verdict.entries, head=closed.closing.hash))
    say("demo.next", folder=root, month=story.MONTH, employee="C12", as_of=as_of)
    return 0 if checked.whole else 1


def _row(say: Say, one: Happened) -> Mapping[str, object]:
    """What somebody did, and what came of it, in words."""
    event, request = one.event, one.event.request
    did = "filed" if event.verdict is None else event.verdict.value
    return {
        "at": f"{event.at[5:10]} {event.at[11:16]}",
        "login": event.login,
        "did": f"{say.word(f'demo.did.{did}')} {request.id}",
        "about": in_short(say, request),
        "result": " ".join(_result(say, one)),
    }


def _result(say: Say, one: Happened) -> Iterator[str]:
    if one.refused is not None:
        yield why(say, one.refused)
    elif one.need is not None:
        yield say.word("demo.month-waits", need=Word(f"need.{one.need}"))
    elif one.state is not None:
        yield Word(f"state.{one.state.value}").show(say.lang)
    if one.event.said:
        yield f"({one.event.said})"


def _settled(say: Say, payroll: Payroll) -> None:
    """What is to be looked at, the three lists of overtime, and the pay of everybody."""
    from zoneinfo import ZoneInfo

    from rosterctl.cli.look import width
    from rosterctl.cli.pay import three_lists
    from rosterctl.report.attendance_issues import IssueTelling, issues_list
    from rosterctl.report.pay_rows import blank_zero, pay_line, shown_columns, total_line
    from rosterctl.services.attend_issues import issues
    from rosterctl.services.overtime import settled

    attended = payroll.attended
    names = {employee.id: employee.name for employee in attended.period.employees}
    found = issues(attended, say.lang)
    say.out(say.word("demo.exceptions", count=len(found)))
    tell = IssueTelling(names, ZoneInfo(attended.period.zone), say.lang)
    say.out(issues_list(found, tell, colour=say.colour, width=width()))
    say.out("")
    three_lists(say, settled(attended))
    rows = [*(blank_zero(pay_line(one)) for one in payroll.people), total_line(payroll.people, say.lang)]
    say.rows("pay/1", "people", rows, {name: f"pay.head.{name}" for name in shown_columns(payroll.people)})
