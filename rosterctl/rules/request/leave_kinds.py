"""The kinds of leave that the house knows; page ``constraints/request/leave-kinds.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from rosterctl.domain.filed import Ask
from rosterctl.rules.base import RuleParams
from rosterctl.rules.request.base import Facts, Refusal, RequestRule, refusal

ID = "leave-kinds"


class Params(RuleParams):
    """The kinds."""

    kinds: Annotated[
        tuple[str, ...],
        Field(min_length=1, description="kinds of leave that may be asked for; the workspace's own among them"),
    ] = (
        *("personal", "sick", "marriage", "maternity", "bereavement", "exchange", "annual", "injury"),
        *("nursing", "prenatal"),
    )


def may_file(ask: Ask, _facts: Facts, params: Params) -> Iterator[Refusal]:
    """A leave states its kind, and the kind is one of those."""
    kind = ask.request.leave_kind
    if kind is None:
        yield refusal("missing", known=params.kinds)
    elif kind not in params.kinds:
        yield refusal("unknown", read=kind, known=params.kinds)


RULE = RequestRule(ID, Params, ("leave",), may_file=may_file)
