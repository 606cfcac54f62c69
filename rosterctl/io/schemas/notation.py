"""A short notation for the shape of documents, and its JSON Schema.

- a text names a kind of value of :data:`KINDS`; ``"late|early"`` is one of these words; a ``?`` behind it allows null
- ``{"field": …}`` is an object with exactly these fields; ``"field?"`` may be missing; ``{"*": …}`` has any fields
- ``[…]`` is a list of what is inside; a tuple is any of its members
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

DATE = r"\d{4}-\d\d-\d\d"

KINDS: Mapping[str, Schema] = {
    "text": {"type": "string"},
    "null": {"type": "null"},
    "bool": {"type": "boolean"},
    "int": {"type": "integer"},
    "number": {"type": "number"},
    "count": {"type": "integer", "minimum": 0, "description": "how many 个数"},
    "seconds": {"type": "integer", "description": "seconds 秒"},
    "minutes": {"type": "integer", "description": "minutes 分钟"},
    "penalty": {"type": "integer", "minimum": 0, "description": "sum of the weights of what is broken 罚分"},
    "percent": {"type": "integer", "description": "per cent 百分之"},
    "yuan": {"type": "string", "pattern": r"^-?\d+\.\d\d$", "description": "yuan, exact 元"},
    "decimal": {"type": "string", "pattern": r"^-?\d+(\.\d+)?$", "description": "exact decimal 小数"},
    "day": {"type": "string", "pattern": f"^{DATE}$", "format": "date", "description": "date 日期"},
    "month": {"type": "string", "pattern": r"^\d{4}-\d\d$", "description": "month 月份"},
    "instant": {
        "type": "string",
        "pattern": rf"^{DATE}T\d\d:\d\d(:\d\d)?([+-]\d\d:\d\d|Z)?$",
        "description": "point in time 时刻",
    },
    "clock": {"type": "string", "pattern": r"^\d\d:\d\d(:\d\d)?$", "description": "wall clock 钟点"},
    "hash": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256"},
    "file": {"type": "string", "minLength": 1, "description": "path of a file 文件"},
    "employee": {"type": "string", "minLength": 1, "description": "employee id 工号"},
    "anything": {},
}


def schema_of(shape: object) -> Schema:
    """The JSON Schema of a shape. Raises :class:`ValueError` for a kind that nobody knows."""
    if isinstance(shape, dict):
        return _object(shape)
    if isinstance(shape, list):
        (inside,) = shape
        return {"type": "array", "items": schema_of(inside)}
    if isinstance(shape, tuple):
        return {"anyOf": [schema_of(one) for one in shape]}
    if not isinstance(shape, str):
        raise ValueError(f"no shape: {shape!r}")
    if shape.endswith("?"):
        return {"anyOf": [schema_of(shape[:-1]), {"type": "null"}]}
    if shape in KINDS:
        return dict(KINDS[shape])
    if "|" in shape:
        return {"enum": shape.split("|")}
    raise ValueError(f"no kind of value: {shape}")


def _object(shape: Mapping[str, object]) -> Schema:
    if set(shape) == {"*"}:
        return {"type": "object", "additionalProperties": schema_of(shape["*"])}
    return {
        "type": "object",
        "required": [name for name in shape if not name.endswith("?")],
        "additionalProperties": False,
        "properties": {name.removesuffix("?"): schema_of(inside) for name, inside in shape.items()},
    }
