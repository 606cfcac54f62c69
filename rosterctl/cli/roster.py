"""``rosterctl roster``: one line a verb; each verb's module is imported when it is called."""

from __future__ import annotations

from rosterctl.cli.words import LazyGroup

roster = LazyGroup(
    "roster",
    lazy={
        "build": "rosterctl.cli.roster_build:build",
        "explain": "rosterctl.cli.roster_explain:explain",
        "repair": "rosterctl.cli.roster_repair:repair",
        "check": "rosterctl.cli.roster_look:check",
        "show": "rosterctl.cli.roster_look:show",
        "export": "rosterctl.cli.roster_files:export",
        "import": "rosterctl.cli.roster_files:import_",
        "diff": "rosterctl.cli.roster_look:diff",
        "on-call": "rosterctl.cli.roster_look:on_call",
        "publish": "rosterctl.cli.roster_files:publish",
    },
)
