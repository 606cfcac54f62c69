"""JSON Schemas, for editors and for other programs: generated from the types that read the files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from rosterctl.io.schemas.policy_schema import policy_schema

Schema = Mapping[str, Any]

SCHEMAS: Mapping[str, Callable[[], Schema]] = {"policy": policy_schema}
"""Name → what makes it."""


def schema_bytes(name: str) -> bytes:
    """One schema as a file."""
    return (json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=1) + "\n").encode()
