"""Why a month has no roster and what would help, as a planner reads it; and as values."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rosterctl.domain.case import Case
from rosterctl.domain.measures import Borrow, Ease, GiveUpLeave, Measure, Retune, Soften, Unpin, eased
from rosterctl.domain.time import format_clock
from rosterctl.errors import NoRosterError, Problem
from rosterctl.messages import Lang, Word, problem_line
from rosterctl.services.describe import person, rule_title
from rosterctl.services.infeasible import told
from rosterctl.services.ways import Way, Ways, find_ways
from rosterctl.solver.explain import Conflict, explain
from rosterctl.solver.feasible import first_roster

GLANCE = 2.0
"""Seconds for the question whether there is a roster at all, before a conflict is sought."""

NAMED = 20
"""How many people a measure names."""

FACT_DAYS = 7
"""On how many days of a conflict the people are counted."""


@dataclass(frozen=True)
class Explained:
    """``feasible``: there is a roster. Else the conflict (``None``: not narrowed down), and the ways out."""

    feasible: bool
    conflict: Conflict | None = None
    ways: Ways | None = None
    conflict_seconds: float = 0.0
    seconds: float = 0.0


def explain_month(case: Case, seconds: float) -> Explained:
    """Whether a month has a roster, and if not, why and what would help, within so many seconds.

    Raises :class:`NoRosterError` when neither a roster nor a conflict was found in time.
    """
    began = time.monotonic()

    def left() -> float:
        return seconds - (time.monotonic() - began)

    roster = first_roster(case, min(GLANCE, seconds))
    if isinstance(roster, tuple):
        return Explained(True, seconds=time.monotonic() - began)
    conflict = explain(case, time_limit=max(0.0, left()))
    if conflict is None and roster is None:
        roster = first_roster(case, left())
        if roster is None:
            raise NoRosterError("build.none-found", seconds=f"{time.monotonic() - began:.1f}")
        if isinstance(roster, tuple):
            return Explained(True, seconds=time.monotonic() - began)
    spent = time.monotonic() - began
    ways = find_ways(case, conflict, left())
    return Explained(False, conflict, ways, spent, time.monotonic() - began)


def conflict_lines(case: Case, found: Explained, lang: Lang) -> list[Problem]:
    """The lines of the conflict, then on its days how many people there are and how many are needed."""
    if found.conflict is None:
        keys = tuple(use.key for use in case.uses if use.mode.value == "hard")
        return [Problem("build.conflict.unknown", None, {"rules": keys})]
    return told(case, found.conflict, lang)


def facts(case: Case, found: Explained) -> list[Problem]:
    """For each day on which the conflict counts heads: who is there, who is on leave, what is asked for."""
    asked: dict[int, list[tuple[str, int]]] = {}
    for origin in found.conflict.origins if found.conflict is not None else ():
        if origin.who is None and origin.asked is not None and origin.asked.low:
            kinds = [case.duty(kind) for kind in case.choices if kind in origin.asked.kinds]
            name = "/".join(dict.fromkeys(duty.shift for duty in kinds))
            asked.setdefault(max(origin.end - 1, case.first), []).append((name, origin.asked.low))
    lines = []
    for day, needs in sorted(asked.items())[:FACT_DAYS]:
        on = case.axis.date(day)
        staff = [who for who, one in enumerate(case.employees) if one.employed(on)]
        leave = sum(case.on_whole_leave(who, day) for who in staff)
        need = tuple(f"{name} {count}" for name, count in needs)
        values = {"date": on, "staff": len(staff), "leave": leave, "free": len(staff) - leave, "need": need}
        lines.append(Problem("explain.fact", None, values))
    return lines


def way_text(case: Case, way: Way, lang: Lang) -> str:
    """A way out in a sentence."""
    parts = [problem_line(part, lang) for part in way_parts(case, way.measures, lang)]
    return ("；" if lang == "zh" else "; ").join(parts)


def way_parts(case: Case, measures: Sequence[Measure], lang: Lang) -> Iterator[Problem]:
    """The measures of a way, what belongs together in one line."""
    yield from _leave(case, [m for m in measures if isinstance(m, GiveUpLeave)])
    for measure in measures:
        if isinstance(measure, Unpin):
            yield _pin(case, measure)
        elif isinstance(measure, Ease):
            yield _ease(case, measure)
        elif isinstance(measure, Retune | Soften):
            yield _rule(case, measure, lang)
    yield from _borrow(case, [m for m in measures if isinstance(m, Borrow)])


def _leave(case: Case, measures: Sequence[GiveUpLeave]) -> Iterator[Problem]:
    for day in sorted({measure.day for measure in measures}):
        people = [measure.who for measure in measures if measure.day == day]
        values: dict[str, object] = {
            "date": case.axis.date(day),
            "count": len(people),
            "of": sum(case.on_whole_leave(who, day) for who in range(len(case.employees))),
            "who": _named(case, people),
        }
        if len(people) > NAMED:
            yield Problem("explain.leave.more", None, {**values, "more": len(people) - NAMED})
        else:
            yield Problem("explain.leave", None, values)


def _named(case: Case, people: Sequence[int]) -> tuple[str, ...]:
    return tuple(person(case, case.employees[who].id) for who in people[:NAMED])


def _pin(case: Case, measure: Unpin) -> Problem:
    pin = measure.pin
    what = Word("day-off") if pin.shift is None else pin.shift if pin.post is None else f"{pin.shift}/{pin.post}"
    values = {"who": person(case, pin.employee), "date": pin.date, "what": what, "place": pin.place or "pins"}
    return Problem("explain.pin", None, values)


def _ease(case: Case, measure: Ease) -> Problem:
    row = measure.rows[0]
    number = getattr(row, measure.level)
    values: dict[str, object] = {
        "date": case.axis.date(measure.day),
        "what": _row(measure),
        "from": number,
        "to": getattr(eased(row, measure), measure.level),
        "by": measure.by,
    }
    code = "lower" if measure.level == "min" else "raise"
    return Problem(f"explain.{code}" if len(measure.rows) == 1 else f"explain.{code}.rows", None, values)


def _row(measure: Ease) -> str:
    """``E``, ``08:00–12:00`` or ``08:00–12:00 english``: what the rows ask for."""
    asked = measure.rows[0].filter
    spans = [row.span for row in measure.rows if row.span is not None]
    parts = [asked.shift] if asked.shift is not None else []
    if spans:
        first, last = min(span.start for span in spans), max(span.end for span in spans)
        parts.append(f"{format_clock(first)}–{format_clock(last)}")
    elif asked.shift is None:
        parts.append("00:00–24:00")
    parts += [part for part in (asked.post, asked.skill, asked.grade, asked.rank) if part is not None]
    return " ".join(parts)


def _borrow(case: Case, measures: Sequence[Borrow]) -> Iterator[Problem]:
    for day in sorted({measure.day for measure in measures}):
        mine = [measure for measure in measures if measure.day == day]
        shifts = tuple(f"{case.duty(m.kind).shift} {m.heads}" for m in mine)
        values = {"date": case.axis.date(day), "count": sum(m.heads for m in mine), "shifts": shifts}
        yield Problem("explain.borrow", None, values)


def _rule(case: Case, measure: Retune | Soften, lang: Lang) -> Problem:
    use = case.uses[measure.use]
    values: dict[str, object] = {"rule": rule_title(use.rule, lang), "key": use.key}
    if isinstance(measure, Soften):
        return Problem("explain.soften", None, values)
    values |= {"name": measure.name, "from": getattr(use.params, measure.name), "to": measure.value}
    if measure.people is None:
        return Problem("explain.retune", None, values)
    return Problem("explain.retune.people", None, {**values, "who": _named(case, measure.people)})
