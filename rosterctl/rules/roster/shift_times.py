"""Shifts are those of the house's regulation; page ``constraints/roster/shift-times.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field, field_validator

from rosterctl.domain.shifts import Shift
from rosterctl.domain.time import DAY, Span, format_clock, parse_clock
from rosterctl.rules.base import Breach, RosterRule, RuleParams, Scope
from rosterctl.rules.port import Cell, Port
from rosterctl.rules.roster.index import RosterIndex

ID = "shift-times"

_SPAN = r"\d\d:\d\d-\d\d:\d\d"
_TIMES = re.compile(rf"{_SPAN}(\+{_SPAN})*( {_SPAN})*")


class Params(RuleParams):
    """What the regulation lays down."""

    shifts: Annotated[
        Mapping[str, str],
        Field(
            min_length=1,
            description="shift code = its times: segments joined by `+`, then the windows of its meals; "
            "`09:00-12:00+14:00-18:00`, `08:00-18:00 12:00-14:00`",
        ),
    ]
    others: Annotated[bool, Field(description="whether shifts that are not named may be worked too")] = True

    @field_validator("shifts")
    @classmethod
    def _times(cls, value: Mapping[str, str]) -> Mapping[str, str]:
        for code, times in value.items():
            if _TIMES.fullmatch(times) is None:
                raise ValueError(f"{code} = {times}: times are written 09:00-12:00+14:00-18:00, meals after a blank")
            _read(times)
        return value


# check


def check(index: RosterIndex, params: Params, scope: Scope) -> Iterator[Breach]:
    """One breach for each assignment of a shift that differs, or that is none of the house's."""
    case = index.case
    wrong = {code: _wrong(shift, params) for code, shift in case.shifts.items()}
    for day in range(case.first, case.end):
        if not scope.on(day):
            continue
        for who in scope.judged:
            for item in index.at(who, day):
                code = wrong[item.shift]
                if code is not None and scope.post(item.post):
                    due = params.shifts.get(item.shift, "")
                    values = {"shift": item.shift, "read": _written(case.shifts[item.shift]), "due": due}
                    yield Breach(code, 1, (day,), (who,), values=values)


def _wrong(shift: Shift, params: Params) -> str | None:
    """What is wrong with a shift, its spans held against those that the text says."""
    stated = params.shifts.get(shift.code)
    if stated is None:
        return None if params.others else "other"
    return None if _read(stated) == (shift.segments, tuple(meal.window for meal in shift.meals)) else "times"


def _read(times: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Segments and windows of meals of a text."""
    worked, *meals = times.split(" ")
    begins = parse_clock(worked[:5])
    return tuple(_span(text, begins) for text in worked.split("+")), tuple(_span(text, begins) for text in meals)


def _span(text: str, begins: int) -> Span:
    """A span of a shift that begins at ``begins``: what is earlier on the clock is after midnight."""
    start, end = (parse_clock(part) for part in text.split("-"))
    span = Span(start, end if end > start else end + DAY)
    return span.shifted(DAY) if start < begins else span


# encode


def encode(port: Port, params: Params) -> None:
    """Forbids, on each day, the kinds whose shift is written otherwise than the house writes it."""
    case = port.case
    bad = frozenset(
        kind for kind in case.choices if port.scope.post(case.duty(kind).post) and _bad(port, params, kind)
    )
    if not bad:
        return
    for who in port.scope.judged:
        for day in case.days:
            if port.scope.on(day):
                port.forbid(who, [Cell(day, bad)])


def _bad(port: Port, params: Params, kind: int) -> bool:
    shift = port.case.shifts[port.case.duty(kind).shift]
    stated = params.shifts.get(shift.code)
    return not params.others if stated is None else _written(shift) != _evened(stated)


def _written(shift: Shift) -> str:
    """A shift's times as the parameter writes them, ends after midnight counted on: ``22:00-30:00``."""
    spans = "+".join(map(_text, shift.segments))
    return " ".join([spans, *(_text(meal.window) for meal in shift.meals)])


def _text(span: Span) -> str:
    return f"{format_clock(span.start)}-{format_clock(span.end)}"


def _evened(times: str) -> str:
    """The text with clocks after midnight counted on; as texts they are in the order of time."""
    first = times[:5]

    def counted(found: re.Match[str]) -> str:
        start, end = found.group().split("-")
        start, end = (start, end) if start >= first else (_later(start), _later(end))
        return f"{start}-{end}" if end > start else f"{start}-{_later(end)}"

    return re.sub(_SPAN, counted, times)


def _later(clock: str) -> str:
    return f"{int(clock[:2]) + 24}{clock[2:]}"


RULE = RosterRule(ID, Params, check, encode, reach="person", posted=True)
