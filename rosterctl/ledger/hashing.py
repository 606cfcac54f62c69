"""Hashes of the chain: canonical bytes first, SHA-256 over them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from rosterctl.domain.ledger import Entry, Put, Value

HASHED = ("seq", "at", "instant", "login", "employee", "decided_by", "action", "subject", "payload_hash", "previous")
"""The columns of an entry that its hash is over: all but the hash."""


def canonical(value: object) -> str:
    """JSON in one way only: sorted keys, no blanks, ASCII. What JSON cannot hold (a damaged cell) is told as text."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), default=repr)


def chain_hash(values: Mapping[str, Any]) -> str:
    """The hash of an entry's columns."""
    return _sha256(canonical([values[name] for name in HASHED]))


def payload_hash(salt: str, body: str) -> str:
    """The salted hash of a payload: without the salt, which is purged with it, nobody can try guesses against it."""
    return _sha256(canonical([salt, body]))


def payload_body(puts: Iterable[Put], said: Mapping[str, Value]) -> str:
    """A payload's text: the rows that the act set, and what else was said."""
    rows = [[put.table, put.new, list(put.key), dict(put.values)] for put in puts]
    return canonical({"puts": rows, "said": dict(said)})


def payload_puts(body: str) -> tuple[Put, ...]:
    """The rows of a payload's text."""
    return tuple(Put(table, tuple(key), values, new) for table, new, key, values in json.loads(body)["puts"])


def payload_said(body: str) -> Mapping[str, Value]:
    """What else a payload says."""
    found: Mapping[str, Value] = json.loads(body)["said"]
    return found


def columns(entry: Entry) -> dict[str, Any]:
    """An entry as a row."""
    return {name: getattr(entry, name) for name in (*HASHED, "hash")}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()
