"""``input/staff``: who can be rostered, and for which wage.

Columns: ``id`` 工号, ``name`` 姓名, ``team`` 班组, ``grade`` 级别, ``rank`` 职级, ``skills`` 技能, ``posts`` 岗位,
``shifts`` 可上班次, ``contract`` 工时比例 (percent), ``hours_system`` 工时制, ``employed_from`` 入职日期,
``employed_until`` 离职日期 (the last day that counts), ``clock_ids`` 打卡号, ``base_wage`` 基本工资 (yuan a month,
at most two decimals), ``valid_from`` 生效日期, ``resigned_on`` 提出离职日期 (the day on which notice was given),
``born`` 出生日期 (asked by ``policy lint`` alone).

Several rows with one id are versions of one person, in ascending ``valid_from``; only the first may leave it blank.
Each version states everything anew, but for three things: a blank wage is the one before it; of the dates of
employment and of birth the last one stated holds for all versions; and clock ids stay the person's, since old
punches bear them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from rosterctl.domain.people import Employee, Wage
from rosterctl.io.inputs.known import Known
from rosterctl.io.tables import cells
from rosterctl.io.tables.amounts import money
from rosterctl.io.tables.columns import Column, Layout, Record
from rosterctl.io.tables.problems import Problems, Read
from rosterctl.io.tables.reader import ROW_LIMIT, read_table
from rosterctl.io.tables.words import GRADES, HOURS_SYSTEMS, RANKS

T = TypeVar("T")

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
RESIGNED = Column("resigned_on", ("提出离职日期", "辞职日期", "离职申请日期"), cells.day)
BORN = Column("born", ("出生日期", "生日", "birth_date", "date_of_birth"), cells.day)
CLOCK_IDS = Column("clock_ids", ("打卡号", "考勤号", "考勤编号", "clock_id"), cells.items)
BASE_WAGE = Column("base_wage", ("基本工资", "月工资", "工资"), money)
VALID_FROM = Column("valid_from", ("生效日期", "生效"), cells.day)

LAYOUT = Layout(
    "staff",
    (
        ID, NAME, TEAM, GRADE, RANK, SKILLS, POSTS, SHIFTS, CONTRACT, HOURS_SYSTEM, FROM, UNTIL, CLOCK_IDS,
        BASE_WAGE, VALID_FROM, RESIGNED, BORN,
    ),
)  # fmt: skip


def read_staff(
    path: Path,
    known: Known | None = None,
    *,
    on: dt.date | None = None,
    shown: str | None = None,
    limit: int = ROW_LIMIT,
) -> Read[Employee]:
    """The people of a staff file, in the order of their first rows; ``known`` checks their posts and shifts.

    Of each person the version in force on the date ``on`` is given (the first, where none is yet; the last, for
    ``None``), with the wages of all versions.
    """
    known = known or Known()
    problems = Problems(shown or str(path))
    people: dict[str, list[Record]] = {}
    for record in read_table(path, LAYOUT, problems, limit=limit):
        _check(record, known, problems)
        code = record.get(ID)
        if code is None:
            continue
        versions = people.setdefault(code, [])
        if not record.bad(VALID_FROM) and (not versions or _follows(record, versions[-1], code, problems)):
            versions.append(record)
    found = (_employee([row for row in versions if row.complete], on, problems) for versions in people.values())
    return problems.read([person for person in found if person is not None], people)


def _check(record: Record, known: Known, problems: Problems) -> None:
    if known.posts is not None:
        for post in sorted(record.get(POSTS) or ()):
            known.post(post, record.place(POSTS), problems)
    if known.codes is not None:
        for shift in sorted(record.get(SHIFTS) or ()):
            known.shift(shift, record.place(SHIFTS), problems)
    begin, until = record.get(FROM), record.get(UNTIL)
    if _reversed(begin, until):
        problems.add("input.employed-reversed", record.place(UNTIL), first=begin, last=until)


def _reversed(begin: dt.date | None, until: dt.date | None) -> bool:
    return begin is not None and until is not None and until < begin


def _follows(record: Record, before: Record, code: str, problems: Problems) -> bool:
    """Whether a row can be the next version of a person after another row; notes a problem when it cannot."""
    earlier, begins = before.get(VALID_FROM), record.get(VALID_FROM)
    other = before.place(ID)
    if begins == earlier:
        problems.add("input.id-twice", record.place(ID), id=code, other=other)
        return False
    if begins is None:
        problems.add("input.version-blank", record.place(ID), id=code, other=other)
        return False
    if earlier is not None and begins < earlier:
        values = {"id": code, "begins": begins, "earlier": earlier, "other": before.place(VALID_FROM)}
        problems.add("input.version-order", record.place(VALID_FROM), **values)
        return False
    name, called = record.get(NAME), before.get(NAME)
    if name is not None and called is not None and name != called:
        problems.add("input.version-name", record.place(NAME), id=code, read=name, name=called, other=other)
    return True


def _employee(versions: Sequence[Record], on: dt.date | None, problems: Problems) -> Employee | None:
    """One person of all rows that could be read; ``None`` when there is none."""
    if not versions:
        return None
    record = _in_force(versions, on)
    begin, until = _last(versions, FROM), _last(versions, UNTIL)
    if _reversed(begin, until) and not any(_reversed(row.get(FROM), row.get(UNTIL)) for row in versions):
        stated = next(row for row in reversed(versions) if row.get(UNTIL) is not None)
        problems.add("input.employed-reversed", stated.place(UNTIL), first=begin, last=until)
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
        employed_from=begin,
        employed_until=until,
        clock_ids=frozenset[str]().union(*(ids for row in versions if (ids := row.get(CLOCK_IDS)))),
        resigned_on=_last(versions, RESIGNED),
        born=_last(versions, BORN),
        wages=tuple(Wage(row.get(VALID_FROM), base) for row in versions if (base := row.get(BASE_WAGE)) is not None),
    )


def _in_force(versions: Sequence[Record], on: dt.date | None) -> Record:
    """The version in force on a date: the last that has begun, the first where none has."""
    if on is None or len(versions) == 1:
        return versions[-1]
    begun = [row for row in versions if (begins := row.get(VALID_FROM)) is None or begins <= on]
    return begun[-1] if begun else versions[0]


def _last(versions: Sequence[Record], column: Column[T]) -> T | None:
    """What the versions state last in a column."""
    for row in reversed(versions):
        value = row.get(column)
        if value is not None:
            return value
    return None
