"""Every finding of every scenario and example has words in both languages, and values for all of their gaps."""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rosterctl.attendance.pipeline import Found
from rosterctl.io.pages.catalogue import rule_page
from rosterctl.messages import LANGS, fill
from rosterctl.rules.attendance import ATTENDANCE_RULES
from tests.support.settling import settle

FOLDER = Path(__file__).parent / "scenarios"
MORE: tuple[dict[str, Any], ...] = (
    {"roster": "A = D", "requests": [{"who": "A", "kind": "correction", "first": "2026-10-01", "side": "in"}]},
    {
        "roster": "A = D",
        "requests": [{"who": "A", "kind": "correction", "first": "2026-10-01", "side": "in", "time": "09:00"}],
    },
    {"roster": "A = D", "punches": "A 01 12:00 13:00 18:00"},
    {"roster": "A = D\nB = D"},
    {
        "posts": ["gate"],
        "roster": "A = D .\nB = . D",
        "punches": "A 01 09:00 18:00\nB 02 09:00 18:00",
        "rules": [{"use": "relief", "posts": ["gate"]}],
    },
)
"""Small periods for findings that no scenario has."""


@cache
def findings() -> tuple[Found, ...]:
    return tuple(_findings())


def _findings() -> Iterator[Found]:
    for path in sorted(FOLDER.glob("*.toml")):
        yield from settle(tomllib.loads(path.read_text("utf-8"))).judged.found
    for rule in ATTENDANCE_RULES:
        for example in rule_page("attendance", rule.id).examples:
            yield from settle(example.data, rule.id).judged.found
    for table in MORE:
        yield from settle(table).judged.found


def test_every_finding_can_be_told() -> None:
    for found in findings():
        texts = rule_page("attendance", found.use.rule).front.finding[found.note.code]
        for lang in LANGS:
            assert fill(texts.of(lang), lang, found.note.values)
            assert fill(texts.mend(lang), lang, found.note.values)


def test_the_values_of_a_finding_are_those_of_its_text() -> None:
    for found in findings():
        texts = rule_page("attendance", found.use.rule).front.finding[found.note.code]
        asked = {name for _, name, _, _ in string.Formatter().parse(texts.en) if name}
        assert asked <= set(found.note.values)


@pytest.mark.parametrize("rule", [rule.id for rule in ATTENDANCE_RULES])
def test_every_finding_that_a_page_names_is_made(rule: str) -> None:
    made = {found.note.code for found in findings() if found.use.rule == rule}
    named = set(rule_page("attendance", rule).front.finding)
    assert made == named
