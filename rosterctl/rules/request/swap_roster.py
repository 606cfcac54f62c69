"""Swaps keep the rules of the roster; page ``constraints/request/swap-roster.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from rosterctl.domain.filed import Ask
from rosterctl.messages import Word
from rosterctl.rules.base import RuleParams
from rosterctl.rules.request.base import Facts, Refusal, RequestRule, refusal

ID = "swap-roster"


class Params(RuleParams):
    """Who may let a swap break a hard rule."""

    exceed: Annotated[
        Literal["leader", "middle", "director", "approver"] | None,
        Field(description="who may let a hard rule be broken, with a recorded reason; none: nobody"),
    ] = None


def may_file(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """Within the roster's hard rules, for both; or with a reason, where somebody may make an exception."""
    if params.exceed is None or ask.over_cap is None:
        yield from _broken(facts)


def may_decide(_ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """The same at the step that approves, as the roster is then; an exception takes somebody entitled's reason."""
    decider = facts.decider
    assert decider is not None, "a step is taken by somebody"
    if not decider.final or not facts.breaches:
        return
    if params.exceed is None or decider.over_cap is None:
        yield from _broken(facts)
    elif not decider.meets(params.exceed):
        yield refusal("not-entitled", who=decider.employee.id, need=Word(f"need.{params.exceed}"))


def _broken(facts: Facts) -> Iterator[Refusal]:
    for one in facts.breaches:
        yield refusal("breach", key=one.key, clause=one.clause, what=one.text, who=one.employees, dates=one.dates)


RULE = RequestRule(ID, Params, ("swap",), may_file=may_file, may_decide=may_decide)
