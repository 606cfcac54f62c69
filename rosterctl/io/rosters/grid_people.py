"""Who a row of a grid is about: by id where there is one, else by a name that only one person has."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rosterctl.domain.case import Case
from rosterctl.io.tables.suggest import nearest
from rosterctl.io.tables.text import fold

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Who:
    """The outcome: an employee's id, or the id of a message about it with its values."""

    employee: str | None
    code: str | None = None
    values: tuple[tuple[str, object], ...] = ()


class People:
    """The staff of a case, findable as people type them."""

    def __init__(self, case: Case) -> None:
        self._ids = {fold(employee.id): employee.id for employee in case.employees}
        self._names: dict[str, list[str]] = {}
        self._name_of = {employee.id: employee.name for employee in case.employees}
        for employee in case.employees:
            self._names.setdefault(_plain(employee.name), []).append(employee.id)

    def knows(self, word: str) -> bool:
        """Whether somebody has this id or name."""
        return bool(word) and (self._by_id(word) is not None or _plain(word) in self._names)

    def find(self, number: str, name: str) -> Who:
        """The person of a row with these id and name cells (either may be blank, not both).

        A known id decides; a name that then differs comes as ``roster.grid.name-differs`` beside the employee.
        """
        if number:
            found = self._by_id(number)
            if found is None:
                return self._unknown(number)
            own = self._name_of[found]
            if name and _plain(name) != _plain(own):
                values = (("read", name), ("who", f"{found} {own}"))
                return Who(found, "roster.grid.name-differs", values)
            return Who(found)
        ids = self._names.get(_plain(name), [])
        if len(ids) > 1:
            return Who(None, "roster.grid.name-ambiguous", (("read", name), ("ids", tuple(ids))))
        if ids:
            return Who(ids[0])
        by_id = self._by_id(name)
        return self._unknown(name) if by_id is None else Who(by_id)

    def _unknown(self, read: str) -> Who:
        like = nearest(read, [*self._ids.values(), *self._name_of.values()])
        if like is None:
            return Who(None, "roster.grid.person-unknown", (("read", read),))
        return Who(None, "roster.grid.person-unknown.near", (("read", read), ("near", like)))

    def _by_id(self, word: str) -> str | None:
        """By the id as written; else regardless of case; else, for numbers, of zeros lost in a spreadsheet."""
        exact = self._ids.get(word)
        if exact is not None:
            return exact
        same = [own for own in self._ids if own.casefold() == word.casefold()]
        if not same and word.isascii() and word.isdigit():
            same = [own for own in self._ids if own.isascii() and own.isdigit() and int(own) == int(word)]
        return self._ids[same[0]] if len(same) == 1 else None


def _plain(name: str) -> str:
    return _BLANKS.sub("", fold(name)).casefold()
