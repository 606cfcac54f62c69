"""Every text stands in both languages with the same placeholders; every code that io uses has a text and is shown
by a case of ``tests/errors`` or a test of ``tests/unit/io``."""

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import rosterctl.io
from rosterctl.messages import LANGS, texts

IO = Path(rosterctl.io.__file__).parent
TESTS = Path(__file__).parent.parent
AREAS = ("input", "expect", "warn", "workspace", "config", "file", "toml")
CODE = re.compile(rf"(?:{'|'.join(AREAS)})\.[a-z0-9-]+")
MAKERS = ("Problem", "add", "Unreadable", "UsageError", "InternalError", "RefusedError")


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("code", sorted(texts()))
def test_both_languages_say_the_same(code: str) -> None:
    entry = texts()[code]
    assert set(entry) == set(LANGS)
    assert len({bool(entry[lang].strip()) for lang in LANGS}) == 1
    if not code.startswith("word."):  # words are shown as they are, braces and all
        assert placeholders(entry["zh"]) == placeholders(entry["en"])


def strings(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@cache
def used() -> dict[str, str]:
    """Codes in the source of io: whatever looks like one, and the first argument of whatever takes one."""
    found: dict[str, str] = {}
    for path in sorted(IO.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        found |= {code: path.name for code in strings(tree) if CODE.fullmatch(code) and not code.endswith(".toml")}
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                first = node.args[0]
                if name in MAKERS and isinstance(first, ast.Constant) and "." in str(first.value):
                    found[str(first.value)] = path.name
    return found


@pytest.mark.parametrize("code", sorted(used()))
def test_a_code_that_io_uses_has_a_text(code: str) -> None:
    assert code in texts() or f"word.{code}" in texts(), used()[code]


@pytest.mark.parametrize("code", sorted(c for c in texts() if c.startswith(("input.", "warn.", "word.expect."))))
def test_a_text_about_input_is_used(code: str) -> None:
    assert code.removeprefix("word.") in used() or code == "input.refused"


@cache
def shown() -> str:
    cases = [path.read_text("utf-8") for path in sorted((TESTS / "errors").glob("*/*/expected.txt"))]
    tests = [path.read_text("utf-8") for path in sorted(TESTS.glob("*/*/test_*.py"))]
    tests += [path.read_text("utf-8") for path in sorted((TESTS / "errors").glob("*.py"))]
    return "\n".join([*cases, *tests])


@pytest.mark.parametrize(
    "code",
    sorted(code for code in used() if code.startswith(("input.", "warn.", "workspace.", "config.", "expect."))),
)
def test_a_code_is_shown_by_a_case(code: str) -> None:
    template = texts()[code if code in texts() else f"word.{code}"]["en"]
    pattern = ".*".join(re.escape(text) for text, _, _, _ in string.Formatter().parse(template))
    assert code in shown() or re.search(pattern, shown())
