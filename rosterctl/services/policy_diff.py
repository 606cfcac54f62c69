"""Two policies side by side: which rules only one of them has, and which numbers differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rosterctl.io.policies.policy import Policy, read_policy, read_preset
from rosterctl.io.policies.policy_view import policy_dict

SHOWN = ("rule", "mode", "weight", "for", "authority", "valid_until")
"""What of a use is compared besides its parameters; its key and ``valid_from`` say which use is meant."""


@dataclass(frozen=True)
class Difference:
    """One value that differs. ``before`` and ``after`` are plain data (JSON's types); ``None``: not stated there.

    ``field`` is ``None`` where the whole use stands on one side only; then that side tells its rule.
    """

    key: str
    valid_from: str | None
    field: str | None
    before: Any
    after: Any


def policy_diff(one: str, other: str) -> tuple[Difference, ...]:
    """The differences between two policies, each a preset's name or a file, in the order of keys of the first.

    Raises :class:`UsageError` for a name that is neither, :class:`rosterctl.errors.InputError` for a bad file.
    """
    return tuple(_differences(_uses(_policy(one)), _uses(_policy(other))))


def _policy(name: str) -> Policy:
    path = Path(name)
    if path.suffix == ".toml" or "/" in name:
        return read_policy(path / "policy.toml" if path.is_dir() else path, name)
    return read_preset(name)


def _uses(policy: Policy) -> dict[tuple[str, str | None], dict[str, Any]]:
    return {(use["key"], use["valid_from"]): use for use in policy_dict(policy)["rules"]}


def _differences(
    one: dict[tuple[str, str | None], dict[str, Any]], other: dict[tuple[str, str | None], dict[str, Any]]
) -> Iterator[Difference]:
    for key in dict.fromkeys([*one, *other]):
        before, after = one.get(key), other.get(key)
        if before is None or after is None:
            yield Difference(*key, None, before and _told(before), after and _told(after))
            continue
        for name in SHOWN:
            if before[name] != after[name]:
                yield Difference(*key, name, before[name], after[name])
        for name in dict.fromkeys([*before["params"], *after["params"]]):
            pair = before["params"].get(name), after["params"].get(name)
            if pair[0] != pair[1]:
                yield Difference(*key, name, *pair)


def _told(use: dict[str, Any]) -> str:
    return f"{use['rule']} ({use['mode']})"
