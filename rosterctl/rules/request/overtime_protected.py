"""No overtime for those whom the law protects; page ``constraints/request/overtime-protected.md``."""

from __future__ import annotations

from collections.abc import Iterator

from rosterctl.domain.filed import Ask, by_date
from rosterctl.rules.base import RuleParams
from rosterctl.rules.request.base import Facts, Refusal, RequestRule, refusal

ID = "overtime-protected"


class Params(RuleParams):
    """No numbers: whom it protects, and when, is in ``input/protected``, which few may read."""


def may_file(ask: Ask, facts: Facts, _params: Params) -> Iterator[Refusal]:
    """None at all on the dates of the protection; no reason is good enough to exceed it.

    Time held over at a hand-over is worked already, and must be paid all the same.
    """
    if ask.emergency:
        return
    for date in by_date(ask.request, facts.zone):
        if any(
            (first is None or date >= first) and (last is None or date <= last) for first, last in facts.protected
        ):
            yield refusal("protected", date=date)
            return


def may_decide(ask: Ask, facts: Facts, params: Params) -> Iterator[Refusal]:
    """The same when it is decided: the protection may have been recorded meanwhile."""
    return may_file(ask, facts, params)


RULE = RequestRule(ID, Params, ("overtime",), may_file=may_file, may_decide=may_decide)
