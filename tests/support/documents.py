"""Holds what commands print as JSON against its schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any


@cache
def _checker(kind: str) -> Any:
    # here, not above: most tests print nothing, and the schemas read every rule
    from jsonschema import Draft202012Validator

    from rosterctl.io.schemas import DOCUMENTS

    return Draft202012Validator(next(one for one in DOCUMENTS if one.kind == kind).schema())


def hold(body: Mapping[str, Any]) -> None:
    """Raise :class:`AssertionError` with the first place where a document is not what its schema says."""
    kind = str(body["schema"]).removeprefix("rosterctl/")
    wrong = [f"{kind} {error.json_path}: {error.message[:300]}" for error in _checker(kind).iter_errors(body)]
    assert not wrong, wrong[0]


def hold_text(text: str) -> None:
    """The same for what was printed, if it is a document; the lines of ndjson and schemas themselves are none."""
    if not (text.startswith("{") and text.rstrip().endswith("}")):
        return
    try:
        body = json.loads(text)
    except ValueError:
        return
    if str(body.get("schema", "")).startswith("rosterctl/"):
        hold(body)
