"""What a rule's ``Params`` say about themselves: unit, default, range and meaning of each number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from rosterctl.rules.base import RuleParams

NONE = "none"
"""How a policy writes 'no limit': TOML has no null."""

Shape = Literal["integer", "number", "text", "boolean", "list", "table", "anything"]

_SHAPES: Mapping[str, Shape] = {
    "integer": "integer", "number": "number", "string": "text", "boolean": "boolean", "array": "list",
    "object": "table",
}  # fmt: skip
_BOUNDS = (("minimum", "≥"), ("exclusiveMinimum", ">"), ("maximum", "≤"), ("exclusiveMaximum", "<"))


@dataclass(frozen=True)
class Parameter:
    """One parameter of a rule.

    ``default`` is as JSON holds it (``None``: no limit) and means nothing when the parameter is ``required``.
    ``choices`` are the words that may be stated (in a list: its members), ``range`` the numbers, in signs.
    ``nullable``: ``"none"`` may be stated too. ``members`` is what a list without choices is made of.
    """

    name: str
    unit: str | None
    required: bool
    default: object
    shape: Shape
    choices: tuple[str, ...]
    range: str
    nullable: bool
    meaning: str
    members: str = "texts"

    @property
    def values(self) -> str:
        """What may be stated, in English."""
        words = ", ".join(f"`{choice}`" for choice in self.choices)
        if self.shape == "boolean":
            words = "`true`, `false`"
        if self.shape == "list":
            words = f"list of {words or self.members}"
        found = words or self.range or self.shape
        return f"{found}, or `{NONE}`" if self.nullable else found


def parameters(params: type[RuleParams]) -> tuple[Parameter, ...]:
    """The parameters of a rule, in the order of their declaration."""
    return _parameters(params)


@cache  # a policy asks for each of its entries, and pydantic takes a millisecond to tell
def _parameters(params: type[RuleParams]) -> tuple[Parameter, ...]:
    schema = params.model_json_schema()
    required = schema.get("required", ())
    return tuple(
        _parameter(name, node, name in required, schema.get("$defs", {}))
        for name, node in schema.get("properties", {}).items()
    )


def _parameter(name: str, node: Mapping[str, Any], required: bool, defs: Mapping[str, Any]) -> Parameter:
    options = [_resolve(option, defs) for option in node.get("anyOf", [node])]
    kept = [option for option in options if option.get("type") != "null"]
    first = kept[0] if len(kept) == 1 else {}
    member = _resolve(first.get("items", {}), defs) if first.get("type") == "array" else first
    return Parameter(
        name=name,
        unit=node.get("unit"),
        required=required,
        default=node.get("default"),
        shape=_SHAPES.get(first.get("type", ""), "anything"),
        choices=tuple(map(str, member.get("enum", [member["const"]] if "const" in member else []))),
        range=_range(first),
        nullable=len(kept) < len(options),
        meaning=node.get("description", ""),
        members="numbers" if member.get("type") in ("integer", "number") else "texts",
    )


def _resolve(node: Mapping[str, Any], defs: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = node.get("$ref")
    return defs[reference.rsplit("/", 1)[1]] if reference else node


def _range(node: Mapping[str, Any]) -> str:
    if "minimum" in node and "maximum" in node:
        return f"{node['minimum']} … {node['maximum']}"
    return ", ".join(f"{sign} {node[bound]}" for bound, sign in _BOUNDS if bound in node)


def parameter_table(params: type[RuleParams]) -> str:
    """The Markdown table of a rule's page; a sentence where the rule has no parameters."""
    found = parameters(params)
    if not found:
        return "None. 无参数。\n"
    rows = ["| name 名称 | unit 单位 | default 默认 | range 范围 | meaning 含义 |", "|---|---|---|---|---|"]
    for item in found:
        default = "(required)" if item.required else f"`{_literal(item.default)}`"
        cells = (f"`{item.name}`", item.unit or "", default, item.values, item.meaning)
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows) + "\n"


def _literal(value: object) -> str:
    """As a policy would write it."""
    return NONE if value is None else json.dumps(value, ensure_ascii=False)
