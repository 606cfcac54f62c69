"""The examples of all rule pages, for parametrised tests."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rosterctl.rules.roster import ROSTER_RULES

ROOT = Path(__file__).resolve().parents[2] / "constraints"


@dataclass(frozen=True)
class Example:
    rule: str
    section: str
    number: int
    table: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.rule}-{self.section}-{self.number}"


def _examples(rule: str) -> list[Example]:
    text = (ROOT / "roster" / f"{rule}.md").read_text("utf-8")
    found = []
    for section in ("Passes", "Fails"):
        body = re.search(rf"^## {section}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
        blocks = re.findall(r"```toml\n(.*?)```", body[1] if body else "", re.S)
        found += [Example(rule, section, n, tomllib.loads(block)) for n, block in enumerate(blocks, 1)]
    return found


EXAMPLES = [example for rule in ROSTER_RULES for example in _examples(rule.id)]
