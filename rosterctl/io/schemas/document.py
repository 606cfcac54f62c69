"""A document that commands print with ``--format json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rosterctl.io.schemas.notation import schema_of
from rosterctl.io.schemas.policy_schema import DRAFT


@dataclass(frozen=True)
class Document:
    """``kind`` as its ``schema`` field says it, the commands that print it, and its shape in the short notation.

    With ``--format ndjson`` each line is one of the items of the list that the document has.
    """

    kind: str
    commands: tuple[str, ...]
    title: str
    shape: Mapping[str, object]

    @property
    def name(self) -> str:
        """What ``schema show`` calls it."""
        return f"output-{self.kind.partition('/')[0]}"

    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        made = schema_of(dict(self.shape))
        head = {"schema": {"const": f"rosterctl/{self.kind}"}}
        return {
            "$schema": DRAFT,
            "title": self.title,
            **made,
            "required": ["schema", *made["required"]],
            "properties": {**head, **made["properties"]},
        }
