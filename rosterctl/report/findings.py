"""Findings as lines: which rule, who, when, in which cell, how far off, and what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rosterctl.domain.case import Case
from rosterctl.domain.findings import Finding
from rosterctl.errors import Place
from rosterctl.messages import Lang, text
from rosterctl.report.tables import RED, YELLOW, Style, csv_table, one_line, paint, text_table
from rosterctl.report.wrapping import wrap

FINDINGS_SCHEMA = "rosterctl/findings/1"
Describe = Callable[[Finding, Lang], tuple[str, str]]
"""Gives what is wrong and what would mend it, from the rule's page."""

PEOPLE_SHOWN, PLACES_SHOWN, RUNS_SHOWN = 4, 3, 4
"""How many of each a finding names on a terminal, and then how many more there are; the other formats keep all."""

_HEADS = ("kind", "rule", "who", "dates", "where", "size", "cost", "text", "mend")


@dataclass(frozen=True, slots=True)
class Line:
    """One finding in words."""

    finding: Finding
    rule: str
    who: tuple[str, ...]
    dates: str
    where: tuple[str, ...]
    text: str
    mend: str


def finding_lines(findings: Iterable[Finding], case: Case, lang: Lang, describe: Describe) -> tuple[Line, ...]:
    """The findings in words, in the order given. ``rule`` is the key where that says more than the rule."""
    found = []
    for finding in findings:
        words, mend = describe(finding, lang)
        rule = finding.rule if finding.key == finding.rule else f"{finding.rule} ({finding.key})"
        who = tuple(_person(case, employee) for employee in finding.employees)
        where = tuple(str(place) for place in finding.where)
        found.append(Line(finding, rule, who, date_runs(finding.dates), where, words, mend))
    return tuple(found)


def findings_table(
    lines: Sequence[Line],
    lang: Lang,
    *,
    style: Style = "table",
    colour: bool = False,
    mend: bool = True,
    width: int | None = None,
) -> str:
    """On a terminal a compact list, broken at ``width`` columns; in Markdown a table, one finding a line, without
    the columns that are empty (no cell known, nobody concerned).

    Ends with a newline; the empty string when there are no findings.
    """
    if style == "table":
        return "".join(f"{row}\n" for line in lines for row in _item(line, lang, colour, mend, width))
    rows = [_row(line, lang) for line in lines]
    kept = [n for n, name in enumerate(_HEADS) if any(row[n] for row in rows) and (mend or name != "mend")]
    heads = _heads(lang)
    body = [[row[n] for n in kept] for row in rows]
    return text_table([heads[n] for n in kept], body, style) + "\n" if rows else ""


def _item(line: Line, lang: Lang, colour: bool, mend: bool, width: int | None) -> list[str]:
    """A finding on a terminal: what it is about, then what is wrong and, behind an arrow, what would mend it."""
    finding = line.finding
    joint = "、" if lang == "zh" else ", "
    kind = f"[{_kind(line, lang)}]"
    facts = [
        line.rule,
        _few(line.who, PEOPLE_SHOWN, joint),
        _few(line.dates.split(", "), RUNS_SHOWN, joint),
        _few([_short(place) for place in finding.where], PLACES_SHOWN, joint),
        "" if finding.hard else text("finding.cost", lang, {"cost": finding.cost}),
    ]
    head = wrap(" · ".join(fact for fact in facts if fact), width, first=f"{kind} ", rest="       ")
    if colour:
        head[0] = paint(kind, RED if finding.hard else YELLOW) + head[0].removeprefix(kind)
    words = f"{line.text} → {line.mend}" if mend else line.text
    return [*head, *wrap(one_line(words), width, first="    ", rest="    ")]


def _few(names: Sequence[str], most: int, joint: str) -> str:
    more = len(names) - most
    return joint.join(names) if more <= 0 else f"{joint.join(names[:most])} +{more}"


def _short(place: Place) -> str:
    """A place without its file, which the reader has just named."""
    if place.cell is not None:
        return f"{place.sheet}!{place.cell}" if place.sheet else place.cell
    return str(place)


def findings_csv(lines: Iterable[Line], lang: Lang) -> str:
    """All columns as CSV."""
    return csv_table(_heads(lang), [_row(line, lang) for line in lines])


def findings_json(lines: Iterable[Line]) -> dict[str, Any]:
    """The findings as values for JSON, with their texts in the language of the lines."""
    return {
        "schema": FINDINGS_SCHEMA,
        "findings": [
            {
                "rule": line.finding.rule,
                "key": line.finding.key,
                "code": line.finding.code,
                "hard": line.finding.hard,
                "size": line.finding.size,
                "cost": line.finding.cost,
                "dates": [on.isoformat() for on in line.finding.dates],
                "employees": list(line.finding.employees),
                "values": {name: _plain(value) for name, value in line.finding.values.items()},
                "authority": line.finding.authority,
                "where": list(line.where),
                "text": line.text,
                "mend": line.mend,
            }
            for line in lines
        ],
    }


def date_runs(dates: Iterable[date]) -> str:
    """Dates, runs joined: ``2026-10-01…03, 2026-10-31…2026-11-02``."""
    runs: list[list[date]] = []
    for on in sorted(set(dates)):
        if runs and on - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(on)
        else:
            runs.append([on])
    return ", ".join(_run(run[0], run[-1]) for run in runs)


def _run(first: date, last: date) -> str:
    if first == last:
        return first.isoformat()
    same = (first.year, first.month) == (last.year, last.month)
    return f"{first.isoformat()}…{last.day:02d}" if same else f"{first.isoformat()}…{last.isoformat()}"


def _row(line: Line, lang: Lang) -> list[str]:
    finding = line.finding
    joint = "、" if lang == "zh" else ", "
    cost = "" if finding.hard else str(finding.cost)
    who, where = joint.join(line.who), joint.join(line.where)
    return [_kind(line, lang), line.rule, who, line.dates, where, str(finding.size), cost, line.text, line.mend]


def _kind(line: Line, lang: Lang) -> str:
    return text("roster.finding.hard" if line.finding.hard else "roster.finding.soft", lang)


def _heads(lang: Lang) -> list[str]:
    return [text(f"roster.finding-head.{name}", lang) for name in _HEADS]


def _person(case: Case, employee: str) -> str:
    number = case.person.get(employee)
    name = employee if number is None else case.employees[number].name
    return employee if name == employee else f"{employee} {name}"


def _plain(value: object) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)
