"""A rule's ``Params`` from what a policy states, and a person's words for what pydantic refuses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from rosterctl.errors import Problem
from rosterctl.io.pages.parameters import NONE, Parameter, parameters
from rosterctl.io.policies.policy_file import Entry
from rosterctl.io.policies.policy_values import literal
from rosterctl.io.policies.registry import Known
from rosterctl.io.tables.suggest import nearest
from rosterctl.messages import Word, texts
from rosterctl.rules.base import RuleParams

_RANGE = {"greater_than", "greater_than_equal", "less_than", "less_than_equal"}
_CHOICE = {"literal_error", "enum"}


def build_params(entry: Entry, rule: Known, problems: list[Problem]) -> RuleParams | None:
    """The rule's ``Params``; ``None`` when something is wrong, which is added to ``problems``."""
    known = {item.name: item for item in parameters(rule.params)}
    values = {
        name: None if stated.value == NONE and known[name].nullable else stated.value
        for name, stated in entry.params.items()
    }
    try:
        # strict, so that true is no 1 and "6" no 6; through JSON, so that arrays may become tuples
        return rule.params.model_validate_json(json.dumps(values, default=str), strict=True)
    except ValidationError as error:
        # one for each parameter: a wrong member of a list may also leave the list too short
        firsts = {item["loc"][:1]: item for item in reversed(error.errors(include_url=False))}
        problems += [_problem(entry, known, item) for item in firsts.values()]
        return None


def _problem(entry: Entry, known: Mapping[str, Parameter], error: Mapping[str, Any]) -> Problem:
    kind, context = error["type"], dict(error.get("ctx", {}))
    parameter = known.get(str(error["loc"][0])) if error["loc"] else None
    stated = entry.params.get(parameter.name) if parameter else None
    place = stated.place if stated else entry.place
    if kind in texts():
        return Problem(kind, place, {"rule": entry.rule, **context})
    if parameter is None:
        reason = error["msg"].removeprefix("Value error, ")
        return Problem("policy.entry-refused", place, {"rule": entry.rule, "reason": reason})
    if stated is None:
        values = {"rule": entry.rule, "key": parameter.name, "meaning": parameter.meaning}
        return Problem("policy.param-missing", place, values)
    code, more = _explain(parameter, kind, error)
    return Problem(code, place, {"key": parameter.name, "read": literal(stated.value), **more})


def _explain(parameter: Parameter, kind: str, error: Mapping[str, Any]) -> tuple[str, dict[str, object]]:
    """Message id and the values that say what was expected."""
    none = (f'"{NONE}"',) if parameter.nullable else ()
    if parameter.shape == "list" and parameter.choices:
        return "policy.value.list", {"choices": parameter.choices}
    if kind in _CHOICE and parameter.choices:
        near = nearest(str(error["input"]), parameter.choices)
        more: dict[str, object] = {"choices": (*parameter.choices, *none)}
        return ("policy.value.choice", more) if near is None else ("policy.value.choice.near", {**more, "near": near})
    if kind in _RANGE and parameter.range:
        return "policy.value.range", {"range": (parameter.range, *none)}
    if kind.endswith(("_type", "_parsing", "_from_float")) and parameter.shape != "anything":
        return "policy.value.type", {"expected": (Word(f"expects-{parameter.shape}"), *none)}
    return "policy.value.refused", {"reason": error["msg"].removeprefix("Value error, ")}
