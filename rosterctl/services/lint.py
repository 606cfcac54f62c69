"""Holds a policy against the law: what would not hold up, and what would be lawful."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rosterctl.domain.calendar import DayKind
from rosterctl.domain.law import LintFinding, Severity
from rosterctl.errors import InputError, Problem
from rosterctl.io.inputs.base import calendar_of, read_base
from rosterctl.io.inputs.config import Config, load_config
from rosterctl.io.inputs.desk import Desk
from rosterctl.io.pages.catalogue import rule_page
from rosterctl.io.pages.statutes import cite_law
from rosterctl.io.policies.policy import HOUSE, Policy, house_policy, read_preset
from rosterctl.messages import Said
from rosterctl.rules.law import LAW
from rosterctl.rules.law.base import AnyProvision, House, LawFinding
from rosterctl.rules.law.month import LawMonth
from rosterctl.services.unrecorded import unrecorded

if TYPE_CHECKING:
    from rosterctl.services.lint_month import Looked

INPUTS = ("shifts", "staff", "calendar")


@dataclass(frozen=True)
class Lint:
    """All findings, contrary ones first; ``policy`` and the date on which it was looked at."""

    policy: str
    on: dt.date
    findings: tuple[LintFinding, ...]
    looked: Looked | None = None
    """The month that was held against the law as well, if any was asked for."""

    def fails(self, on: str) -> bool:
        """Whether there is a finding as grave as ``on`` (contrary, contested, note; never: no)."""
        grades = [severity.value for severity in Severity]
        return on in grades and any(grades.index(one.severity.value) <= grades.index(on) for one in self.findings)


def lint(root: Path, on: dt.date, month: str | None = None, as_of: str = "") -> Lint:
    """The policy of a workspace with its staff, shifts and calendar, on a date; with a month ``YYYY-MM`` also its
    published roster, attendance and pay, as of an ISO instant.

    Raises :class:`InputError` with the problems of all files; with a month what
    :func:`rosterctl.services.lint_month.look` raises.
    """
    config = load_config(root)
    problems: list[Problem] = []
    policy: Policy | None = None
    try:
        policy = house_policy(root, config.law)
    except InputError as error:
        problems += error.problems
    desk = Desk(root, INPUTS, ())
    base = read_base(desk, config, on)
    problems += desk.problems
    if problems or policy is None:
        raise InputError(problems)
    year, end = dt.date(on.year, 1, 1), dt.date(on.year + 1, 1, 1)
    calendar = calendar_of(config, base, year, end)
    days = (year + dt.timedelta(days=number) for number in range((end - year).days))
    holidays = tuple(day for day in days if calendar.kind(day) is DayKind.HOLIDAY)
    house = House(
        policy.uses,
        on,
        base.staff.values or None,
        base.shifts.values or None,
        None if on.year in calendar.provisional else holidays,
        unrecorded(root, config.period_start, on),
    )
    looked = None
    if month is not None:
        from rosterctl.services.lint_month import look

        looked = look(root, month, as_of)
    return _judged(HOUSE, house, config, looked)


def lint_preset(name: str, on: dt.date) -> Lint:
    """A shipped preset by itself. Raises :class:`UsageError` for a name that is none."""
    return _judged(name, House(read_preset(name).uses, on), Config())


def _judged(policy: str, house: House, config: Config, looked: Looked | None = None) -> Lint:
    grades = list(Severity)
    month = None if looked is None else looked.month
    found = sorted(_findings(house, config, month), key=lambda one: grades.index(one.severity))
    return Lint(policy, house.on, tuple(found), looked)


def _findings(house: House, config: Config, month: LawMonth | None) -> Iterator[LintFinding]:
    for one in LAW:
        asked = one.params.model_fields
        figures = one.params(**{name: figure.amount for name, figure in config.law.items() if name in asked})
        for found in one.judge(house, figures):
            yield _told(one, found)
        if month is not None and one.month is not None:
            for found in one.month(month, figures):
                yield _told(one, found)


def _told(one: AnyProvision, found: LawFinding) -> LintFinding:
    front = rule_page("law", one.id).front
    texts, use = front.finding[found.code], found.use
    if texts.severity is None:
        raise ValueError(f"{one.id}: {found.code} has no severity")
    return LintFinding(
        provision=one.id,
        law=tuple(map(cite_law, front.law)),
        code=found.code,
        severity=Severity(texts.severity),
        local=texts.local,
        text=Said(texts.zh, texts.en, found.values),
        lawful=Said(texts.mend_zh, texts.mend_en, found.values),
        key=None if use is None else use.key,
        authority=None if use is None else use.authority,
        place=None if use is None else use.place,
        employee=None if (employee := found.values.get("employee")) is None else str(employee),
    )
