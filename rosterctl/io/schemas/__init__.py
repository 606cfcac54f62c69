"""JSON Schemas, for editors and for other programs.

Those of files that people write are generated from the types that read them; those of what commands print stand in a
short notation (:mod:`~rosterctl.io.schemas.notation`), and the tests hold every document against them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from rosterctl.io.schemas.document import Document
from rosterctl.io.schemas.of_pay import ATTENDED, LEDGER, PAY
from rosterctl.io.schemas.of_requests import HOUSE, REQUESTS, RULES
from rosterctl.io.schemas.of_rosters import ROSTERS
from rosterctl.io.schemas.policy_schema import policy_schema
from rosterctl.io.schemas.tables import LAYOUTS, table_schema
from rosterctl.io.tables.columns import Layout

Schema = Mapping[str, Any]

DOCUMENTS: tuple[Document, ...] = (*HOUSE, *RULES, *ROSTERS, *ATTENDED, *PAY, *REQUESTS, *LEDGER)
"""Everything that commands print as JSON."""


@dataclass(frozen=True)
class Entry:
    """A schema: what it is of (``input`` or ``output``), the files or commands, and what makes it."""

    name: str
    of: str
    used: tuple[str, ...]
    make: Callable[[], Schema]


def _file(layout: Layout) -> str:
    """Where such a table lies; one that another program wrote lies anywhere."""
    return f"{layout.name}.csv" if layout.foreign else f"input/{layout.name}"


SCHEMAS: Mapping[str, Entry] = {
    entry.name: entry
    for entry in (
        Entry("policy", "input", ("policy.toml",), policy_schema),
        *(Entry(f"input-{one.name}", "input", (_file(one),), partial(table_schema, one)) for one in LAYOUTS),
        *(Entry(one.name, "output", one.commands, one.schema) for one in DOCUMENTS),
    )
}
"""By name."""


def schema_bytes(name: str) -> bytes:
    """One schema as a file."""
    return (json.dumps(SCHEMAS[name].make(), ensure_ascii=False, indent=1) + "\n").encode()
