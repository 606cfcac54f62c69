"""Help and complaints: complete, and in the language of the call."""

from __future__ import annotations

import inspect
import os
import re
from pathlib import Path

import click
import pytest

from rosterctl.cli.app import run
from rosterctl.cli.tongue import MODULES, PREFIX
from rosterctl.messages import LANGS, Lang, texts
from tests.unit.cli.tree import commands

TREE = dict(commands())
HAN = re.compile(r"[\u4e00-\u9fff]")


def ask(args: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run(args, {})
    return code, *capsys.readouterr()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", TREE, ids=" ".join)
def test_help_has_an_example_and_explains_every_option(
    path: tuple[str, ...], lang: Lang, capsys: pytest.CaptureFixture[str]
) -> None:
    code, page, _ = ask([*path, "--help", "--lang", lang], capsys)
    assert code == 0
    example, usage = {"zh": ("示例：", "用法:"), "en": ("Example:", "Usage:")}[lang]
    assert page.startswith(usage)
    assert f"  {example}\n    rosterctl {' '.join(path)}".rstrip() in page
    context = click.Context(TREE[path], obj={"lang": lang}, help_option_names=["-h", "--help"])
    for parameter in TREE[path].get_params(context):
        if isinstance(parameter, click.Option):
            record = parameter.get_help_record(context)
            assert record is not None, parameter.name
            wording = re.sub(r"\[.*", "", record[1]).strip()
            assert wording, parameter.name
            assert bool(HAN.search(wording)) == (lang == "zh"), parameter.name


def test_examples_parse(capsys: pytest.CaptureFixture[str]) -> None:
    """Each example of each command in each language names options and arguments that exist."""
    for path, command in TREE.items():
        if isinstance(command, click.Group):
            continue
        for lang in LANGS:
            page = texts()[".".join(["help", *path])][lang]
            examples = [line.split()[1:] for line in page.splitlines() if line.strip().startswith("rosterctl ")]
            assert examples
            for words in examples:
                assert tuple(words[: len(path)]) == path
                parser = command.make_parser(
                    click.Context(command, obj={"lang": lang}, help_option_names=["-h", "--help"])
                )
                parser.parse_args(words[len(path) :])


@pytest.mark.parametrize("code", sorted(code for code in texts() if code.startswith(PREFIX)))
def test_click_says_what_is_translated(code: str) -> None:
    if code not in ("click.required",):
        source = "".join(inspect.getsource(module) for module in MODULES)
        assert f'"{texts()[code]["en"]}"' in source


COMPLAINTS = [
    ["frob"],
    ["roster", "frob"],
    ["roster", "build"],
    ["roster", "build", "--month"],
    ["roster", "build", "--month", "2026-13"],
    ["roster", "build", "--month", "2026-10", "--as-of", "soon"],
    ["roster", "build", "--month", "2026-10", "--workers", "0"],
    ["roster", "build", "--month", "2026-10", "--format", "xml"],
    ["roster", "build", "--month", "2026-10", "--mont", "3"],
    ["roster", "build", "--month", "2026-10", "extra"],
    ["roster", "import", "--month", "2026-10", "absent.xlsx"],
    ["rules", "show"],
    ["rules", "show", "weekly-rset"],
    ["init"],
    ["init", "x", "--preset", "nobody"],
]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("args", COMPLAINTS, ids=" ".join)
def test_wrong_usage_is_told_in_the_language_of_the_call(
    args: list[str], lang: Lang, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = ask(["--lang", lang, *args], capsys)
    assert (code, out) == (2, "")
    assert bool(HAN.search(err)) == (lang == "zh")
    assert not re.search(r"Error|Invalid|Missing|No such|Usage", err) or lang == "en"
    assert not os.listdir(tmp_path)


@pytest.mark.parametrize("args", [["--lang", "fr", "rules", "list"], ["rules", "list", "--lang=fr"], ["--lang"]])
def test_an_unknown_language(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ask(args, capsys)
    assert (code, out) == (2, "")
    assert "--lang" in err
    assert "zh, en" in err
