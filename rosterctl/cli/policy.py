"""``rosterctl policy``: the rules in force in a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rosterctl.cli.options import in_workspace, option, speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command, LazyGroup
from rosterctl.messages import Lang, text

policy = LazyGroup("policy")


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
