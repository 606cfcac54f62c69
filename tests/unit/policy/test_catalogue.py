from enum import Enum
from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field

from rosterctl.domain.policy import Mode
from rosterctl.io.pages.catalogue import read_page
from rosterctl.io.pages.front_matter import PageError
from rosterctl.io.pages.parameters import parameter_table, parameters
from rosterctl.rules.base import RuleParams
from tests.support.page_text import PAGE


def write(folder: Path, text: str) -> Path:
    file = folder / "roster" / "some-rule.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def test_a_page_as_read(tmp_path: Path) -> None:
    page = read_page(write(tmp_path, PAGE))
    assert page.id == "some-rule"
    assert page.front.authority == ("H2",)
    assert (page.front.default_mode, page.front.default_weight) == (Mode.SOFT, 7)
    assert page.front.title.of("zh") == "某规则"
    assert page.front.finding["short"].mend("en") == "add them"
    assert page.text("Requires", "zh") == "休息。"
    assert page.text("Why", "zh") == "Rest."
    assert "## not a head" in page.text("Exactly", "en")
    lines = PAGE.splitlines()
    assert [lines[example.line - 1] for example in page.examples] == [
        'first = "2026-10-01"',
        'roster = "A = D"',
        'roster = "A = E"',
    ]
    assert [example.data["roster"] for example in page.of("Fails")] == ["A = D", "A = E"]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("+++\nid", "id", 1, "begins with TOML"),
        ('id = "some-rule"', 'id = "other"', 2, "file's name"),
        ('authority = ["H2"]', 'authorty = ["H2"]', 5, "authorty"),
        ('title = { zh = "某规则", en', "title = { en", 4, "title.zh"),
        ("default_weight = 7", "default_weight = 0", 9, "greater than or equal to 1"),
        ("mend_zh", "mend_cn", 11, "mend_zh"),
        ('en = "{size}', 'en = "{days}', 11, "different placeholders"),
        ('en = "{size}', 'en = "{size', 11, "expected '}'"),
        ('law = ["Labour Law 38"]', "law = [", 1, "not TOML"),
        ("## Why", "## Reasons", 17, "the sections must be"),
        ("Rest.\n", "", 28, "## Why says nothing"),
        ("<!-- /parameters -->", "", 38, "a line each"),
        ('```toml\nfirst = "2026-10-01"', '```\nfirst = "2026-10-01"', 45, "fenced as ```toml"),
        ('first = "2026-10-01"', "first = = 1", 46, "example is not TOML"),
        ('roster = "A = ."', 'breaches = [ { code = "x" } ]', 46, "Passes has no breaches"),
        ('roster = "A = D"\nbreaches = [ { code = "short" } ]', 'roster = "A"', 55, "Fails needs breaches"),
    ],
)
def test_a_bad_page_names_file_and_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert old in PAGE
    with pytest.raises(PageError) as caught:
        read_page(write(tmp_path, PAGE.replace(old, new, 1)))
    text = str(caught.value)
    assert says in text
    assert f"constraints/roster/some-rule.md:{line}:" in text


def test_an_unclosed_fence(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="never closed"):
        read_page(write(tmp_path, PAGE.rstrip().removesuffix("```")))


def test_no_page(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="cannot be read"):
        read_page(tmp_path / "roster" / "none.md")


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Params(RuleParams):
    days: int = Field(ge=1, le=7, description="rest days | week", json_schema_extra={"unit": "days"})
    limit: int | None = Field(default=None, ge=0, description="most")
    levels: tuple[Literal["min", "max"], ...] = ("min",)
    colour: Colour = Colour.RED
    name: str = "x"
    on: bool = True


class NoParams(RuleParams):
    pass


def test_parameters() -> None:
    found = {item.name: item for item in parameters(Params)}
    assert [(item.values, item.required, item.nullable) for item in found.values()] == [
        ("1 … 7", True, False),
        ("≥ 0, or `none`", False, True),
        ("list of `min`, `max`", False, False),
        ("`red`, `blue`", False, False),
        ("text", False, False),
        ("`true`, `false`", False, False),
    ]
    assert found["days"].unit == "days"


def test_parameter_table() -> None:
    table = parameter_table(Params).splitlines()
    assert table[2] == "| `days` | days | (required) | 1 … 7 | rest days \\| week |"
    assert table[3] == "| `limit` |  | `none` | ≥ 0, or `none` | most |"
    assert table[4] == '| `levels` |  | `["min"]` | list of `min`, `max` |  |'
    assert table[5].startswith('| `colour` |  | `"red"` |')
    assert "无参数" in parameter_table(NoParams)
