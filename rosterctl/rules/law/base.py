"""What a provision of the law is made of, and what of a workspace is held against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from rosterctl.domain.people import Employee
from rosterctl.domain.policy import For, Mode, RuleUse
from rosterctl.domain.shifts import Shift
from rosterctl.rules.base import RuleParams
from rosterctl.rules.law.month import LawMonth

P = TypeVar("P", bound=RuleParams)


@dataclass(frozen=True)
class House:
    """What is judged: the rules of a policy, those that are off too, as they stand on the date ``on``.

    ``staff`` and ``shifts`` are those of the workspace, ``holidays`` the statutory holidays of the year of ``on`` by
    its calendar, ``unrecorded`` the months of the last two years that were rostered and are over, and whose pay was
    never closed; each ``None`` where only a policy is looked at.
    """

    uses: tuple[RuleUse, ...]
    on: dt.date
    staff: tuple[Employee, ...] | None = None
    shifts: tuple[Shift, ...] | None = None
    holidays: tuple[dt.date, ...] | None = None
    unrecorded: tuple[str, ...] | None = None

    def stated(self, *rules: str) -> Iterator[RuleUse]:
        """The uses of these rules on the date, in the policy's order; those that are off too."""
        for use in self.uses:
            if use.rule in rules and use.holds(self.on):
                yield use

    def kept(self, *rules: str) -> Iterator[RuleUse]:
        """Those of them that are not off."""
        return (use for use in self.stated(*rules) if use.mode is not Mode.OFF)

    def firm(self, *rules: str) -> Iterator[RuleUse]:
        """Those of them that are hard."""
        return (use for use in self.stated(*rules) if use.mode is Mode.HARD)

    def told(self, rule: type[P], uses: Iterable[RuleUse]) -> Iterator[tuple[RuleUse, P]]:
        """Uses of one rule with their numbers."""
        for use in uses:
            if not isinstance(use.params, rule):
                raise TypeError(f"{use.rule} has no {rule.__module__}.Params")
            yield use, use.params

    def everybody(self, uses: Iterable[RuleUse]) -> bool:
        """Whether each person is under one of the uses at least; without a staff, whether one has no scope."""
        uses = tuple(uses)
        return any(use.scope == For() for use in uses) if self.staff is None else not self.without(uses)

    def without(self, uses: Iterable[RuleUse]) -> tuple[Employee, ...]:
        """The people who are under none of the uses; none where no staff is known."""
        uses = tuple(uses)
        return tuple(one for one in self.staff or () if not any(use.scope.person(one) for use in uses))

    def under(self, system: str) -> tuple[Employee, ...]:
        """The people of an hours system."""
        return tuple(person for person in self.staff or () if person.hours_system == system)


@dataclass(frozen=True, slots=True)
class LawFinding:
    """Something in a policy, or missing from it, that the law has a say about.

    ``code`` picks text and severity on the provision's page, ``use`` is the rule in question (``None``: the policy as
    a whole), ``values`` fill the text.
    """

    code: str
    use: RuleUse | None = None
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


def finding(code: str, use: RuleUse | None = None, /, **values: object) -> LawFinding:
    """A finding with its values."""
    return LawFinding(code, use, MappingProxyType(values))


@dataclass(frozen=True)
class Provision(Generic[P]):
    """A provision of the law: a pure function of a house and of the figures that differ from place to place.

    ``params`` are those figures, by their names in ``[law]`` of ``rosterctl.toml``; none of them has a default, since
    no default could know the place.
    """

    id: str
    params: type[P]
    judge: Callable[[House, P], Iterable[LawFinding]]
    month: Callable[[LawMonth, P], Iterable[LawFinding]] | None = None
    """What it says to a month's roster, attendance and pay, where it has a say about them."""


AnyProvision = Provision[Any]


class NoFigures(RuleParams):
    """Nothing differs from place to place."""
