"""``rosterctl policy``: the rules in force in a workspace."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

from rosterctl.cli.options import in_workspace, moment, month_if_any, option, speaking_as, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command, LazyGroup
from rosterctl.errors import UsageError
from rosterctl.messages import Lang, text

if TYPE_CHECKING:
    from rosterctl.services.lint_month import Looked

policy = LazyGroup("policy")

GRADES = ("contrary", "contested", "note", "never")
"""How grave a finding of the law must be to end in exit code 1."""


@policy.command("show", cls=Command)
@option("--origin", is_flag=True, help="option.origin")
@in_workspace
@speaks()
def show(say: Say, root: Path, origin: bool) -> None:
    """The rules in force, with their numbers."""
    from rosterctl.services.rules import policy_view

    view = policy_view(root)
    rows = view.pop("rules")
    if say.format not in ("json", "ndjson"):
        rows = [_flat(row, origin, say.lang) for row in rows]
    heads = {
        "key": "head.key",
        "rule": "head.rule",
        "mode": "head.mode",
        "weight": "head.weight",
        "for": "head.for",
        "params": "head.params",
        "authority": "head.authority",
    }
    if origin:
        heads["origin"] = "head.origin"
    say.rows("policy/1", "rules", rows, heads, **view)


@policy.command("diff", cls=Command)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@option("--exit-code", is_flag=True, help="option.diff-exit")
@speaks()
def diff(say: Say, one: str, other: str, exit_code: bool) -> int:
    """What two policies state differently."""
    from rosterctl.services.policy_diff import policy_diff

    found = policy_diff(one, other)
    rows = [
        {"key": each.key, "valid_from": each.valid_from, "field": each.field, "a": each.before, "b": each.after}
        for each in found
    ]
    if say.format not in ("json", "ndjson"):
        rows = [{**row, "a": _plain(row["a"]), "b": _plain(row["b"])} for row in rows]
    heads = {"key": "head.key", "field": "diff.head.field", "a": "diff.head.a", "b": "diff.head.b"}
    if any(each.valid_from for each in found):
        heads = {"key": "head.key", "valid_from": "diff.head.valid_from", **heads}
    say.rows("policy-diff/1", "differences", rows, heads, a=one, b=other)
    if not found:
        say("diff.none")
    return int(exit_code and bool(found))


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{name}={_plain(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return ",".join(map(_plain, value))
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@policy.command("lint", cls=Command)
@option("--preset", metavar="NAME", help="option.lint-preset")
@option("--month", callback=month_if_any, metavar="YYYY-MM", help="option.lint-month")
@option("--fail-on", type=click.Choice(GRADES), default="contrary", show_default=True, help="option.lint-fail-on")
@option("-C", "--workspace", type=click.Path(file_okay=False), metavar="DIR", help="option.workspace")
@moment
@speaks("table", "json", "ndjson", "csv", "markdown")
def lint(say: Say, preset: str | None, month: str | None, fail_on: str, workspace: str | None, as_of: str) -> int:
    """What of the policy would not hold up before the law."""
    from rosterctl.cli.look import width
    from rosterctl.io.inputs.config import find_workspace, load_config
    from rosterctl.report.law import lint_list, lint_row
    from rosterctl.services import lint as law

    if preset is not None and month is not None:
        raise UsageError("lint.preset-month")
    if preset is not None:
        found = law.lint_preset(preset, date.fromisoformat(as_of[:10]))
    else:
        root = find_workspace(Path(workspace or os.getcwd()))
        say = speaking_as(say, root)
        zone = ZoneInfo(load_config(root).zone)
        found = law.lint(root, datetime.fromisoformat(as_of).astimezone(zone).date(), month, as_of)
    rows = [lint_row(one, say.lang) for one in found.findings]
    if say.format == "markdown":
        rows = [{**row, "severity": say.word(f"lint.{row['severity']}")} for row in rows]
    if say.format == "table":
        say.out(lint_list(found.findings, say.lang, colour=say.colour, width=width()))
    else:
        heads = ("severity", "provision", "key", "where", "law", "text", "lawful")
        known = {"policy": found.policy, "on": found.on, "month": month, "advice": False}
        say.rows("policy-lint/1", "findings", rows, {name: f"lint.head.{name}" for name in heads}, **known)
    if found.looked is not None:
        _say_month(say, found.looked, str(month))
    counts = {grade: sum(one.severity.value == grade for one in found.findings) for grade in GRADES[:3]}
    say("lint.counted", **counts)
    say("lint.no-advice")
    return int(found.fails(fail_on))


def _say_month(say: Say, looked: Looked, month: str) -> None:
    """What of the month was looked at, and what was not."""
    say.problems(() if say.quiet else looked.warnings)
    say("lint.month", month=month, version=looked.version)
    if looked.open:
        say("lint.month-open", month=month)
    if looked.unpriced:
        say("lint.month-unpriced", month=month)
        say.problems(() if say.quiet else looked.unpriced)


def _flat(row: dict[str, Any], origin: bool, lang: Lang) -> dict[str, Any]:
    """A row whose tables are written as ``name=value`` (as in TOML); with ``origin`` each value's file and line."""

    def pairs(table: dict[str, Any]) -> str:
        return " ".join(f"{name}={_value(value)}" for name, value in table.items() if value is not None)

    return {
        **row,
        "mode": text(f"mode.{row['mode']}", lang),
        "weight": row["weight"] if row["mode"] == "soft" else "",
        "for": pairs(row["for"]),
        "params": pairs(row["params"]),
        "origin": pairs(row["origin"]) if origin else "",
    }


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
