"""README.md and README.zh.md say the same: the same commands, files and rules, in the same order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rosterctl.rules.attendance import ATTENDANCE_RULES
from rosterctl.rules.pay import PAY_RULES
from rosterctl.rules.request import REQUEST_RULES
from rosterctl.rules.roster import ROSTER_RULES

ROOT = Path(__file__).parents[2]
ENGLISH, CHINESE = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh.md"))


def commands(text: str) -> list[str]:
    """What a reader is told to type: lines after ``$``, and blocks without a language, without their comments."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.M | re.S)
    typed = [
        line.removeprefix("$ ")
        for kind, block in blocks
        for line in block.splitlines()
        if not kind or line.startswith("$ ")
    ]
    return [line.partition(" #")[0].strip() for line in typed]


def sections(text: str) -> list[tuple[str, str]]:
    """Heading and text of each section."""
    found = re.split(r"^## (.*)$", text, flags=re.M)
    return list(zip(found[1::2], found[2::2], strict=True))


def codes(text: str) -> set[str]:
    """Inline code: commands, options, names of files."""
    return set(re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)))


def test_the_same_commands_in_the_same_order() -> None:
    assert commands(ENGLISH) == commands(CHINESE)
    assert "rosterctl pay run --month 2026-10 --as-of 2026-11-10T09:00+08:00 --xlsx payroll.xlsx" in commands(ENGLISH)


def test_the_same_sections() -> None:
    assert len(sections(ENGLISH)) == len(sections(CHINESE)) > 4
    for (_, english), (heading, chinese) in zip(sections(ENGLISH), sections(CHINESE), strict=True):
        assert re.search(r"[\u4e00-\u9fff]", heading), heading
        assert english.count("```") == chinese.count("```"), heading
        assert english.count("\n**") == chinese.count("\n**"), heading
        assert codes(english) == codes(chinese), heading


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_every_rule_is_named(text: str) -> None:
    lists = re.findall(r"^(?:\w+)[:：] ?((?:[a-z0-9-]+(?: ·\s+)?)+)$", text, re.M)
    assert [sorted(re.split(r" ·\s+", names)) for names in lists] == [
        sorted(rule.id for rule in rules) for rules in (ROSTER_RULES, ATTENDANCE_RULES, PAY_RULES, REQUEST_RULES)
    ]


@pytest.mark.parametrize("text", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_links_lead_somewhere(text: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", text)
    assert len(targets) > 4
    assert not [target for target in targets if not (ROOT / target).exists()]
