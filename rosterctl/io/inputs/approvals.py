"""Approval exports of DingTalk and WeCom (审批记录), known by their heads: leave, overtime and outings.

DingTalk writes 审批编号, 标题, 审批状态, 审批结果, 发起时间 (审批发起时间), 发起人工号, 发起人姓名, … and then the
form's own fields; WeCom 审批编号, 提交时间, 申请人, 申请人账号, 审批类型, 当前审批状态, …. Columns that are not named
here are left alone. Times are 2026-10-12 09:00, 2026-10-12 上午, or a date alone, as the form has hours, half days or
days.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rosterctl.domain.requests import Part, Request, Status
from rosterctl.domain.time import DAY, Span
from rosterctl.io.inputs.config import ZONE
from rosterctl.io.inputs.instants import stated_instant
from rosterctl.io.inputs.known import Known
from rosterctl.io.tables import cells, moments
from rosterctl.io.tables.columns import Column, Layout, Raw, Record, Unreadable
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table
from rosterctl.io.tables.text import fold
from rosterctl.io.tables.words import LEAVE_KINDS

STATES = {
    **dict.fromkeys(("审批中", "进行中", "处理中"), Status.FILED),
    **dict.fromkeys(("已通过", "审批通过", "同意", "已同意", "通过", "已支付"), Status.APPROVED),
    **dict.fromkeys(("已驳回", "审批拒绝", "拒绝", "已拒绝", "不同意", "驳回"), Status.REJECTED),
    **dict.fromkeys(
        ("已撤销", "撤销", "已撤回", "终止", "已终止", "通过后撤销", "已删除", "已取消"), Status.WITHDRAWN
    ),
}
"""What the two programs say of a request. DingTalk's 完成 says nothing: its 审批结果 does."""
DONE = ("完成", "已完成", "已结束", "审批完成")

KINDS = (("leave", ("请假", "休假")), ("overtime", ("加班",)), ("outing", ("外出",)))
"""What a title or type must hold to be one of these; everything else (reimbursements, say) is not read."""

_WHEN = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*(?:(上午|下午)|(\d{1,2}):([0-5]\d)(?::[0-5]\d)?)?"
)
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(天|日|小时|时|h|d)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class When:
    """One end of a time: a date, and a half (``上午``, ``下午``) or minutes after its midnight, if stated."""

    date: dt.date
    half: str | None = None
    minutes: int | None = None


def when(raw: Raw) -> When:
    """A start or an end, as the forms write it."""
    if isinstance(raw, dt.datetime):
        return When(raw.date(), None, raw.hour * 60 + raw.minute)
    if isinstance(raw, dt.date):
        return When(raw)
    found = _WHEN.fullmatch(fold(raw)) if isinstance(raw, str) else None
    if found is None or int(found[5] or 0) > 24:
        raise Unreadable("expect.approval-time")
    try:
        date = dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Unreadable(code="input.date-none") from None
    return When(date, found[4], None if found[5] is None else int(found[5]) * 60 + int(found[6]))


def _length(raw: Raw) -> str:
    return fold(str(raw))


NUMBER = Column("number", ("审批编号", "审批单号"), cells.text, required=True)
TITLE = Column("title", ("标题", "审批类型", "模板名称", "审批单名称", "类型"), cells.text, required=True)
STATE = Column("state", ("审批状态", "当前审批状态"), cells.text, required=True)
RESULT = Column("result", ("审批结果",), cells.text)
FILED = Column("filed", ("发起时间", "审批发起时间", "提交时间", "申请时间"), moments.moment)
PERSON = Column("employee", ("发起人工号", "申请人工号", "工号"), cells.text)
NAME = Column("name", ("发起人姓名", "申请人", "发起人", "姓名"), cells.text)
ACCOUNT = Column("account", ("申请人账号", "发起人UserID", "发起人User ID", "账号"), cells.text)
LEAVE_KIND = Column("leave_kind", ("请假类型", "假期类型"), cells.known_or_text(LEAVE_KINDS))
START = Column("start", ("开始时间", "加班开始时间", "外出开始时间"), when)
END = Column("end", ("结束时间", "加班结束时间", "外出结束时间"), when)
LENGTH = Column("length", ("时长", "请假时长", "请假天数", "请假天数(天)", "加班时长", "外出时长"), _length)
REASON = Column("reason", ("请假事由", "加班原因", "加班事由", "外出事由", "事由", "原因", "请假原因"), cells.text)

LAYOUT = Layout(
    "approvals",
    (NUMBER, TITLE, STATE, RESULT, FILED, PERSON, NAME, ACCOUNT, LEAVE_KIND, START, END, LENGTH, REASON),
    any_of=(("employee", "name", "account"), ("start",)),
    foreign=True,
)


@dataclass(frozen=True, slots=True)
class Approval:
    """One approval: its number, and the requests that it stands for (leave from a noon to a noon is several), with
    what was decided there as their status. None where it is about something else."""

    number: str
    title: str
    status: Status
    requests: tuple[Request, ...]


def read_approvals(
    path: Path,
    known: Known | None = None,
    *,
    zone: str = ZONE,
    shown: str | None = None,
    limit: int = ROW_LIMIT,
) -> Read[Approval]:
    """The approvals of an export in its order. Instants are on the clock of ``zone``."""
    known = known or Known()
    problems = Problems(shown or str(path))
    seen: dict[str, object] = {}
    found: list[Approval] = []
    for record in read_table(path, LAYOUT, problems, limit=limit):
        if not record.complete:
            continue
        number = record.need(NUMBER)
        if number in seen:
            problems.add("input.id-twice", record.place(NUMBER), id=number, other=seen[number])
            continue
        seen[number] = record.place(NUMBER)
        status = _status(record, problems)
        kind = next((k for k, words in KINDS if any(word in record.need(TITLE) for word in words)), None)
        if kind is None and record.get(LEAVE_KIND) is not None:
            kind = "leave"
        if status is None:
            continue
        requests = tuple(_requests(record, kind, status, known, zone, problems)) if kind else ()
        found.append(Approval(number, record.need(TITLE), status, requests))
    return problems.read(found)


def _status(record: Record, problems: Problems) -> Status | None:
    """What the result says where it is done, else what the state says."""
    state, result = record.need(STATE), record.get(RESULT)
    column, read = (RESULT, result or "") if state in DONE else (STATE, state)
    if read not in STATES:
        problems.add("input.approval-state", record.place(column), column=column.both, read=read or state)
        return None
    return STATES[read]


def _requests(
    record: Record, kind: str, status: Status, known: Known, zone: str, problems: Problems
) -> Iterator[Request]:
    who = _employee(record, known, problems)
    filed = stated_instant(record, FILED, zone, problems)
    start, end = record.get(START), record.get(END)
    if (start is None or end is None) and not record.bad(START, END):
        problems.add("input.approval-times", record.place(), number=record.need(NUMBER))
    if who is None or start is None or end is None:
        return
    parts = tuple(_parts(kind, start, end, record.get(LENGTH)))
    if not parts:
        problems.add("input.approval-span", record.place(END), number=record.need(NUMBER))
    for count, (first, last, part, hours) in enumerate(parts):
        number = record.need(NUMBER)
        yield Request(
            id=number if count == 0 else f"{number}/{count + 1}",
            kind=kind,
            employee=who,
            first=first,
            last=last,
            part=part,
            hours=hours,
            leave_kind=record.get(LEAVE_KIND) if kind == "leave" else None,
            status=status,
            reason=record.get(REASON),
            filed_at=filed,
            place=record.place(NUMBER),
        )


def _employee(record: Record, known: Known, problems: Problems) -> str | None:
    """By the number in the staff file; else by an account that is one of a person's clock ids; else by name."""
    account = record.get(ACCOUNT)
    if record.get(PERSON) is None and account is not None:
        mine = [person.id for person in known.employees if account == person.id or account in person.clock_ids]
        if len(mine) == 1:
            return mine[0]
    wanted = record.get(PERSON) or record.get(NAME) or account
    if wanted is None:
        problems.add("input.employee-missing", record.place())
        return None
    column = PERSON if record.get(PERSON) else NAME if record.get(NAME) else ACCOUNT
    return known.person(wanted, record.place(column), problems)


Piece = tuple[dt.date, dt.date, Part, Span | None]


def _parts(kind: str, start: When, end: When, length: str | None) -> Iterator[Piece]:
    """Dates and parts of days; nothing where the times are no request that there is."""
    if end.date < start.date:
        return
    if start.minutes is not None and end.minutes is not None:
        yield from _timed(kind, start, end, length)
    elif kind == "leave" and start.minutes is None and end.minutes is None:
        yield from _days(start, end)


def _timed(kind: str, start: When, end: When, length: str | None) -> Iterator[Piece]:
    """Clock times: hours, unless the stated length says that they are so many whole days."""
    assert start.minutes is not None and end.minutes is not None, "both are stated"  # noqa: PT018
    days = (end.date - start.date).days + 1
    found = _LENGTH.fullmatch(length or "")
    stated = found is not None and found[2] in ("天", "日", "d") and Decimal(found[1]) == days
    until = end.minutes + DAY * (days - 1)
    if kind == "leave" and stated:
        yield start.date, end.date, Part.WHOLE, None
    elif start.minutes < until <= 2 * DAY and (days == 1 or until - start.minutes < DAY):
        yield start.date, start.date, Part.HOURS, Span(start.minutes, until)


def _days(start: When, end: When) -> Iterator[Piece]:
    """Days and halves: a leave that begins at noon, or ends at one, is cut there."""
    late, early = start.half == "下午", end.half == "上午"
    if start.date == end.date:
        if late and early:
            return
        part = Part.SECOND_HALF if late else Part.FIRST_HALF if early else Part.WHOLE
        yield start.date, start.date, part, None
        return
    day = dt.timedelta(days=1)
    if late:
        yield start.date, start.date, Part.SECOND_HALF, None
    first, last = start.date + day * late, end.date - day * early
    if first <= last:
        yield first, last, Part.WHOLE, None
    if early:
        yield end.date, end.date, Part.FIRST_HALF, None
