"""Every example on a page of the law comes out as the page says."""

from __future__ import annotations

import pytest

from rosterctl.io.pages.catalogue import Example, rule_page
from rosterctl.rules.law import LAW
from tests.support.law import judge

EXAMPLES = [
    pytest.param(one.id, example, id=f"{one.id}:{example.line}")
    for one in LAW
    for example in rule_page("law", one.id).examples
]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_comes_out_as_the_page_says(name: str, example: Example) -> None:
    assert [found.code for found in judge(name, example.data)] == example.data["findings"]
