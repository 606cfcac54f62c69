"""What references in the input may point at: people, shifts and posts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rosterctl.domain.people import Employee
from rosterctl.domain.shifts import Shift
from rosterctl.errors import Place
from rosterctl.io.tables.cells import text
from rosterctl.io.tables.columns import Column, Record
from rosterctl.io.tables.problems import Problems
from rosterctl.io.tables.suggest import nearest
from rosterctl.io.tables.text import fold
from rosterctl.io.tables.words import OFF_WORDS

EMPLOYEE = Column("employee", ("工号", "员工", "员工编号", "人员", "employee_id", "id", "staff"), text)
"""Who a row is about: an id, or a name that only one person has."""
PERSON = Column("employee", ("工号", "员工", "员工编号", "人员", "employee_id"), text)
"""The same in a table whose rows have an ``id`` of their own."""
NAME = Column("name", ("姓名", "员工姓名", "employee_name"), text)
"""The name beside the id (checked against it), or in its place."""
WHO = ("employee", "name")


@dataclass(frozen=True)
class Known:
    """What may be named. ``None`` means that nothing can be said, and nothing is checked.

    ``ids`` and ``codes`` hold more than ``employees`` and ``shifts`` when a row of theirs could not be read.
    """

    employees: tuple[Employee, ...] = ()
    ids: frozenset[str] | None = None
    shifts: Mapping[str, Shift] = field(default_factory=dict)
    codes: frozenset[str] | None = None
    posts: tuple[str, ...] | None = None

    @cached_property
    def by_id(self) -> Mapping[str, Employee]:
        """The people by id."""
        return {person.id: person for person in self.employees}

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Employee, ...]]:
        """The people by name: several may share one."""
        found: dict[str, tuple[Employee, ...]] = {}
        for person in self.employees:
            found[person.name] = (*found.get(person.name, ()), person)
        return found

    def employee(self, record: Record, problems: Problems, id_column: Column[str] = EMPLOYEE) -> str | None:
        """The id of the person a row is about; ``None`` after noting a problem."""
        wanted, name = record.get(id_column), record.get(NAME)
        if wanted is None and name is None:
            problems.add("input.employee-missing", record.place())
            return None
        if self.ids is None:
            return wanted or name
        if wanted is None:
            return self._by_name(name or "", record.place(NAME), problems)
        if wanted not in self.ids:
            return self._by_name(wanted, record.place(id_column), problems)
        person = self.by_id.get(wanted)
        if name is not None and person is not None and person.name != name:
            problems.add("input.employee-differs", record.place(NAME), id=wanted, name=person.name, read=name)
        return wanted

    def person(self, wanted: str, place: Place, problems: Problems) -> str | None:
        """The id of somebody who is named in one cell, by id or by name; ``None`` after noting a problem."""
        if self.ids is None or wanted in self.ids:
            return wanted
        return self._by_name(wanted, place, problems)

    def _by_name(self, name: str, place: Place, problems: Problems) -> str | None:
        people = self.by_name.get(name, ())
        if len(people) == 1:
            return people[0].id
        if people:
            problems.add("input.employee-ambiguous", place, read=name, ids=tuple(p.id for p in people))
            return None
        names = [*(self.ids or ()), *self.by_name]
        _unknown(problems, place, ("input.employee-unknown", "input.employee-unknown-like"), name, names)
        return None

    def shift(self, code: str, place: Place, problems: Problems) -> bool:
        """Whether a shift code exists; notes a problem when it does not."""
        if self.codes is None or code in self.codes:
            return True
        _unknown(problems, place, ("input.shift-unknown", "input.shift-unknown-like"), code, self.codes)
        return False

    def post(self, name: str, place: Place, problems: Problems) -> bool:
        """Whether a post exists; notes a problem when it does not."""
        if self.posts is None or name in self.posts:
            return True
        _unknown(problems, place, ("input.post-unknown", "input.post-unknown-like"), name, self.posts)
        return False

    def at_post(self, code: str, post: str | None, place: Place, problems: Problems) -> bool:
        """Whether a shift may be worked at a post (``None``: not stated); notes a problem when it may not."""
        shift = self.shifts.get(code)
        if post is None or shift is None or shift.posts is None or post in shift.posts:
            return True
        problems.add("input.shift-not-at-post", place, shift=code, post=post, posts=tuple(sorted(shift.posts)))
        return False


def is_off(cell: str) -> bool:
    """Whether a cell's text means a day off."""
    return fold(cell).casefold() in OFF_WORDS


def _unknown(problems: Problems, place: Place, codes: tuple[str, str], read: str, names: Iterable[str]) -> None:
    """Notes a name that nothing has, and the one that was probably meant."""
    names = sorted(names)
    like = nearest(read, names)
    if like is not None:
        problems.add(codes[1], place, read=read, like=like)
    else:
        shown = (*names[:12], "…") if len(names) > 12 else tuple(names)
        problems.add(codes[0], place, read=read, known=shown)
