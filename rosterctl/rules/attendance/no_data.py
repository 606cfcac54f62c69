"""A site without any punch has no data, not absence (2.9); page ``constraints/attendance/no-data.md``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from rosterctl.domain.facts import Facts, Flags, Ints
from rosterctl.domain.period import Period
from rosterctl.rules.attendance.base import AttendanceRule, Note, Sheet
from rosterctl.rules.base import RuleParams

ID = "no-data"
Kind = Literal["all", "team", "post"]


class Params(RuleParams):
    """The numbers of one use."""

    site: Annotated[
        Kind, Field(description="who punches at one clock: everybody together, each team, or each post")
    ] = "all"
    people: Annotated[
        int,
        Field(
            ge=1, le=1000, description="fewest people rostered at the site; fewer are judged as ever",
            json_schema_extra={"unit": "people"},
        ),
    ] = 2  # fmt: skip
    confirmed: Annotated[
        tuple[dt.date, ...],
        Field(description="roster dates of which it is confirmed that nobody came: absence after all"),
    ] = ()


@dataclass(frozen=True)
class Sites:
    """The clocks that people punch at. ``of`` is each unit's; ``person`` that of each of ``facts.people`` where it
    goes by the person, ``None`` where it goes by the post."""

    names: tuple[str, ...]
    of: Ints
    person: Ints | None


def sites(facts: Facts, period: Period, kind: Kind) -> Sites:
    """The sites of a month's units."""
    if kind == "post":
        return Sites(facts.posts, facts.post, None)
    if kind == "all":
        return Sites(("",), np.zeros(len(facts), np.int64), np.zeros(len(facts.people), np.int64))
    teams = [_team(period, who) for who in facts.people]
    names = tuple(sorted({team or "" for team in teams}))
    number = {name: index for index, name in enumerate(names)}
    person = np.array([number[team or ""] for team in teams], np.int64)
    return Sites(names, person[facts.employee] if len(facts) else np.zeros(0, np.int64), person)


def _team(period: Period, who: str) -> str | None:
    known = period.person.get(who)
    return None if known is None else period.employees[known].team


def apply(sheet: Sheet, params: Params, rows: Flags) -> Sheet:
    """A note for each site and date, about the first of its units; the flags are the facts' (``facts.no_data``).

    While a unit is open (1.3) its punches may still come: nobody has to look into days that have not ended.
    """
    facts = sheet.facts
    which = np.flatnonzero(rows & sheet.inside & facts.no_data & ~facts.open)
    where = sites(facts, sheet.period, params.site)
    _, first, group = np.unique(
        facts.date[which] * len(where.names) + where.of[which], return_index=True, return_inverse=True
    )
    pairs = np.unique(group * len(facts.people) + facts.employee[which]) // len(facts.people)
    people = np.bincount(pairs, minlength=len(first)).tolist()
    code = "nobody-punched" if params.site == "all" else "site-silent"
    notes = []
    for row, count in zip(which[first].tolist(), people, strict=True):
        values = {"site": where.names[int(where.of[row])] or "-", "people": count}
        notes.append(Note(code, int(facts.employee[row]), int(facts.date[row]), row, count, values))
    return sheet.note(*notes)


RULE = AttendanceRule(ID, Params, apply)
