"""``input/incidents``: what happened at work and is no matter of punches.

Columns: ``id`` 编号 (unique; blank: ``row-<n>``, as for requests), ``employee`` 工号 (id or name), ``date`` 日期,
``kind`` 类别, ``verified`` 已核实 (yes 是 by default, no 否), ``count`` 次数 (at least 1, which is the default),
``minutes`` 分钟 (how long, where that is known), ``note`` 备注.

Kinds: ``offline`` 不在线, ``phone-unanswered`` 电话未接, ``meal-phone-unanswered`` 用餐无人接电话,
``left-without-swap`` 未换班离岗, ``absence-unapproved`` 未批假缺勤, ``private-call`` 私人电话, ``game`` 游戏,
``video`` 视频, ``complaint`` 投诉, ``call-in`` 应召到岗; other words stay, for rules of the workspace's own.
"""

from __future__ import annotations

from pathlib import Path

from rosterctl.domain.incidents import Incident
from rosterctl.errors import Place
from rosterctl.io.inputs.known import NAME, PERSON, WHO, Known
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table
from rosterctl.io.tables.words import INCIDENT_WORDS, YES_NO

ID = Column("id", ("编号", "事件编号", "单号"), cells.text)
DATE = Column("date", ("日期", "发生日期"), cells.day, required=True)
KIND = Column("kind", ("类别", "类型", "事件"), cells.known_or_text(INCIDENT_WORDS), required=True)
VERIFIED = Column("verified", ("已核实", "是否核实", "核实"), cells.choice(YES_NO))
COUNT = Column("count", ("次数",), cells.integer(1, 1000))
MINUTES = Column("minutes", ("分钟", "时长", "分钟数"), cells.integer(0, 2880))
NOTE = Column("note", ("备注", "说明", "情况"), cells.text)

LAYOUT = Layout(
    "incidents",
    (ID, PERSON, NAME, DATE, KIND, VERIFIED, COUNT, MINUTES, NOTE),
    any_of=(WHO,),
    one="incident",
)


def read_incidents(
    path: Path, known: Known | None = None, *, shown: str | None = None, limit: int = ROW_LIMIT
) -> Read[Incident]:
    """The incidents of a file in its order, whatever their month; ``known`` resolves the people."""
    known = known or Known()
    problems = Problems(shown or str(path))
    seen: dict[str, Place] = {}
    found: list[Incident] = []
    for record in read_table(path, LAYOUT, problems, limit=limit):
        code = record.get(ID) or f"row-{record.number}"
        employee = known.employee(record, problems, PERSON)
        if code in seen:
            problems.add("input.id-twice", record.place(ID), id=code, other=seen[code])
            continue
        seen[code] = record.place(ID)
        if employee is None or not record.complete:
            continue
        verified = record.get(VERIFIED)
        found.append(
            Incident(
                id=code,
                employee=employee,
                date=record.need(DATE),
                kind=record.need(KIND),
                verified=verified is None or verified,
                count=record.get(COUNT) or 1,
                minutes=record.get(MINUTES),
                note=record.get(NOTE),
                place=record.place(DATE),
            )
        )
    return problems.read(found, seen)
