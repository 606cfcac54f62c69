"""The workspace's policy: its file, the presets it rests on, and the uses of rules that follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from rosterctl.domain.law import Figure
from rosterctl.domain.policy import For, RuleUse
from rosterctl.errors import InputError, Place, Problem, UsageError
from rosterctl.io.policies.policy_file import Entry, PolicyFile, read_policy_file
from rosterctl.io.policies.policy_law import contradictions, with_figures
from rosterctl.io.policies.policy_merge import merge_chain
from rosterctl.io.policies.policy_params import build_params
from rosterctl.io.policies.registry import KINDS, Known, known_rules, others
from rosterctl.io.resources import presets
from rosterctl.io.tables.suggest import nearest

HOUSE = "policy.toml"
"""The file of a workspace's own policy."""
_NO_FIGURES: Mapping[str, Figure] = MappingProxyType({})


@dataclass(frozen=True)
class Policy:
    """Rules in force. ``uses`` includes those that are off; a key with dated versions has a use for each.

    ``chain`` names the policy and the presets it rests on, nearest first; ``files`` their (name, SHA-256).
    """

    name: str
    uses: tuple[RuleUse, ...]
    chain: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


def read_policy(
    path: Path,
    shown: str | None = None,
    rules: Mapping[str, Known] | None = None,
    folder: Path | None = None,
    kinds: tuple[str, ...] = KINDS,
    law: Mapping[str, Figure] = _NO_FIGURES,
) -> Policy:
    """The policy in a file, with all that it inherits; only rules of these ``kinds``, if not all are wanted: what is
    said of others is passed over, and their modules are not imported.

    ``law`` are the figures of the place, which rules take where no entry states them; only one of several dated
    versions of a key may say otherwise: the figure was, or will be, another then.
    ``shown`` is the file's name in messages; ``rules`` and ``folder`` (of presets) default to the shipped ones.
    Raises :class:`InputError` with every problem of the file and of its presets.
    """
    passed = others(kinds) if rules is None and kinds != KINDS else frozenset()
    rules = known_rules(kinds) if rules is None else rules
    problems: list[Problem] = []
    chain = _chain(path, shown, rules, presets() if folder is None else folder, problems, passed)
    if not problems and not chain[0].toml.data.get("rule") and chain[0].extends is None:
        problems.append(Problem("policy.empty", Place(chain[0].toml.shown)))
    uses: list[RuleUse] = []
    for versions in merge_chain(chain, problems).values():
        ends = [entry.valid_from for entry in versions[1:]] + [None]
        for entry, end in zip(versions, ends, strict=True):
            use = _use(with_figures(entry, rules[entry.rule], law), end, rules[entry.rule], problems)
            if use is None:
                continue
            uses.append(use)
            if len(versions) == 1:
                problems += contradictions(entry, use.params, law)
    if problems:
        raise InputError(sorted(_once(problems), key=_position))
    files = tuple((file.toml.shown, file.toml.sha256) for file in chain)
    return Policy(chain[0].name, tuple(uses), tuple(file.name for file in chain), files)


def house_policy(root: Path, law: Mapping[str, Figure], kinds: tuple[str, ...] = KINDS) -> Policy:
    """The policy of a workspace, with the figures that its ``rosterctl.toml`` states; raises :class:`InputError`."""
    return read_policy(root / HOUSE, HOUSE, kinds=kinds, law=law)


def read_preset(name: str, law: Mapping[str, Figure] = _NO_FIGURES) -> Policy:
    """A shipped preset, whose file is shown as :func:`preset_file` has it, with the figures of a place. Raises
    :class:`UsageError` for a name that is none."""
    known = preset_names()
    if name not in known:
        near = nearest(name, known)
        values = {"near": near} if near else {"known": known}
        raise UsageError("lint.preset.near" if near else "lint.preset", read=name, **values)
    return read_policy(presets() / f"{name}.toml", preset_file(name), law=law)


def preset_file(name: str) -> str:
    """How a preset's file is called in messages."""
    return f"constraints/presets/{name}.toml"


def preset_names(folder: Path | None = None) -> tuple[str, ...]:
    """The shipped presets, by name."""
    return tuple(sorted(path.stem for path in (presets() if folder is None else folder).glob("*.toml")))


def _chain(
    path: Path,
    shown: str | None,
    rules: Mapping[str, Known],
    folder: Path,
    problems: list[Problem],
    passed: frozenset[str],
) -> list[PolicyFile]:
    """The file and the presets below it; stops at a preset that does not exist or that came before."""
    chain = [read_policy_file(path, rules, problems, shown, passed)]
    names = [path.stem] if path.parent == folder else []
    while (wanted := chain[-1].extends) is not None:
        place = chain[-1].toml.place("extends")
        if wanted in names:
            loop = " → ".join((*names[names.index(wanted) :], wanted))
            problems.append(Problem("policy.cycle", place, {"loop": loop}))
            break
        known = preset_names(folder)
        if wanted not in known:
            near = nearest(wanted, known)
            values = {"name": wanted, "known": known} | ({} if near is None else {"near": near})
            problems.append(Problem("policy.preset-unknown" + (".near" if near else ""), place, values))
            break
        names.append(wanted)
        file = folder / f"{wanted}.toml"
        chain.append(read_policy_file(file, rules, problems, preset_file(wanted), passed))
    return chain


def _use(entry: Entry, until: date | None, rule: Known, problems: list[Problem]) -> RuleUse | None:
    params = build_params(entry, rule, problems)
    if params is None:
        return None
    stated = {name: item.value for name, item in entry.values.items()}
    return RuleUse(
        rule=entry.rule,
        key=entry.key,
        params=params,
        mode=stated.get("mode", rule.mode),
        weight=stated.get("weight", rule.weight),
        scope=stated.get("for", For()),
        valid_from=entry.valid_from,
        valid_until=until,
        authority=stated.get("authority"),
        place=entry.place,
        origin=MappingProxyType({name: item.place for name, item in (*entry.values.items(), *entry.params.items())}),
    )


def _once(problems: list[Problem]) -> list[Problem]:
    """Without repetition: a value that several versions inherit is judged with each."""
    kept: list[Problem] = []
    for problem in problems:
        if problem not in kept:
            kept.append(problem)
    return kept


def _position(problem: Problem) -> tuple[str, int]:
    return ("", 0) if problem.place is None else (problem.place.file, problem.place.line or 0)
