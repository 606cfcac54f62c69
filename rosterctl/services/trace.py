"""From each clause of the regulations to the rules that stand for it, the presets that state it, and its test.

A clause that judges nothing (what to wear, who may read) is carried by a file or a setting in place of a rule, and
stated by a preset's sample in place of the preset.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from rosterctl.io.pages.catalogue import rule_page
from rosterctl.io.pages.clauses import Clause, cited, clauses
from rosterctl.io.policies.policy import preset_file, preset_names, read_preset
from rosterctl.io.policies.registry import REGISTRIES

TESTS = "tests/clauses"


@dataclass(frozen=True)
class Trace:
    """One clause: ids of the rules whose pages name it, presets whose own entries cite it, and the test's file, which
    is named after it."""

    clause: Clause
    rules: tuple[str, ...]
    presets: tuple[str, ...]
    test: str

    @property
    def carriers(self) -> tuple[str, ...]:
        """What stands for the clause: its rules, else the file or setting that carries it."""
        carried = self.clause.carried_by
        return self.rules or (() if carried is None else (carried,))

    @property
    def statements(self) -> tuple[str, ...]:
        """Where it is stated: presets, else the sample of one."""
        sample = self.clause.sample
        return self.presets or (() if sample is None else (f"samples/{sample}",))


@cache
def trace() -> tuple[Trace, ...]:
    """Every clause, in the order of the catalogue."""
    rules: dict[str, list[str]] = defaultdict(list)
    for kind, known in REGISTRIES.items():
        for rule in known:
            for clause in rule_page(kind, rule.id).front.authority:
                rules[clause].append(rule.id)
    stated: dict[str, list[str]] = defaultdict(list)
    for name in preset_names():
        for use in read_preset(name).uses:
            for clause in cited(use.authority):
                own = use.place is not None and use.place.file == preset_file(name)
                if own and name not in stated[clause]:
                    stated[clause].append(name)
    return tuple(
        Trace(clause, tuple(rules[clause.id]), tuple(stated[clause.id]), file_of(clause.id))
        for clause in clauses().values()
    )


def file_of(clause: str) -> str:
    """The file of a clause's test: named after it, so that none can be claimed that is not there."""
    return f"{TESTS}/test_{clause.lower()}.py"
