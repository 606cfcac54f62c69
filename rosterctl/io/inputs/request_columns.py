"""The columns of ``input/requests``; what they mean stands in :mod:`rosterctl.io.inputs.requests`."""

from __future__ import annotations

from typing import Any

from rosterctl.io.inputs.known import NAME, PERSON, WHO
from rosterctl.io.tables import cells, moments
from rosterctl.io.tables.columns import Column, Layout
from rosterctl.io.tables.words import COMPENSATIONS, LEAVE_KINDS, PARTS, REQUEST_KINDS, SIDES, STATUSES

ID = Column("id", ("编号", "申请编号", "单号"), cells.text)
KIND = Column("kind", ("类别", "类型", "申请类别"), cells.choice(REQUEST_KINDS))
FIRST = Column("from", ("开始日期", "first", "从", "日期", "date"), cells.day, required=True)
LAST = Column("to", ("结束日期", "last", "到"), cells.day)
PART = Column("part", ("时段", "请假时段"), cells.choice(PARTS))
START = Column("start", ("开始时间",), cells.clock)
END = Column("end", ("结束时间",), cells.clock)
LEAVE_KIND = Column("leave_kind", ("假别", "请假类型"), cells.known_or_text(LEAVE_KINDS))
STATUS = Column("status", ("状态", "审批状态"), cells.choice(STATUSES))
REASON = Column("reason", ("事由", "原因"), cells.text)
FILED_AT = Column("filed_at", ("提交时间", "申请时间"), moments.moment)
DECIDED_BY = Column("decided_by", ("审批人", "批准人"), cells.text)
DECIDED_AT = Column("decided_at", ("审批时间", "批准时间"), moments.moment)
SIDE = Column("side", ("补卡类型", "补卡班次"), cells.choice(SIDES))
SEGMENT = Column("segment", ("段", "补卡段"), cells.integer(1, 9))
TIME = Column("time", ("补卡时间",), moments.clock_seconds)
COMPENSATION = Column("compensation", ("补偿", "补偿方式"), cells.choice(COMPENSATIONS))
PARTNER = Column("with", ("换班人", "对班人"), cells.text)

OWN: dict[str, tuple[Column[Any], ...]] = {
    "correction": (SIDE, SEGMENT, TIME),
    "overtime": (COMPENSATION,),
    "swap": (PARTNER,),
}
"""The columns that only one kind of request may fill …"""

ALSO: dict[str, tuple[str, ...]] = {PARTNER.name: ("leave", "outing")}
"""… but for these: whoever covers a leave (OS4), or takes the post meanwhile (D3)."""

LAYOUT = Layout(
    "requests",
    (
        ID, KIND, PERSON, NAME, FIRST, LAST, PART, START, END, LEAVE_KIND, STATUS, REASON, FILED_AT, DECIDED_BY,
        DECIDED_AT, SIDE, SEGMENT, TIME, COMPENSATION, PARTNER,
    ),
    any_of=(WHO, ("status",)),
    one="request",
)  # fmt: skip
