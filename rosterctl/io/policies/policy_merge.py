"""Inheritance: what a policy states, over what it inherits, key by key and date by date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rosterctl.errors import Problem
from rosterctl.io.policies.policy_file import Entry, PolicyFile

Versions = tuple[Entry, ...]
"""The entries of one key, ascending by ``valid_from``; each holds until the next one begins."""


def merge_chain(chain: Sequence[PolicyFile], problems: list[Problem]) -> Mapping[str, Versions]:
    """The versions of every key, from the policy (first of ``chain``) down to the last preset it rests on.

    Keys stand in the order in which they first appear, the deepest preset first.
    """
    found: dict[str, Versions] = {}
    for file in reversed(chain):
        for key, versions in _by_key(file.entries, problems).items():
            found[key] = compose(found.get(key, ()), versions, problems)
    return found


def _by_key(entries: Iterable[Entry], problems: list[Problem]) -> dict[str, Versions]:
    """Entries of one file by key; the second of two that cannot stand side by side is a problem."""
    found: dict[str, Versions] = {}
    for entry in entries:
        others = found.get(entry.key, ())
        twin = next((other for other in others if other.valid_from == entry.valid_from), None)
        if twin is not None:
            values = {"key": entry.key, "other": twin.place}
            problems.append(Problem("policy.duplicate", entry.place, values))
        elif others and others[0].rule != entry.rule:
            problems.append(_other_rule(others[0], entry))
        else:
            found[entry.key] = tuple(sorted((*others, entry), key=_since))
    return found


def compose(below: Versions, above: Versions, problems: list[Problem]) -> Versions:
    """``above`` (the one who extends) over ``below``: on each date its entry of that date overrides what it states.

    A version that states no date therefore speaks about all of the inherited ones, and one with a date takes
    what it does not state from the inherited version of that date.
    """
    if below and above and below[0].rule != above[0].rule:
        problems.append(_other_rule(below[0], above[0]))
        return below
    starts = sorted({_since(entry): entry.valid_from for entry in (*below, *above)}.items())
    return tuple(_over(_at(below, since), _at(above, since), stated) for since, stated in starts)


def _over(below: Entry | None, above: Entry | None, since: date | None) -> Entry:
    first = above or below
    assert first is not None, "a version begins where one of its two sides does"
    sides = [side for side in (below, above) if side is not None]
    return Entry(
        rule=first.rule,
        key=first.key,
        place=first.place,
        valid_from=since,
        values={name: value for side in sides for name, value in side.values.items()},
        params={name: value for side in sides for name, value in side.params.items()},
    )


def _at(versions: Versions, since: date) -> Entry | None:
    held = [entry for entry in versions if _since(entry) <= since]
    return held[-1] if held else None


def _since(entry: Entry) -> date:
    return entry.valid_from or date.min


def _other_rule(first: Entry, second: Entry) -> Problem:
    values = {"key": second.key, "rule": second.rule, "other_rule": first.rule, "other": first.place}
    return Problem("policy.other-rule", second.place, values)
