"""Every provision of the law has a fresh page, examples both ways, a test, its words and a statute."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from rosterctl.io.inputs.figures import FIGURES
from rosterctl.io.pages.catalogue import rule_page
from rosterctl.io.pages.front_matter import PageError, read_front
from rosterctl.io.pages.parameters import parameters
from rosterctl.io.pages.statutes import cite_law, statutes
from rosterctl.io.policies.registry import REGISTRIES
from rosterctl.io.resources import constraints
from rosterctl.messages import LANGS, Said, fill
from rosterctl.rules.law import LAW
from rosterctl.rules.law.base import AnyProvision
from rosterctl.services import pages
from tests.support.law import judge

TESTS = Path(__file__).parents[1]
each = pytest.mark.parametrize("one", LAW, ids=[one.id for one in LAW])


@each
def test_examples_both_ways(one: AnyProvision) -> None:
    page = rule_page("law", one.id)
    assert page.of("Passes")
    assert page.of("Fails")


@each
def test_every_finding_is_shown_by_an_example(one: AnyProvision) -> None:
    page = rule_page("law", one.id)
    shown = {code for example in page.of("Fails") for code in example.data["findings"]}
    assert shown == set(page.front.finding)


@each
def test_texts_are_filled_by_the_values(one: AnyProvision) -> None:
    page = rule_page("law", one.id)
    for example in page.of("Fails"):
        for found in judge(one.id, example.data):
            words = page.front.finding[found.code]
            for lang in LANGS:
                assert fill(words.of(lang), lang, found.values)
                assert fill(words.mend(lang), lang, found.values)
            used = {name for text in (words.zh, words.mend_zh) for _, name, _, _ in string.Formatter().parse(text)}
            assert set(found.values) <= used, "a value that no text tells"


@each
def test_module_and_test_of_its_name(one: AnyProvision) -> None:
    name = one.id.replace("-", "_")
    assert one.params.__module__ == f"rosterctl.rules.law.{name}"
    assert (TESTS / "rules" / "law" / f"test_{name}.py").is_file()


@each
def test_both_languages(one: AnyProvision) -> None:
    page = rule_page("law", one.id)
    assert {"zh", "en"} <= set(page.prose["Requires"])
    assert {"zh", "en"} <= set(page.prose["Exactly"])


@each
def test_it_rests_on_statutes(one: AnyProvision) -> None:
    front = rule_page("law", one.id).front
    assert front.law
    assert not front.authority, "the law is no house clause"


@each
def test_figures_are_those_of_the_configuration(one: AnyProvision) -> None:
    for figure in parameters(one.params):
        assert figure.name in FIGURES
        assert figure.default in (None, "none"), "no default could know the place"


def test_every_figure_is_asked_for() -> None:
    assert {figure.name for one in LAW for figure in parameters(one.params)} == set(FIGURES)


def test_no_page_without_a_provision() -> None:
    assert {path.stem for path in (constraints() / "law").glob("*.md")} == {one.id for one in LAW}


def test_all_pages_rest_on_known_statutes() -> None:
    named = [
        law for kind, rules in pages.PAGES.items() for rule in rules for law in rule_page(kind, rule.id).front.law
    ]
    cited = {name for name in statutes() if any(law.startswith(name) for law in named)}
    assert all(cite_law(law).endswith(f"({law})") for law in named)
    assert cited == set(statutes()), "a statute that no page names"


@pytest.mark.parametrize(
    ("named", "cited"),
    [
        ("Labour Law 38", "劳动法 第38条 (Labour Law 38)"),
        ("Labour Law 46, 50", "劳动法 第46、50条 (Labour Law 46, 50)"),
        ("State Council Order 516", "国务院令第516号（废止《企业职工奖惩条例》） (State Council Order 516)"),
        ("Ministry of Labour 1995/309, 59", "劳部发〔1995〕309号 第59条 (Ministry of Labour 1995/309, 59)"),
        ("Labour Contract Law 4", "劳动合同法 第4条 (Labour Contract Law 4)"),
    ],
)
def test_a_citation(named: str, cited: str) -> None:
    assert cite_law(named) == cited


@pytest.mark.parametrize("named", ["Labor Law 38", "State Council Order 1741", "Labour"])
def test_a_statute_that_nobody_knows(named: str) -> None:
    with pytest.raises(PageError, match="no statute is called"):
        cite_law(named)


def test_severity_is_for_the_law_alone() -> None:
    graded = (constraints() / "law" / "rest-day.md").read_text("utf-8").split("+++")[1]
    assert read_front(graded, "page").finding["missing"].severity == "contrary"
    with pytest.raises(PageError, match="have a severity"):
        read_front(graded.replace('severity = "contrary"\n', ""), "page")
    with pytest.raises(PageError, match="have a severity"):
        read_front(graded.replace('kind = "law"', 'kind = "pay"'), "page")


def test_said_in_both_languages() -> None:
    assert Said("休 {days} 天", "{days} days off", {"days": 2}).show("zh") == "休 2 天"
    assert "law" not in REGISTRIES, "a policy uses rules; the law is no rule of a house"
