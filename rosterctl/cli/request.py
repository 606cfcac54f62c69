"""``rosterctl request``: one line a verb; each verb's module is imported when it is called."""

from __future__ import annotations

from rosterctl.cli.words import LazyGroup

request = LazyGroup(
    "request",
    lazy={
        "file": "rosterctl.cli.request_file:file",
        "check": "rosterctl.cli.request_file:check",
        "approve": "rosterctl.cli.request_decide:approve",
        "reject": "rosterctl.cli.request_decide:reject",
        "withdraw": "rosterctl.cli.request_decide:withdraw",
        "expire": "rosterctl.cli.request_decide:expire",
        "suggest": "rosterctl.cli.request_swap:suggest",
        "balance": "rosterctl.cli.request_balance:balance",
        "settle-rest": "rosterctl.cli.request_balance:settle_rest",
        "evidence": "rosterctl.cli.request_papers:evidence",
        "list": "rosterctl.cli.request_list:list_",
    },
)
