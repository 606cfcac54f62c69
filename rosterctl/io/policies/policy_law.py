"""Figures of the place (``[law]`` of ``rosterctl.toml``) in the rules that ask for them: stated in one place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rosterctl.domain.law import Figure
from rosterctl.errors import Problem
from rosterctl.io.policies.policy_file import Entry, Stated
from rosterctl.io.policies.registry import Known


def with_figures(entry: Entry, rule: Known, law: Mapping[str, Figure]) -> Entry:
    """The entry with the figures that its rule asks for under the same name and that it does not state itself; their
    origin is ``rosterctl.toml``."""
    asked = {name: Stated(law[name].amount, law[name].place) for name in rule.params.model_fields if name in law}
    return replace(entry, params={**asked, **entry.params}) if asked else entry


def contradictions(entry: Entry, params: object, law: Mapping[str, Figure]) -> Iterator[Problem]:
    """Figures that the entry states again, and otherwise. ``"none"`` is no figure: the house goes without one."""
    for name, figure in law.items():
        stated = entry.params.get(name)
        if stated is None:
            continue
        read = getattr(params, name)
        if read is not None and read != figure.amount:
            values = {"key": name, "read": read, "due": figure.amount, "place": figure.place}
            yield Problem("policy.figure", stated.place, values)
