"""``rosterctl rules``: what can be enforced, and each rule's page."""

from __future__ import annotations

from typing import Any

import click

from rosterctl.cli.options import speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command, LazyGroup

rules = LazyGroup("rules")


@rules.command("list", cls=Command)
@speaks()
def list_(say: Say) -> None:
    """All rules."""
    from rosterctl.services.rules import list_rules

    rows = list_rules()
    if say.format not in ("json", "ndjson"):
        rows = [
            {
                **row,
                "title": row["title"][say.lang],
                "clauses": row["authority"] + row["law"],
                "default_mode": say.word(f"mode.{row['default_mode']}"),
            }
            for row in rows
        ]
    heads = {"id": "head.rule", "kind": "head.kind", "title": "head.title", "default_mode": "head.mode"}
    if say.verbose or say.format != "table":  # citations are sentences: they make the table wider than a screen
        heads["clauses"] = "head.clauses"
    say.rows("rules/1", "rules", rows, heads)


@rules.command("trace", cls=Command)
@click.argument("clause", required=False, metavar="[CLAUSE]")
@speaks()
def trace(say: Say, clause: str | None) -> None:
    """From each clause to its rules, presets and test."""
    from rosterctl.errors import UsageError
    from rosterctl.services.trace import trace as traced

    found = [one for one in traced() if clause is None or one.clause.id == clause.upper()]
    if not found:
        raise UsageError("rules.no-clause", read=clause, known=tuple(one.clause.id for one in traced()))
    rows = [
        {
            "clause": one.clause.id,
            "regulation": one.clause.regulation,
            "article": one.clause.article,
            "asks": one.clause.asks,
            "rules": list(one.carriers),
            "presets": list(one.statements),
            "test": one.test,
        }
        for one in found
    ]
    heads = ["clause", "rules", "presets", "test"]
    if say.verbose or clause is not None or say.format == "csv":
        heads[1:1] = ["regulation", "article", "asks"]
    say.rows("rules-trace/1", "clauses", rows, {name: f"trace.head.{name}" for name in heads})


@rules.command("show", cls=Command)
@click.argument("rule_id", metavar="ID")
@speaks("table", "json", "markdown")
def show(say: Say, rule_id: str) -> None:
    """One rule's page."""
    from rosterctl.services.rules import show_rule

    rule = show_rule(rule_id)
    if say.format == "json":
        say.json("rule/1", rule)
    else:
        say.out(_page(rule, say))


def _page(rule: dict[str, Any], say: Say) -> str:
    lang = say.lang
    parts = [f"# {rule['id']}: {rule['title'][lang]}"]
    clauses = [*rule["authority"], *rule["law"]]
    if clauses:
        parts.append(f"{say.word('head.clauses')}: {'; '.join(clauses)}")
    for section in ("Requires", "Why", "Exactly"):
        parts += [f"## {say.word(f'section.{section}')}", rule["prose"][section][lang]]
    if rule["parameters"]:
        lines = [f"- `{p['name']}` = {_default(p)} ({p['range'] or '…'}): {p['meaning']}" for p in rule["parameters"]]
        parts += [f"## {say.word('section.Parameters')}", "\n".join(lines)]
    parts += [
        f"## {say.word('section.Findings')}",
        "\n".join(f"- {texts[lang]} → {texts[f'mend_{lang}']}" for texts in rule["findings"].values()),
        f"{say.word('head.unit')}: {rule['unit'][lang]}",
    ]
    return "\n\n".join(parts)


def _default(parameter: dict[str, Any]) -> str:
    value, unit = parameter["default"], parameter["unit"]
    if value is None or isinstance(value, bool):
        return {None: "none", True: "true", False: "false"}[value]
    return f"{value} {unit}" if unit else str(value)
