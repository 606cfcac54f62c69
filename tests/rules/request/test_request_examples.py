"""Every example on a request rule's page, as the page says; and its refusals can be told in both languages."""

from __future__ import annotations

import pytest

from rosterctl.io.pages.catalogue import Example, rule_page
from rosterctl.messages import LANGS, fill
from rosterctl.rules.request import request_rule
from tests.support.requests import EXAMPLES, ask, judge, params

each = pytest.mark.parametrize(
    ("rule", "example"), [pytest.param(r, e, id=f"{r}-{e.section}-{n}") for r, n, e in EXAMPLES]
)


@each
def test_the_example_is_judged_as_the_page_says(rule: str, example: Example) -> None:
    assert [found.code for found in judge(rule, example.data)] == example.data["refusals"]


@each
def test_the_steps_are_those_that_the_page_says(rule: str, example: Example) -> None:
    if "steps" in example.data:
        table = example.data
        found = request_rule(rule).steps(ask(**table["request"]), params(rule, table.get("params", {})))
        assert list(found) == table["steps"]


@each
def test_a_refusal_can_be_told(rule: str, example: Example) -> None:
    texts = rule_page("request", rule).front.finding
    for found in judge(rule, example.data):
        for lang in LANGS:
            for template in (texts[found.code].of(lang), texts[found.code].mend(lang)):
                told = fill(template, lang, found.values)
                assert "{" not in told


def test_every_reason_stands_in_an_example() -> None:
    for rule in {rule for rule, _, _ in EXAMPLES}:
        page = rule_page("request", rule)
        shown = {code for example in page.examples for code in example.data["refusals"]}
        assert shown == set(page.front.finding), rule
