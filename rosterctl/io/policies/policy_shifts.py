"""Whether the shifts that a policy's rules name exist in the workspace: the policy itself cannot know."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rosterctl.domain.policy import Mode, RuleUse
from rosterctl.errors import Problem
from rosterctl.io.tables.suggest import nearest
from rosterctl.rules.roster import ROSTER_RULES
from rosterctl.rules.roster.shift_names import WORDS, unknown


def unknown_shifts(uses: Iterable[RuleUse], codes: Collection[str]) -> list[Problem]:
    """A problem for each name of a shift that is no code and no word; a rule that is off may name what it likes."""
    naming = {rule.id: rule.naming for rule in ROSTER_RULES}
    known = (*codes, *WORDS)
    problems: list[Problem] = []
    for use in uses:
        for key in naming.get(use.rule, ()) if use.mode is not Mode.OFF else ():
            for name in unknown(getattr(use.params, key) or (), codes):
                near = nearest(name, known)
                values = {"key": key, "name": name, "known": known} | ({} if near is None else {"near": near})
                code = "month.shift-unknown" + ("" if near is None else ".near")
                problems.append(Problem(code, use.origin.get(key, use.place), values))
    return problems
