"""The incidents that a rule is about: verified ones of its kinds, in the order of date and id (4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import Field

from rosterctl.domain.incidents import Incident
from rosterctl.domain.money import Rate
from rosterctl.domain.pay import Charge, Part, PersonMonth
from rosterctl.messages import Word

Kinds = Annotated[tuple[str, ...], Field(min_length=1)]
"""Kinds of incidents, those of shipped rules or the workspace's own."""


def verified(month: PersonMonth, kinds: Iterable[str]) -> Iterator[Incident]:
    """Those that may cost or earn anything; a month holds its incidents by date and id."""
    wanted = frozenset(kinds)
    return (one for one in month.incidents if one.verified and one.kind in wanted)


def fine(incident: Incident, amount: Rate, code: str, **values: object) -> Charge:
    """A fine for an incident: house money, no pay for time (4.8)."""
    told = {"kind": Word(incident.kind), **values}
    return Charge(incident.date, Part.FINE, amount, code, because=(incident.id,), values=told)


def often(amount: Rate, count: int) -> Rate:
    """An amount so many times; once says nothing."""
    return amount if count == 1 else amount.times(count)
