"""The JSON Schema of ``policy.toml``: what an editor completes and underlines while somebody writes.

It says which rules there are, and of each its parameters with unit, range and meaning. What only reading the
workspace can tell (whether a shift or a post exists, whether bounds are in order) it leaves to ``policy show``.
"""

from __future__ import annotations

from typing import Any

from rosterctl.domain.policy import Mode
from rosterctl.io.pages.catalogue import rule_front
from rosterctl.io.pages.parameters import NONE
from rosterctl.io.policies.policy import preset_names
from rosterctl.io.policies.policy_file import FOR
from rosterctl.io.policies.registry import REGISTRIES, AnyRule

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": "string", "minLength": 1}
NAMES = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}


def policy_schema() -> dict[str, Any]:
    """The schema as plain data. A parameter that a rule requires may be missing: its key may inherit it."""
    rules = [_entry(kind, rule) for kind, known in REGISTRIES.items() for rule in known]
    return {
        "$schema": DRAFT,
        "title": "rosterctl policy 制度",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "extends": {"enum": list(preset_names()), "description": "the preset that this policy extends 所用范本"},
            "title": {
                "type": "object",
                "additionalProperties": TEXT,
                "description": "its name in each language 名称",
            },
            "rule": {"type": "array", "items": {"anyOf": rules}},
        },
    }


def _entry(kind: str, rule: AnyRule) -> dict[str, Any]:
    """One ``[[rule]]`` table that uses this rule."""
    title = rule_front(kind, rule.id).title
    params = rule.params.model_json_schema().get("properties", {})
    return {
        "title": rule.id,
        "description": f"{title.en} {title.zh} ({kind})",
        "type": "object",
        "required": ["use"],
        "additionalProperties": False,
        "properties": {
            "use": {"const": rule.id, "description": f"{title.en} {title.zh}"},
            **_common(),
            **{name: _parameter(node) for name, node in params.items()},
        },
    }


def _common() -> dict[str, Any]:
    """What every entry may state beside its rule's own parameters."""
    return {
        "key": {**TEXT, "description": "tells several uses of one rule apart; the same key overrides 键"},
        "mode": {"enum": [mode.value for mode in Mode], "description": "hard, soft or off 硬性、软性、关闭"},
        "weight": {"type": "integer", "minimum": 1, "description": "what a breach of a soft rule costs 权重"},
        "valid_from": {"type": "string", "format": "date", "description": "in force from this date 生效日期"},
        "authority": {**TEXT, "description": "the clause that it rests on 依据"},
        "for": {
            "type": "object",
            "additionalProperties": False,
            "properties": dict.fromkeys(FOR, NAMES),
            "description": "whom it is for; everybody when left out 适用",
        },
    }


def _parameter(node: dict[str, Any]) -> dict[str, Any]:
    """A parameter's own schema, as TOML writes it: no null but "none", and its unit told with its meaning."""
    found = {name: value for name, value in node.items() if name not in ("title", "unit", "default", "anyOf")}
    if "anyOf" in node:
        found["anyOf"] = [{"const": NONE} if one == {"type": "null"} else one for one in node["anyOf"]]
    words = [node.get("description", ""), f"({node['unit']})" if node.get("unit") else ""]
    found["description"] = " ".join(word for word in words if word)
    if node.get("default") is not None:
        found["default"] = node["default"]
    return {name: value for name, value in found.items() if value != ""}
