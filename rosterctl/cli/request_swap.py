"""``rosterctl request check swap A:DATE B[:DATE]``, and ``suggest``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rosterctl.cli.options import in_workspace, option, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command, lang_of
from rosterctl.domain.findings import Finding
from rosterctl.domain.time import format_clock
from rosterctl.messages import text

if TYPE_CHECKING:
    from rosterctl.domain.case import Case
    from rosterctl.rules.roster.difference import Cell
    from rosterctl.rules.roster.index import Items
    from rosterctl.services.month import Month
    from rosterctl.services.swaps import Seen


def cell(value: str) -> tuple[str, date | None]:
    """``A:2026-10-12`` as whom and when; a name alone is somebody on the other's date."""
    who, colon, on = value.partition(":")
    try:
        if not who or (colon and not on):
            raise ValueError(value)
        return who, date.fromisoformat(on) if colon else None
    except ValueError as error:
        context = click.get_current_context()
        raise click.UsageError(text("swap.cell", lang_of(context), {"read": value}), context) from error


def _employee(case: Case, read: str) -> str:
    """The id of whoever is meant by an id or by a name that one person has."""
    named = [person.id for person in case.employees if person.name == read]
    return named[0] if read not in case.person and len(named) == 1 else read


def check_swap(say: Say, root: Path, first: str, second: str) -> int:
    """Tell whether a swap is legal for both and what it costs; 1 with a breach of a hard rule."""
    from rosterctl.io.inputs.config import load_config
    from rosterctl.services.month import load_month
    from rosterctl.services.swap_asked import Swap
    from rosterctl.services.swaps import look, month_of, published, what_if

    one, on = cell(first)
    other, back = cell(second)
    if on is None:
        raise click.UsageError(say.word("swap.cell", read=first), click.get_current_context())
    dates = tuple(dict.fromkeys((on, back or on)))
    month = load_month(root, month_of(load_config(root), dates))
    swap = Swap(_employee(month.case, one), _employee(month.case, other), dates)
    seen = look(what_if(month, published(month)), swap)
    say.problems(() if say.quiet else month.warnings)
    breaches = seen.difference.breaches
    if say.format == "json":
        say.json("swap-check/1", {"month": month.name, "version": _version(month), **_told(say, month.case, seen)})
    else:
        _table(say, month, seen)
    return 1 if breaches else 0


def _version(month: Month) -> int | None:
    return month.published.publication.version if month.published and month.published.publication else None


def _told(say: Say, case: Case, seen: Seen) -> dict[str, object]:
    found = seen.difference
    return {
        "kind": "cover" if seen.covers else "swap",
        "legal": not found.breaches,
        "penalty": found.penalty,
        "penalty_by_rule": found.by_rule,
        "cells": _cells(case, seen.before, seen.after),
        "breaches": findings(say, found.breaches),
        "come": findings(say, found.come),
        "gone": findings(say, found.gone),
    }


def _cells(case: Case, before: Mapping[Cell, Items], after: Mapping[Cell, Items]) -> list[dict[str, object]]:
    return [
        {
            "employee": case.employees[who].id,
            "name": case.employees[who].name,
            "date": case.axis.date(day).isoformat(),
            "before": _work(before[who, day]),
            "after": _work(after[who, day]),
            "meals": [format_clock(b.start) for item in after[who, day] for b in item.breaks],
        }
        for who, day in sorted(before)
    ]


def _work(items: Items) -> str:
    return "+".join(item.shift for item in items) or "-"


def findings(say: Say, found: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings with rule, clause, people and dates, as JSON tells them."""
    from rosterctl.services.describe import authority_of, describe

    return [
        {
            "rule": item.rule,
            "key": item.key,
            "code": item.code,
            "hard": item.hard,
            "size": item.size,
            "cost": item.cost,
            "employees": list(item.employees),
            "dates": [on.isoformat() for on in item.dates],
            "clause": authority_of("roster", item.rule, item.authority),
            "text": describe(item, say.lang)[0],
        }
        for item in found
    ]


def _table(say: Say, month: Month, seen: Seen) -> None:
    from rosterctl.report.findings import finding_lines, findings_table
    from rosterctl.services.describe import describe

    found = seen.difference
    heads = {name: f"swap.head.{name}" for name in ("employee", "name", "date", "before", "after")}
    say.rows("swap-check/1", "cells", _cells(month.case, seen.before, seen.after), heads)
    if found.breaches:
        say.out(findings_table(finding_lines(found.breaches, month.case, say.lang, describe), say.lang))
    for breach in findings(say, found.breaches):
        say.out(say.word("swap.clause", **{name: breach[name] for name in ("key", "clause", "employees", "dates")}))
    for key, cost in found.by_rule.items():
        say.out(say.word("swap.cost", key=key, cost=f"{cost:+d}"))
    code = "swap.illegal" if found.breaches else "swap.legal"
    say.out(say.word(code, count=len(found.breaches), penalty=f"{found.penalty:+d}"))


@click.command("suggest", cls=Command)
@click.argument("whom", metavar="ID:DATE")
@option("--limit", type=click.IntRange(min=1, max=100), default=10, show_default=True, help="option.suggest-limit")
@in_workspace
@speaks()
def suggest(say: Say, root: Path, whom: str, limit: int) -> int:
    """Who could take a shift."""
    from rosterctl.io.inputs.config import load_config
    from rosterctl.services.month import load_month
    from rosterctl.services.suggest import suggest as rank
    from rosterctl.services.swaps import month_of, published, what_if

    read, on = cell(whom)
    if on is None:
        raise click.UsageError(say.word("swap.cell", read=whom), click.get_current_context())
    month = load_month(root, month_of(load_config(root), [on]))
    case, who = month.case, _employee(month.case, read)
    found = rank(what_if(month, published(month)), who, on, limit)
    say.problems(() if say.quiet else month.warnings)
    rows = []
    for place, one in enumerate(found.best, 1):
        person = case.employees[case.person[one.seen.swap.other]]
        kind = "cover" if one.seen.covers else "swap"
        day = case.axis.day(on)
        rows.append(
            {
                "place": place,
                "employee": person.id,
                "name": person.name,
                "kind": kind if say.format in ("json", "ndjson", "csv") else say.word(f"swap.kind.{kind}"),
                "gives": _work(one.seen.before[case.person[person.id], day]),
                "penalty": one.penalty,
                "hours": _hours(one.minutes),
                "month": _hours(one.month),
                "skills": " ".join(sorted(person.skills)),
                "grade": person.grade,
                "rank": person.rank,
                "why": _why(one.seen.difference.by_rule),
            }
        )
    heads = {name: f"swap.head.{name}" for name in (
        "place", "employee", "name", "kind", "gives", "penalty", "hours", "month", "skills", "grade", "rank", "why",
    )}  # fmt: skip
    refused = [
        {"employee": employee, **findings(say, [finding])[0]} for employee, finding in sorted(found.refused.items())
    ]
    extra = {"refused": refused} if say.format == "json" else {}
    head = {"employee": who, "date": on.isoformat(), "version": _version(month), "more": found.more}
    say.rows("request-suggest/1", "candidates", rows, heads, **head, **extra)
    say("swap.suggested", count=len(rows), refused=len(found.refused), more=found.more)
    return 0 if rows else 1


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _why(costs: Mapping[str, int]) -> str:
    return " ".join(f"{key} {cost:+d}" for key, cost in costs.items())
