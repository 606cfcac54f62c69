"""Every rule has a fresh page, examples both ways, a test file, and words for all that it finds."""

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field

from rosterctl.io.pages.catalogue import rule_page
from rosterctl.io.pages.clauses import cited, clauses
from rosterctl.io.pages.front_matter import PageError
from rosterctl.io.pages.parameters import parameters
from rosterctl.io.policies.policy_values import RESERVED
from rosterctl.io.policies.registry import REGISTRIES, AnyRule, known_rules
from rosterctl.io.resources import constraints
from rosterctl.rules.base import RosterRule, RuleParams
from rosterctl.rules.pay import pay_rule
from rosterctl.services import pages
from tests.support.page_text import PAGE

TESTS = Path(__file__).parents[1]
RULES = [(kind, rule) for kind, rules in REGISTRIES.items() for rule in rules]
each_rule = pytest.mark.parametrize(("kind", "rule"), RULES, ids=[rule.id for _, rule in RULES])


@each_rule
def test_examples_both_ways(kind: str, rule: AnyRule) -> None:
    page = rule_page(kind, rule.id)
    assert page.of("Passes"), "## Passes has no example"
    assert page.of("Fails"), "## Fails has no example"


@each_rule
def test_parameter_table_is_fresh(kind: str, rule: AnyRule) -> None:
    text = rule_page(kind, rule.id).path.read_text("utf-8")
    assert pages.with_table(text, rule.params) == text, "run: python -m rosterctl.services.pages --write"


@each_rule
def test_parameters_are_explained(kind: str, rule: AnyRule) -> None:
    for item in parameters(rule.params):
        assert item.meaning, f"{item.name} has no description"
        assert item.name not in RESERVED, f"{item.name} means something else in every [[rule]]"
        if item.shape in ("integer", "number"):
            assert item.unit, f"{item.name} has no unit"
            assert item.range, f"{item.name} has no range"


@each_rule
def test_every_finding_has_words(kind: str, rule: AnyRule) -> None:
    page = rule_page(kind, rule.id)
    failing = page.of("Fails") if kind == "roster" else ()  # breaches of a request's page are those of the roster
    examples = {breach["code"] for example in failing for breach in example.data.get("breaches", ())}
    examples |= {text.split()[1] for example in page.examples for text in example.data.get("findings", ())}
    assert set(_codes(rule, "Breach", "Note")) | examples <= set(page.front.finding), "a finding code lacks its texts"
    assert set(page.front.finding) <= set(_strings(rule)), "a text is for a finding that nobody makes"


@each_rule
def test_every_pay_line_has_words(kind: str, rule: AnyRule) -> None:
    page = rule_page(kind, rule.id)
    told = [text.split() for example in page.examples for text in example.data.get("lines", ())]
    examples = {words[3] for words in told if words[2] == rule.id}
    assert examples <= set(page.front.line), "the code of a line lacks its texts"
    assert set(page.front.line) <= set(_strings(rule)), "a text is for a line that nobody makes"
    makes = kind == "pay" and bool(pay_rule(rule.id).apply or pay_rule(rule.id).close)
    assert bool(examples) == makes, "no example shows a line of the rule"


@each_rule
def test_clauses_exist(kind: str, rule: AnyRule) -> None:
    front = rule_page(kind, rule.id).front
    assert set(front.authority) <= set(clauses())


@each_rule
def test_prose_in_chinese_too(kind: str, rule: AnyRule) -> None:
    assert "zh" in rule_page(kind, rule.id).prose["Requires"], "## Requires lacks its ### 中文"


@each_rule
def test_rule_has_a_module_and_a_test_of_its_name(kind: str, rule: AnyRule) -> None:
    name = rule.id.replace("-", "_")
    module = rule.params.__module__.rsplit(".", 1)[1]
    assert module == name
    assert (TESTS / "rules" / kind / f"test_{name}.py").is_file()


@pytest.mark.parametrize(
    "path", sorted(constraints().glob("*/*.md")), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_every_page_speaks_both_languages(path: Path) -> None:
    """Whoever reads Chinese is told all of it: each section, and Chinese in each of its points."""
    prose = rule_page(path.parent.name, path.stem).prose
    for section in ("Requires", "Why", "Exactly"):
        assert {"zh", "en"} <= set(prose[section]), section
    points = [line for line in prose["Exactly"]["zh"].splitlines() if line.lstrip().startswith("- ")]
    assert points
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in point) for point in points)


def test_ids_are_unique() -> None:
    ids = [rule.id for _, rule in RULES]
    assert len(set(ids)) == len(ids) == len(known_rules())


def test_no_page_without_a_rule() -> None:
    known = {(kind, rule.id) for kind, rule in RULES}
    found = {(path.parent.name, path.stem) for kind in REGISTRIES for path in (constraints() / kind).glob("*.md")}
    assert found <= known


def test_index_is_fresh() -> None:
    assert not pages.stale(constraints()), "run: python -m rosterctl.services.pages --write"


def test_clauses_cite() -> None:
    assert clauses()["H2"].cite == "客服规章制度 第三篇 六.1 (H2)"
    assert cited("客服规章制度 第三篇 六.1 (H2, H3)") == ("H2", "H3")
    assert cited("劳动法 第三十八条 (Labour Law 38)") == cited(None) == ()


# --- the tool itself, on a folder of its own


class Params(RuleParams):
    days: int = Field(default=2, ge=1, description="days off", json_schema_extra={"unit": "days"})
    by: Literal["month", "period"] = "month"


def _nothing(*_: object) -> Iterator[None]:
    yield from ()


FAKE: pages.Registries = {"roster": (RosterRule("some-rule", Params, _nothing, _nothing),)}  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A constraints folder with one page and one preset, nothing generated yet."""
    (tmp_path / "roster").mkdir()
    (tmp_path / "roster" / "some-rule.md").write_text(PAGE, "utf-8")
    (tmp_path / "presets").mkdir()
    preset = '[[rule]]\nuse = "some-rule"\nkey = "x"\n'
    (tmp_path / "presets" / "p.toml").write_text('extends = "q"\ntitle = { zh = "甲", en = "A" }\n' + preset, "utf-8")
    return tmp_path


def test_stale_then_fresh(folder: Path) -> None:
    found = pages.stale(folder, FAKE)
    assert {path.name for path in found} == {"some-rule.md", "README.md"}
    for path, text in found.items():
        path.write_text(text, "utf-8")
    assert pages.stale(folder, FAKE) == {}
    page = (folder / "roster" / "some-rule.md").read_text("utf-8")
    assert "| `days` | days | `2` | ≥ 1 | days off |\n" in page
    index = (folder / "README.md").read_text("utf-8")
    assert "| [`some-rule`](roster/some-rule.md) | 某规则 | Some rule | H2, Labour Law 38 |\n" in index
    assert "| [`p`](presets/p.toml) | 甲 | A | `q` | `x` |\n" in index


def test_a_rule_without_page(folder: Path) -> None:
    (folder / "roster" / "some-rule.md").unlink()
    with pytest.raises(PageError, match=r"constraints|some-rule\.md"):
        pages.fresh(folder, FAKE)


def test_the_command(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(pages, "constraints", lambda: folder)
    monkeypatch.setattr(pages, "stale", partial(pages.stale, registries=FAKE))
    assert pages.main(["--check"]) == 1
    assert "stale: " in capsys.readouterr().out
    assert pages.main(["--write"]) == 0
    assert pages.main(["--check"]) == 0
    (folder / "roster" / "some-rule.md").write_text("no page", "utf-8")
    assert pages.main(["--check"]) == 1
    assert "some-rule.md:1:" in capsys.readouterr().err


def _codes(rule: AnyRule, *makers: str) -> Iterator[str]:
    """Finding codes that the rule's module gives to ``Breach(...)`` or ``Note(...)`` as plain strings."""
    for node in ast.walk(_tree(rule)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers:
            first = node.args[0] if node.args else next(x.value for x in node.keywords if x.arg == "code")
            if isinstance(first, ast.Constant):
                yield str(first.value)


def _strings(rule: AnyRule) -> Iterator[str]:
    for node in ast.walk(_tree(rule)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _tree(rule: AnyRule) -> ast.Module:
    return ast.parse(inspect.getsource(sys.modules[rule.params.__module__]))
