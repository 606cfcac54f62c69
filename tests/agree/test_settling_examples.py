"""Every example on an attendance or a pay rule's page, through the whole way from punches to lines."""

from __future__ import annotations

import pytest

from rosterctl.io.pages.catalogue import Example, rule_page
from rosterctl.io.policies.registry import REGISTRIES
from tests.support.settling import check

EXAMPLES = [
    pytest.param(rule.id, example, id=f"{rule.id}:{example.line}")
    for kind in ("attendance", "pay")
    for rule in REGISTRIES[kind]
    for example in rule_page(kind, rule.id).examples
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_comes_out_as_the_page_says(rule: str, example: Example) -> None:
    check(example.data, rule)
