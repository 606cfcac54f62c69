"""One month of a workspace: its inputs, policy and history, numbered into a case."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from rosterctl.domain.case import HISTORY_DAYS, Case, make_case
from rosterctl.domain.policy import RuleUse
from rosterctl.domain.roster import Assignment, Roster
from rosterctl.errors import InputError, Problem
from rosterctl.io.inputs.config import Config, load_config
from rosterctl.io.inputs.workspace import Inputs, load_inputs
from rosterctl.io.policies.policy import Policy, house_policy
from rosterctl.io.policies.policy_meetings import unlike_meetings
from rosterctl.io.policies.policy_places import unknown_places
from rosterctl.io.policies.policy_shifts import unknown_shifts
from rosterctl.io.rosters.roster_store import RosterFolder
from rosterctl.rules.roster import ROSTER_RULES
from rosterctl.services.folders import roster_folder
from rosterctl.services.requests import for_plan

HISTORY_GAP = timedelta(days=14)
"""Longer holidays are rare: where history ends earlier than this before a month, what came after it is not known."""

HISTORY_MONTHS = 2
"""How many months back published rosters are looked for; together they are longer than HISTORY_DAYS."""


@dataclass(frozen=True)
class Month:
    """A month as loaded. ``input_hash`` (SHA-256) changes with every file that the roster depends on."""

    root: Path
    name: str
    case: Case
    config: Config
    policy: Policy
    folder: RosterFolder
    published: Roster | None
    warnings: tuple[Problem, ...]
    input_hash: str


def load_month(root: Path, name: str) -> Month:
    """The month ``YYYY-MM`` of the workspace in ``root``.

    Raises :class:`InputError` with the problems of all files: configuration, inputs, policy, earlier rosters.
    """
    config = load_config(root)
    problems: list[Problem] = []
    inputs: Inputs | None = None
    policy: Policy | None = None
    try:
        inputs = load_inputs(root, config, name, for_plan(root, config, name))
    except InputError as error:
        problems += error.problems
    try:
        policy = house_policy(root, config.law)
    except InputError as error:
        problems += error.problems
    if policy is not None:
        problems += unlike_meetings(policy.uses)
    if inputs is not None and policy is not None:
        problems += unknown_shifts(policy.uses, [shift.code for shift in inputs.shifts])
        problems += unknown_places(policy.uses, config.posts, inputs.calendar.special.values())
    if problems or inputs is None or policy is None:
        raise InputError(problems)
    first, end = inputs.first, inputs.end
    notes: list[Problem] = []
    history, known_from, carried = _past(root, name, first, inputs, notes)
    case = make_case(
        first=first,
        end=end,
        employees=inputs.employees,
        shifts=inputs.shifts,
        calendar=inputs.calendar,
        posts=config.posts,
        zone=config.zone,
        demand=inputs.demand,
        requests=inputs.requests,
        wishes=inputs.wishes,
        pins=inputs.pins,
        history=history,
        known_from=known_from,
        uses=of_rosters(policy.uses),
        carried=carried,
    )
    folder = roster_folder(root, name)
    return Month(
        root=root,
        name=name,
        case=case,
        config=config,
        policy=policy,
        folder=folder,
        published=folder.latest(),
        warnings=(*inputs.warnings, *notes),
        input_hash=_hash(inputs, policy, history, carried),
    )


def of_rosters(uses: tuple[RuleUse, ...]) -> tuple[RuleUse, ...]:
    """The uses of roster rules, in the order of the policy; the others are about attendance, pay and requests."""
    rules = {rule.id for rule in ROSTER_RULES}
    return tuple(use for use in uses if use.rule in rules)


def previous(name: str) -> str:
    """The month before ``YYYY-MM``."""
    before = date(int(name[:4]), int(name[5:7]), 1) - timedelta(days=1)
    return f"{before:%Y-%m}"


def _past(
    root: Path, name: str, first: date, inputs: Inputs, notes: list[Problem]
) -> tuple[tuple[Assignment, ...], date | None, Mapping[str, Mapping[str, int]]]:
    """History before ``first``: published rosters where there are any, else ``input/history``.

    Gives the assignments, the first date they speak of, and the counters that the last month left. What
    ``input/history`` says of dates that a published roster covers is not used, nor a history that ends long before:
    the days between would count as free. Notes what the planner should know about it.
    """
    found: list[Assignment] = []
    begins: date | None = None
    carried: Mapping[str, Mapping[str, int]] = inputs.carried
    month = name
    for back in range(HISTORY_MONTHS):
        month = previous(month)
        roster = roster_folder(root, month).latest()
        if roster is None or roster.end != (begins or first):
            if back == 0 and roster is None and roster_folder(root, month).draft() is not None:
                notes.append(Problem("month.previous-draft", None, {"month": month}))
            break
        if back == 0 and roster.carried:
            carried = roster.carried
        found += roster.assignments
        begins = roster.first
    known = {shift.code for shift in inputs.shifts}
    older = [item for item in inputs.history if item.date < (begins or first)]
    last = max((item.date for item in older), default=None)
    if last is not None and last < (begins or first) - HISTORY_GAP:
        if begins is None:
            notes.append(Problem("month.history-old", None, {"last": last, "first": first}))
    elif older:
        found += older
        begins = min(item.date for item in older)
    limit = first - timedelta(days=HISTORY_DAYS)
    recent = [item for item in found if item.date >= limit]
    kept = tuple(item for item in recent if item.shift in known)
    lost = [item for item in recent if item.shift not in known]
    if lost:
        values = {
            "codes": tuple(sorted({item.shift for item in lost})),
            "count": len(lost),
            "last": max(item.date for item in lost),
        }
        notes.append(Problem("month.history-codes", None, values))
    return kept, None if begins is None else max(begins, limit), carried


def _hash(
    inputs: Inputs,
    policy: Policy,
    history: tuple[Assignment, ...],
    carried: Mapping[str, Mapping[str, int]],
) -> str:
    parts = [
        sorted(inputs.files.items()),
        [list(item) for item in policy.files],
        [[*map(str, item.sort_key())] for item in history],
        {key: dict(sorted(counts.items())) for key, counts in sorted(carried.items())},
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
