"""What there is to know about rules and about the policy in force: plain data (JSON's types) in both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rosterctl.errors import UsageError
from rosterctl.io.inputs.config import load_config
from rosterctl.io.pages.catalogue import PROSE, Page, rule_page
from rosterctl.io.pages.clauses import clauses
from rosterctl.io.pages.parameters import Parameter, parameters
from rosterctl.io.pages.statutes import cite_law
from rosterctl.io.policies.policy import house_policy
from rosterctl.io.policies.policy_view import policy_dict
from rosterctl.io.policies.registry import known_rules
from rosterctl.io.tables.suggest import nearest
from rosterctl.messages import LANGS


def list_rules() -> list[dict[str, Any]]:
    """Every rule, in the order of the registries: id, kind, title, clauses (ids), authority
    (the same, cited), law, default mode and weight."""
    return [_head(rule_page(rule.kind, rule.id)) for rule in known_rules().values()]


def show_rule(rule_id: str) -> dict[str, Any]:
    """All of a rule's page: the row of :func:`list_rules`, prose by section and language, parameters, finding
    texts, examples. Raises :class:`UsageError` for an id that is no rule's."""
    rules = known_rules()
    if rule_id not in rules:
        near = nearest(rule_id, rules)
        if near is None:
            raise UsageError("rules.unknown", rule=rule_id, known=tuple(rules))
        raise UsageError("rules.unknown.near", rule=rule_id, near=near)
    rule = rules[rule_id]
    page = rule_page(rule.kind, rule_id)
    return {
        **_head(page),
        "unit": page.front.unit.model_dump(),
        "prose": {name: {lang: page.text(name, lang) for lang in LANGS} for name in PROSE},
        "parameters": [_parameter(item) for item in parameters(rule.params)],
        "findings": {code: texts.model_dump() for code, texts in page.front.finding.items()},
        "examples": [{"section": item.section, **item.data} for item in page.examples],
    }


def policy_view(root: Path) -> dict[str, Any]:
    """The policy of the workspace in ``root``, as :func:`rosterctl.io.policies.policy_view.policy_dict` gives it.

    Raises :class:`rosterctl.errors.InputError` with every problem of ``rosterctl.toml``, else of ``policy.toml`` and
    its presets.
    """
    return policy_dict(house_policy(root, load_config(root).law))


def _head(page: Page) -> dict[str, Any]:
    front = page.front
    return {
        "id": front.id,
        "kind": front.kind,
        "title": front.title.model_dump(),
        "clauses": list(front.authority),
        "authority": [clauses()[clause].cite for clause in front.authority],
        "law": [*map(cite_law, front.law)],
        "default_mode": front.default_mode.value,
        "default_weight": front.default_weight,
    }


def _parameter(item: Parameter) -> dict[str, Any]:
    return {
        "name": item.name,
        "unit": item.unit,
        "required": item.required,
        "default": item.default,
        "range": item.values,
        "meaning": item.meaning,
    }
