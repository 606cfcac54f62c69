"""Nobody takes more of a kind of leave than they have; page ``constraints/request/leave-balance.md``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from rosterctl.domain.balances import (
    Account,
    Balance,
    Grant,
    Taken,
    annual_grants,
    days_shown,
    hours_shown,
    settle,
)
from rosterctl.domain.filed import Ask
from rosterctl.domain.people import Employee
from rosterctl.messages import Word
from rosterctl.rules.base import RuleParams
from rosterctl.rules.request.base import Facts, Refusal, RequestRule, refusal

ID = "leave-balance"
ANNUAL = "annual"


class Params(RuleParams):
    """Which leave one use is about."""

    kind: Annotated[
        Literal["annual", "exchange"],
        Field(description="annual leave as the law grants it, or time off that was earned (换休)"),
    ] = "annual"
    carry_months: Annotated[
        int,
        Field(ge=0, le=12, description="months of the next year in which annual leave may still be taken",
              json_schema_extra={"unit": "months"}),
    ] = 0  # fmt: skip


def grants(person: Employee, account: Account, on: dt.date, params: Params) -> tuple[Grant, ...] | None:
    """What a person was granted, seen from a date; ``None`` when it cannot be known.

    A stated rest of annual leave stands in the place of the law's grants of all years up to that of its date.
    """
    stated = tuple(grant for grant in account.grants if grant.kind == params.kind)
    if params.kind != ANNUAL:
        return stated
    by_law = annual_grants(person, account.months, on, params.carry_months)
    covered = max((grant.expires.year for grant in stated if grant.expires is not None), default=0)
    if by_law is None:
        return stated if covered >= on.year else None
    return (*stated, *(grant for grant in by_law if int(grant.source.partition(":")[2]) > covered))


def balance(person: Employee, account: Account, on: dt.date, params: Params) -> Balance | None:
    """What is left of it, seen from a date; ``None`` when it cannot be known."""
    found = grants(person, account, on, params)
    return None if found is None else settle(found, _of_these(account.taken, found, params))


def _of_these(taken: tuple[Taken, ...], found: tuple[Grant, ...], params: Params) -> tuple[Taken, ...]:
    """What was taken of these grants: what was taken before the first of them belongs to a year that is over."""
    since = min((grant.first or dt.date.min for grant in found), default=dt.date.min)
    return tuple(item for item in taken if item.kind == params.kind and item.date >= since)


def may_file(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """No more than is left on the dates asked for, after what is approved."""
    request, account = ask.request, facts.account
    if request.leave_kind != params.kind:
        return
    found = grants(facts.employee, account, request.last, params)
    if found is None:
        yield refusal("unknown", employee=request.employee)
        return
    taken = _of_these(account.taken, found, params)
    asked = sum(item.minutes for item in account.asked)
    short = settle(found, (*taken, *account.asked)).short - settle(found, taken).short
    if short > 0:
        yield refusal(
            "short",
            kind=Word(f"leave.{params.kind}"),
            asked=hours_shown(asked),
            asked_days=days_shown(asked),
            left=hours_shown(asked - short),
            left_days=days_shown(asked - short),
        )


def may_decide(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """The same at the step that approves, under the ledger's lock: two who approve at once cannot overdraw."""
    assert facts.decider is not None, "a step is taken by somebody"
    if facts.decider.final:
        yield from may_file(ask, facts, params)


RULE = RequestRule(ID, Params, ("leave",), may_file=may_file, may_decide=may_decide)
