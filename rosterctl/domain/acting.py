"""Who may act on requests: logins of the machine, the employees behind them, and what they are entitled to."""

from __future__ import annotations

from dataclasses import dataclass, field

from rosterctl.domain.people import RANKS, Employee, reaches

ROLES = ("clerk", "approver", "payroll", "keeper")
"""``clerk`` files for others and records what was decided on paper; ``approver`` may take a step that names the role;
``payroll`` closes periods; ``keeper`` keeps the attendance records (C2)."""


PARTNER = "partner"
"""The step of the colleague who is named in a request: a swap's other side, or whoever covers a leave."""


@dataclass(frozen=True, slots=True)
class Acting:
    """One ``[people.LOGIN]`` of ``rosterctl.toml``."""

    login: str
    employee: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Decider:
    """Somebody who takes a step of a decision: who (as of the staff file), with which roles, and at which step.

    ``before`` are the employees who took the earlier steps; ``final`` says that the request is decided by this one;
    ``over_cap`` is the reason they give for exceeding a cap.
    """

    employee: Employee
    need: str
    roles: frozenset[str] = frozenset()
    before: tuple[str, ...] = ()
    final: bool = True
    over_cap: str | None = None

    def meets(self, need: str) -> bool:
        """Whether the person's rank, or one of their roles, is what a step asks for."""
        if need in RANKS:
            rank = self.employee.rank
            return reaches(rank, need, RANKS)
        return need in self.roles


@dataclass(frozen=True)
class Team:
    """The people of a workspace: employees by id, and who of them may act."""

    employees: dict[str, Employee] = field(default_factory=dict)
    acting: dict[str, Acting] = field(default_factory=dict)

    def roles_of(self, employee: str) -> frozenset[str]:
        """All roles of an employee, whatever login they act under."""
        return frozenset(role for who in self.acting.values() if who.employee == employee for role in who.roles)
