"""Who may approve what, by rank, kind and size, in one or several steps; page ``constraints/request/approval.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from rosterctl.domain.acting import PARTNER, Decider
from rosterctl.domain.filed import KINDS, Ask, half_days
from rosterctl.messages import Word
from rosterctl.rules.base import RuleParams
from rosterctl.rules.request.base import Facts, Refusal, RequestRule, refusal

ID = "approval"

Kind = Literal["leave", "overtime", "swap", "correction", "outing"]
Need = Literal["leader", "middle", "director", "approver"]


class Params(RuleParams):
    """Steps for the kinds of one use."""

    kinds: Annotated[
        tuple[Kind, ...],
        Field(min_length=1, description="requests that this use is about"),
    ] = ("leave", "overtime", "swap", "correction", "outing")
    steps: Annotated[
        tuple[Need, ...],
        Field(min_length=1, description="who takes each step: a rank (or a higher one), or the role `approver`"),
    ] = ("leader",)
    over: Annotated[
        int | None,
        Field(ge=0, description="a request of more than this takes `steps_over`: days of leave, hours of others",
              json_schema_extra={"unit": "days or hours"}),
    ] = None  # fmt: skip
    steps_over: Annotated[
        tuple[Need, ...],
        Field(description="the steps of a longer request"),
    ] = ()
    same_team: Annotated[bool, Field(description="whether a leader decides for their own team only")] = False
    expires_days: Annotated[
        int | None,
        Field(ge=0, le=366, description="days after its last date on which it may still be decided",
              json_schema_extra={"unit": "days"}),
    ] = None  # fmt: skip

    @model_validator(mode="after")
    def _both_or_neither(self) -> Params:
        if (self.over is None) != (not self.steps_over):
            raise ValueError("over and steps_over go together")
        return self


def steps(ask: Ask, params: Params) -> tuple[str, ...]:
    """The steps in their order."""
    return params.steps_over if _long(ask, params.over) else params.steps


def _long(ask: Ask, over: int | None) -> bool:
    if over is None:
        return False
    if ask.request.kind == "leave":
        return half_days(ask.request) > 2 * over
    return ask.request.hours is not None and ask.request.hours.minutes > 60 * over


def may_decide(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """Whether this person may take this step."""
    decider = facts.decider
    assert decider is not None, "a step is taken by somebody"
    code = may_take(ask, decider)
    if code is not None:
        yield refusal(code, who=decider.employee.id, need=Word(f"need.{decider.need}"))
    elif params.same_team and decider.need == "leader" and decider.employee.rank == "leader":
        mine, theirs = decider.employee.team, facts.employee.team
        if mine != theirs:
            yield refusal("team", who=decider.employee.id, mine=mine or "-", theirs=theirs or "-")


def may_take(ask: Ask, decider: Decider) -> str | None:
    """The code of the reason why somebody cannot take a step; ``None`` when they can.

    Nobody decides their own request, nobody takes two steps of one, and a step takes the rank or role that it names;
    the partner's step only the partner can take. No policy can loosen this: it is what a decision means.
    """
    request, who = ask.request, decider.employee.id
    if who == request.employee:
        return "own"
    if who in decider.before:
        return "twice"
    if decider.need == PARTNER:
        return None if who == request.partner else "not-partner"
    return None if decider.meets(decider.need) else "rank"


RULE = RequestRule(ID, Params, KINDS, may_decide=may_decide, steps=steps)
