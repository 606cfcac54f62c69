"""``input/staff``: who can be rostered.

Columns: ``id`` 工号, ``name`` 姓名, ``team`` 班组, ``grade`` 级别, ``rank`` 职级, ``skills`` 技能, ``posts`` 岗位,
``shifts`` 可上班次, ``contract`` 工时比例 (percent), ``hours_system`` 工时制, ``employed_from`` 入职日期,
``employed_until`` 离职日期 (the last day that counts), ``clock_ids`` 打卡号. Wage columns are payroll's.
"""

from __future__ import annotations

from pathlib import Path

from rosterctl.domain.people import Employee
from rosterctl.errors import Place
from rosterctl.io.inputs.known import Known
from rosterctl.io.tables import cells
from rosterctl.io.tables.columns import Column, Layout, Record
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table
from rosterctl.io.tables.words import GRADES, HOURS_SYSTEMS, RANKS

ID = Column("id", ("工号", "员工编号", "编号", "employee", "employee_id"), cells.text, required=True)
NAME = Column("name", ("姓名", "员工姓名"), cells.text, required=True)
TEAM = Column("team", ("班组", "部门", "组别", "department"), cells.text)
GRADE = Column("grade", ("级别", "技能等级", "等级"), cells.known_or_text(GRADES))
RANK = Column("rank", ("职级", "职务"), cells.known_or_text(RANKS))
SKILLS = Column("skills", ("技能", "skill"), cells.items)
POSTS = Column("posts", ("岗位", "可上岗位", "post"), cells.items)
SHIFTS = Column("shifts", ("可上班次", "班次"), cells.items)
CONTRACT = Column("contract", ("工时比例", "比例"), cells.percent)
HOURS_SYSTEM = Column("hours_system", ("工时制", "工时制度"), cells.choice(HOURS_SYSTEMS))
FROM = Column("employed_from", ("入职日期", "入职"), cells.day)
UNTIL = Column("employed_until", ("离职日期", "离职"), cells.day)
CLOCK_IDS = Column("clock_ids", ("打卡号", "考勤号", "考勤编号", "clock_id"), cells.items)

LAYOUT = Layout(
    "staff",
    (ID, NAME, TEAM, GRADE, RANK, SKILLS, POSTS, SHIFTS, CONTRACT, HOURS_SYSTEM, FROM, UNTIL, CLOCK_IDS),
    ignored=("base_wage", "基本工资", "valid_from", "生效日期"),
)


def read_staff(
    path: Path, known: Known | None = None, *, shown: str | None = None, limit: int = ROW_LIMIT
) -> Read[Employee]:
    """The people of a staff file in its order; ``known`` checks their posts and shifts."""
    known = known or Known()
    problems = Problems(shown or str(path))
    seen: dict[str, Place] = {}
    people: list[Employee] = []
    for record in read_table(path, LAYOUT, problems, limit=limit):
        _check(record, known, problems)
        code = record.get(ID)
        if code is None:
            continue
        if code in seen:
            problems.add("input.id-twice", record.place(ID), id=code, other=seen[code])
            continue
        seen[code] = record.place(ID)
        if record.complete:
            people.append(_employee(record))
    return problems.read(people, seen)


def _check(record: Record, known: Known, problems: Problems) -> None:
    for post in sorted(record.get(POSTS) or ()):
        known.post(post, record.place(POSTS), problems)
    for shift in sorted(record.get(SHIFTS) or ()):
        known.shift(shift, record.place(SHIFTS), problems)
    begin, until = record.get(FROM), record.get(UNTIL)
    if begin is not None and until is not None and until < begin:
        problems.add("input.employed-reversed", record.place(UNTIL), first=begin, last=until)


def _employee(record: Record) -> Employee:
    return Employee(
        id=record.need(ID),
        name=record.need(NAME),
        team=record.get(TEAM),
        grade=record.get(GRADE),
        rank=record.get(RANK),
        skills=record.get(SKILLS) or frozenset(),
        posts=record.get(POSTS) or None,
        shifts=record.get(SHIFTS) or None,
        contract=record.get(CONTRACT) or 100,
        hours_system=record.get(HOURS_SYSTEM) or "standard",
        employed_from=record.get(FROM),
        employed_until=record.get(UNTIL),
        clock_ids=record.get(CLOCK_IDS) or frozenset(),
    )
