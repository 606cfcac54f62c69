"""A policy as plain data, for tables and JSON."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from pydantic import BaseModel

from rosterctl.domain.policy import For, RuleUse
from rosterctl.io.policies.policy import Policy


def policy_dict(policy: Policy) -> dict[str, Any]:
    """The policy with JSON's types only: dates in ISO form, sets as sorted lists, ``null`` for no limit.

    ``rules`` holds one row for each use: rule, key, mode, weight, for, params, authority, valid_from, valid_until
    and origin (name of a value → ``file:line``; a value without origin is the rule's default).
    """
    return {
        "name": policy.name,
        "chain": list(policy.chain),
        "files": [{"file": name, "sha256": digest} for name, digest in policy.files],
        "rules": [_use(use) for use in policy.uses],
    }


def _use(use: RuleUse) -> dict[str, Any]:
    params = use.params
    assert isinstance(params, BaseModel), "every use carries an instance of its rule's Params"
    return {
        "rule": use.rule,
        "key": use.key,
        "mode": use.mode.value,
        "weight": use.weight,
        "for": scope_dict(use.scope),
        "params": params.model_dump(mode="json"),
        "authority": use.authority,
        "valid_from": use.valid_from and use.valid_from.isoformat(),
        "valid_until": use.valid_until and use.valid_until.isoformat(),
        "place": use.place and str(use.place),
        "origin": {name: str(place) for name, place in use.origin.items()},
    }


def scope_dict(scope: For) -> dict[str, list[str]]:
    """Whom a use is for, without the fields that mean everybody."""
    pairs = ((item.name, sorted(getattr(scope, item.name))) for item in fields(scope))
    return {name: names for name, names in pairs if names}
