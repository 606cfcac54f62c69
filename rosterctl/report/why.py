"""A cell of a roster in words: what it holds, what fixes it, and what every other choice would break or cost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rosterctl.domain.case import Case
from rosterctl.domain.choices import Cell, Choice
from rosterctl.domain.findings import Finding
from rosterctl.domain.roster import Assignment
from rosterctl.domain.roster_text import cell_text
from rosterctl.messages import Lang, Word, text
from rosterctl.report.findings import Describe, date_runs, finding_lines
from rosterctl.report.wrapping import wrap

Authority = Callable[[str, str, str | None], str]
"""Gives the clauses behind a finding: kind and id of the rule, and what the policy states."""

CLAUSES = 2
"""Clauses of a finding in a table; all of them in json."""

SHOWN = 5
"""Findings of a choice in a table; all of them in json."""


def cell_lines(
    case: Case, cell: Cell, lang: Lang, describe: Describe, authority: Authority, width: int | None
) -> Iterator[str]:
    """The cell for a terminal, in lines."""
    person = case.employees[cell.who]
    names = {"who": person.id if person.name == person.id else f"{person.id} {person.name}", "date": cell.date}
    yield text("why.cell", lang, {**names, "held": held(case, cell.items, lang)})
    for line in _reasons(cell, lang):
        yield f"  {line}"
    if not cell.choices:
        yield f"  {text('why.already', lang)}"
    else:
        yield f"  {_verdict(cell, lang)}"
    for choice in cell.choices:
        values = {"held": held(case, choice.items, lang), "hard": choice.hard, "penalty": f"{choice.penalty:+d}"}
        yield f"  {text('why.choice.hard' if choice.hard else 'why.choice', lang, values)}"
        yield from _changes(case, choice.new, "why.new", lang, describe, authority, width)
        yield from _changes(case, choice.gone, "why.gone", lang, describe, authority, width)


def held(case: Case, items: Sequence[Assignment], lang: Lang) -> str:
    """What a cell holds; a day off in words."""
    return cell_text(case, items) or Word("day-off").show(lang)


def _reasons(cell: Cell, lang: Lang) -> Iterator[str]:
    for pin in cell.pins:
        what = pin.shift if pin.shift is not None else Word("day-off")
        yield text("why.pin", lang, {"what": what, "place": pin.place or "pins"})
    for request in cell.leave:
        kind = Word(f"leave.{request.leave_kind}")
        yield text("why.leave", lang, {"id": request.id, "kind": kind, "first": request.first, "last": request.last})
    for wish in cell.wishes:
        what = wish.shift if wish.shift is not None else Word("why.work")
        yield text(f"why.wish.{'for' if wish.on else 'against'}", lang, {"what": what, "weight": wish.weight})


def _verdict(cell: Cell, lang: Lang) -> str:
    allowed = [choice for choice in cell.choices if not choice.hard]
    if not allowed:
        return text("why.only" if len(cell.choices) > 1 else "why.breaks", lang)
    least = min(choice.penalty for choice in allowed)
    code = "dearer" if least > 0 else "same" if least == 0 else "cheaper"
    return text(f"why.{code}", lang, {"penalty": abs(least)})


def _changes(
    case: Case,
    findings: Sequence[Finding],
    code: str,
    lang: Lang,
    describe: Describe,
    authority: Authority,
    width: int | None,
) -> Iterator[str]:
    for line in finding_lines(findings[:SHOWN], case, lang, describe):
        finding = line.finding
        kind = text("roster.finding.hard" if finding.hard else "roster.finding.soft", lang)
        cost = "" if finding.hard else text("finding.cost", lang, {"cost": finding.cost})
        clauses = authority("roster", finding.rule, finding.authority).split("; ")
        facts = [line.rule, "; ".join(clauses[:CLAUSES]), ", ".join(line.who[:4])]
        about = " · ".join(fact for fact in (*facts, date_runs(finding.dates), cost) if fact)
        values = {"kind": kind, "about": about, "text": line.text}
        yield from wrap(text(code, lang, values), width, first="    ", rest="      ")
    if len(findings) > SHOWN:
        yield "    " + text("why.more", lang, {"count": len(findings) - SHOWN})


def cell_json(case: Case, cell: Cell, lang: Lang, describe: Describe, authority: Authority) -> dict[str, Any]:
    """The cell as values."""
    return {
        "employee": case.employees[cell.who].id,
        "date": cell.date.isoformat(),
        "held": cell_text(case, cell.items) or None,
        "pins": [{"shift": pin.shift, "post": pin.post, "place": pin.place and str(pin.place)} for pin in cell.pins],
        "leave": [{"id": request.id, "kind": request.leave_kind} for request in cell.leave],
        "wishes": [{"for": wish.on, "shift": wish.shift, "weight": wish.weight} for wish in cell.wishes],
        "choices": [_choice_json(case, choice, lang, describe, authority) for choice in cell.choices],
    }


def _choice_json(case: Case, choice: Choice, lang: Lang, describe: Describe, authority: Authority) -> dict[str, Any]:
    def told(findings: Sequence[Finding]) -> list[dict[str, Any]]:
        return [
            {
                "rule": line.finding.rule,
                "key": line.finding.key,
                "authority": authority("roster", line.finding.rule, line.finding.authority),
                "hard": line.finding.hard,
                "cost": line.finding.cost,
                "employees": list(line.finding.employees),
                "dates": [on.isoformat() for on in line.finding.dates],
                "text": line.text,
            }
            for line in finding_lines(findings, case, lang, describe)
        ]

    return {
        "holds": cell_text(case, choice.items) or None,
        "hard": choice.hard,
        "penalty": choice.penalty,
        "new": told(choice.new),
        "gone": told(choice.gone),
    }
