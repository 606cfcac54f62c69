"""What a rule's ``Params`` say about themselves: unit, default, range and meaning of each number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rosterctl.rules.base import RuleParams

NONE = "none"
"""How a policy writes 'no limit': TOML has no null."""

_TYPES = {"integer": "integer", "number": "number", "string": "text", "boolean": "`true` or `false`"}


@dataclass(frozen=True)
class Parameter:
    """One parameter of a rule.

    ``default`` is as Python holds it (``None``: no limit) and means nothing when the parameter is ``required``.
    ``values`` says in words and figures what may be stated; ``nullable`` that ``"none"`` may be.
    """

    name: str
    unit: str | None
    required: bool
    default: object
    values: str
    nullable: bool
    meaning: str


@cache
def parameters(params: type[RuleParams]) -> tuple[Parameter, ...]:
    """The parameters of a rule, in the order of their declaration."""
    schema = params.model_json_schema()
    required = schema.get("required", ())
    return tuple(
        _parameter(name, node, name in required, schema.get("$defs", {}))
        for name, node in schema.get("properties", {}).items()
    )


def _parameter(name: str, node: Mapping[str, Any], required: bool, defs: Mapping[str, Any]) -> Parameter:
    options = [_resolve(option, defs) for option in node.get("anyOf", [node])]
    kept = [option for option in options if option.get("type") != "null"]
    return Parameter(
        name=name,
        unit=node.get("unit"),
        required=required,
        default=node.get("default"),
        values=" or ".join(_values(option, defs) for option in kept),
        nullable=len(kept) < len(options),
        meaning=node.get("description", ""),
    )


def _resolve(node: Mapping[str, Any], defs: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = node.get("$ref")
    return defs[reference.rsplit("/", 1)[1]] if reference else node


def _values(node: Mapping[str, Any], defs: Mapping[str, Any]) -> str:
    if "enum" in node or "const" in node:
        return ", ".join(f"`{value}`" for value in node.get("enum", [node.get("const")]))
    if node.get("type") == "array":
        return f"list of {_values(_resolve(node.get('items', {}), defs), defs)}"
    low, high = node.get("minimum"), node.get("maximum")
    if low is not None and high is not None:
        return f"{low} … {high}"
    for bound, sign in (("minimum", "≥"), ("exclusiveMinimum", ">"), ("maximum", "≤"), ("exclusiveMaximum", "<")):
        if bound in node:
            return f"{sign} {node[bound]}"
    return _TYPES.get(node.get("type", ""), "anything")


def parameter_table(params: type[RuleParams]) -> str:
    """The Markdown table of a rule's page; a sentence where the rule has no parameters."""
    found = parameters(params)
    if not found:
        return "None. 无参数。\n"
    rows = ["| name 名称 | unit 单位 | default 默认 | range 范围 | meaning 含义 |", "|---|---|---|---|---|"]
    for item in found:
        values = f"{item.values}, or `none`" if item.nullable else item.values
        default = "(required)" if item.required else f"`{_literal(item.default)}`"
        cells = (f"`{item.name}`", item.unit or "", default, values, item.meaning)
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows) + "\n"


def _literal(value: object) -> str:
    """As a policy would write it."""
    return NONE if value is None else json.dumps(value, ensure_ascii=False)
