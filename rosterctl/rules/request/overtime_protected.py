"""No overtime for those whom the law protects; page ``constraints/request/overtime-protected.md``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from rosterctl.domain.filed import Ask, by_date
from rosterctl.rules.base import RuleParams
from rosterctl.rules.request.base import Facts, Refusal, RequestRule, refusal

ID = "overtime-protected"


class Params(RuleParams):
    """From when until when somebody is protected, and why; the use's ``for`` says who."""

    why: Annotated[
        Literal["pregnant", "nursing"],
        Field(description="pregnant (from the seventh month on), or nursing a child of less than a year"),
    ] = "pregnant"
    first: Annotated[dt.date | None, Field(description="first date of the protection; none: always")] = None
    last: Annotated[dt.date | None, Field(description="last date of the protection; none: until further notice")] = (
        None
    )


def may_file(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """None at all on the dates of the protection; no reason is good enough to exceed it."""
    for date in by_date(ask.request, facts.zone):
        if (params.first is None or date >= params.first) and (params.last is None or date <= params.last):
            yield refusal(params.why, date=date)
            return


def may_decide(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """The same when it is decided: the protection may have been recorded meanwhile."""
    return may_file(ask, facts, params)


RULE = RequestRule(ID, Params, ("overtime",), may_file=may_file, may_decide=may_decide)
