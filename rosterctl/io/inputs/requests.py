"""``input/requests``: what people ask for, and what was decided. This format is fixed: a ledger takes the same file.

One row is one request. Columns by either name; a blank cell means the default.

================ ============ =======================================================================================
``id``           编号         text, unique in the file; blank: ``row-<n>``, the row's line in csv, its row in xlsx,
                              its position in toml. Somebody who refers to a request should give it an id.
``kind``         类别         ``leave`` 请假 (default), ``overtime`` 加班, ``swap`` 换班, ``correction`` 补卡,
                              ``outing`` 外出
``employee``     工号         an id, or a name that one person has; ``name`` 姓名 may stand beside or instead of it
``from``         开始日期     first date (required); also called ``first``
``to``           结束日期     last date, included; blank: the first date; also called ``last``
``part``         时段         ``whole`` 全天 (default), ``first-half`` 上半天, ``second-half`` 下半天, ``hours`` 小时
                              (default when a start time is given); halves are those of the shift worked
``start``        开始时间     with ``hours`` only: wall clock of the first date, ``HH:MM``
``end``          结束时间     with ``hours`` only: up to 48:00; not after the start: on the next day
``leave_kind``   假别         ``personal`` 事假, ``sick`` 病假, ``marriage`` 婚假, ``maternity`` 产假,
                              ``bereavement`` 丧假, ``exchange`` 换休假, ``annual`` 带薪假, ``injury`` 工伤假;
                              other words stay
``status``       状态         (column required) ``filed`` 待批 (default), ``approved`` 已批准, ``rejected`` 已拒绝,
                              ``withdrawn`` 已撤回; only an approved request changes a roster
``reason``       事由         text
``filed_at``     提交时间     an instant: date and time as ISO 8601 or ``2026/10/3 9:05``; on the workspace's clock
                              where no offset is stated
``decided_by``   审批人       text, the id of whoever decided
``decided_at``   审批时间     an instant, as ``filed_at``
``side``         补卡类型     corrections only, and they need it: ``in`` 上班, ``out`` 下班
``segment``      段           corrections only: which segment of the day's shifts, 1 (default) is the first
``time``         补卡时间     corrections only, and they need it: wall clock of the first date, the roster date,
                              ``HH:MM[:SS]`` up to 48:00, or ``次日HH:MM``
``compensation`` 补偿         overtime only: ``pay`` 加班费 (default), ``time-off`` 调休
``with``         换班人       the other person of a swap, who covers a leave or takes the post of somebody
                              who is out: by id or by a name that one person has
================ ============ =======================================================================================

A correction is about one date and has no start and end time. An outing's way back needs no column: its hours end.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rosterctl.domain.requests import Compensation, Part, Request, Status
from rosterctl.domain.time import DAY, Span
from rosterctl.errors import Place
from rosterctl.io.inputs.config import ZONE
from rosterctl.io.inputs.instants import stated_instant
from rosterctl.io.inputs.known import PERSON, Known
from rosterctl.io.inputs.request_columns import (
    COMPENSATION,
    DECIDED_AT,
    DECIDED_BY,
    END,
    FILED_AT,
    FIRST,
    ID,
    KIND,
    LAST,
    LAYOUT,
    LEAVE_KIND,
    PART,
    REASON,
    SEGMENT,
    SIDE,
    START,
    STATUS,
    TIME,
)
from rosterctl.io.inputs.request_kinds import correction, own_columns, swap_partner
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Record, Unreadable
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table


def read_requests(
    path: Path,
    known: Known | None = None,
    *,
    zone: str = ZONE,
    shown: str | None = None,
    limit: int = ROW_LIMIT,
) -> Read[Request]:
    """The requests of a file in its order, whatever their month; ``known`` resolves the people.

    Instants without an offset are on the clock of ``zone``.
    """
    known = known or Known()
    problems = Problems(shown or str(path))
    seen: dict[str, Place] = {}
    found: list[Request] = []
    for record in read_table(path, LAYOUT, problems, limit=limit):
        code = record.get(ID) or f"row-{record.number}"
        if code in seen:
            problems.add("input.id-twice", record.place(ID), id=code, other=seen[code])
            continue
        seen[code] = record.place(ID)
        request = _request(record, code, known, zone, problems)
        if request is not None:
            found.append(request)
    return problems.read(found, seen)


def _request(record: Record, code: str, known: Known, zone: str, problems: Problems) -> Request | None:
    employee = known.employee(record, problems, PERSON)
    span = dates(record, problems)
    kind = record.get(KIND) or "leave"
    part, hours = (Part.WHOLE, None) if kind == "correction" else _part(record, problems)
    if not record.bad(KIND):
        own_columns(record, kind, problems)
    if kind == "correction":
        correction(record, span, problems)
    partner = swap_partner(record, employee, known, problems)
    filed, decided = (stated_instant(record, column, zone, problems) for column in (FILED_AT, DECIDED_AT))
    if employee is None or span is None:
        return None
    if part is Part.HOURS and span[0] != span[1]:
        problems.add("input.request-hours-days", record.place(PART), first=span[0], last=span[1])
    return Request(
        id=code,
        kind=kind,
        employee=employee,
        first=span[0],
        last=span[1],
        part=part,
        hours=hours,
        leave_kind=record.get(LEAVE_KIND),
        status=record.get(STATUS) or Status.FILED,
        reason=record.get(REASON),
        filed_at=filed,
        decided_by=record.get(DECIDED_BY),
        decided_at=decided,
        side=record.get(SIDE),
        segment=record.get(SEGMENT) or 1,
        time=record.get(TIME),
        compensation=record.get(COMPENSATION) or Compensation.PAY,
        partner=partner,
        place=record.place(FIRST),
    )


def dates(record: Record, problems: Problems) -> tuple[dt.date, dt.date] | None:
    """First and last date; ``None`` when they cannot be read or run backwards."""
    first = record.get(FIRST)
    if first is None or record.bad(LAST):
        return None
    last = record.get(LAST) or first
    try:
        return cells.date_range(first, last)
    except Unreadable as wrong:
        problems.add(wrong.code, record.place(LAST), column=LAST.name, read=str(last), **wrong.values)
        return None


def _part(record: Record, problems: Problems) -> tuple[Part, Span | None]:
    start, end = record.get(START), record.get(END)
    timed = start is not None or end is not None
    part = record.get(PART) or (Part.HOURS if timed else Part.WHOLE)
    if record.bad(PART, START, END):
        return part, None
    if part is not Part.HOURS:
        if timed:
            problems.add("input.request-times-unused", record.place(START if start is not None else END))
        return part, None
    if start is None or end is None:
        problems.add("input.request-no-times", record.place(PART))
        return part, None
    hours = Span(start, end if end > start else end + DAY)
    if start >= DAY or hours.end > 2 * DAY:
        problems.add("input.request-too-late", record.place(START))
    return part, hours
