"""The clauses of the regulations that rules stand for: ``constraints/regulations.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from rosterctl.io.resources import constraints

_CITED = re.compile(r"\(([A-Z]+\d+(?:, [A-Z]+\d+)*)\)$")


@dataclass(frozen=True)
class Clause:
    """One clause: the regulation's title, its article, and what it asks.

    ``carried_by`` is the file or setting that carries a clause which is no rule, and ``sample`` the file below
    ``samples/`` that states it.
    """

    id: str
    regulation: str
    article: str
    asks: str
    carried_by: str | None = None
    sample: str | None = None

    @property
    def cite(self) -> str:
        """As the product prints it: ``客服规章制度 第三篇 六.1 (H2)``."""
        return f"{self.regulation} {self.article} ({self.id})"


@cache
def clauses() -> Mapping[str, Clause]:
    """Every clause by id, in the order of the file."""
    data = tomllib.loads((constraints() / "regulations.toml").read_text("utf-8"))
    return MappingProxyType({name: Clause(name, **entry) for name, entry in data.items()})


def cited(authority: str | None) -> tuple[str, ...]:
    """The clause ids that an authority ends in: ``… (H2)`` or ``… (H2, H3)``."""
    found = _CITED.search(authority or "")
    return tuple(found[1].split(", ")) if found else ()
