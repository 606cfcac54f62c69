"""The statutes that pages name in ``law``: ``constraints/statutes.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from rosterctl.io.pages.front_matter import PageError
from rosterctl.io.resources import constraints


@cache
def statutes() -> Mapping[str, str]:
    """Every statute: the name that pages use → its Chinese name."""
    return MappingProxyType(tomllib.loads((constraints() / "statutes.toml").read_text("utf-8")))


def cite_law(named: str) -> str:
    """As the product prints it, for readers of either language: ``劳动法 第38条 (Labour Law 38)``.

    Raises :class:`PageError` when no statute is called so.
    """
    found = max(
        (name for name in statutes() if f"{named},".startswith((f"{name} ", f"{name},"))), key=len, default=""
    )
    if not found:
        raise PageError(f"constraints/statutes.toml:1: no statute is called as {named!r} says")
    articles = named[len(found) :].strip(" ,").replace(", ", "、")
    return f"{statutes()[found]}{f' 第{articles}条' if articles else ''} ({named})"
