"""Runs a case's commands as real processes and writes down what they said, in a form that can be compared.

A case is a folder: ``steps.txt``, the files laid over its workspace, and the transcript in each language
(``en.txt``, ``zh.txt``). A step is a line:

``workspace NAME``            begin with a fresh copy of ``tests/golden/workspaces/NAME`` (first line; may be missing)
``langs en``                  only in this language (else in both)
``$ rosterctl …``             run it; ``NAME=value`` before it sets the environment (``ROSTERCTL_LANG=`` unsets it)
``% replace FILE OLD NEW``    change a file as an editor would
``% show FILE``               write the file's content down
``% same FILE FILE``          two files hold the same bytes
``% copy FILE FILE``

In the transcript ``|`` leads a line of stdout, ``!`` one of stderr, ``=`` the exit code, and ``+ ~ -`` a file that
was written, changed or removed.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

from rosterctl import __version__
from rosterctl.messages import LANGS
from tests.support.run import run

HERE = Path(__file__).parent
CASES, WORKSPACES = HERE / "cases", HERE / "workspaces"
OWN = ("steps.txt", "en.txt", "zh.txt")
PLAIN = ((re.compile(r"\b\d+\.\d (?=s\b|秒)"), "N "), (re.compile(r"\b[0-9a-f]{16,64}\b"), "HASH"))


def lay(workspace: str, root: Path) -> Path:
    """A fresh copy of a workspace of ``tests/golden``."""
    shutil.copytree(WORKSPACES / workspace, root, dirs_exist_ok=True)
    return root


def languages(case: Path) -> tuple[str, ...]:
    """The languages that a case is run in."""
    stated = [line.split()[1:] for line in _steps(case, kept=("langs ",))]
    return tuple(stated[0]) if stated else LANGS


def _steps(case: Path, kept: tuple[str, ...] = ("workspace ", "$ ", "% ", "#")) -> list[str]:
    return [line for line in (case / "steps.txt").read_text("utf-8").splitlines() if line.startswith(kept)]


def transcript(case: Path, root: Path, lang: str) -> str:
    """All steps of a case, run in the empty folder ``root``."""
    steps = _steps(case)
    if steps[0].startswith("workspace "):
        lay(steps.pop(0).split()[1], root)
    for path in case.rglob("*"):
        if path.is_file() and path.name not in OWN:
            target = root / path.relative_to(case)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    lines: list[str] = []
    for step in steps:
        if step.startswith("#"):
            lines += ["", step]
            continue
        lines += ["", step]
        lines += _command(step[2:], root, lang) if step.startswith("$ ") else _tool(step, root)
    return plain("\n".join(lines).strip("\n") + "\n", root)


def plain(text: str, root: Path) -> str:
    """The text without what differs from run to run: folders, seconds, hashes, the version."""
    text = text.replace(str(root), "ROOT").replace(__version__, "VERSION")
    for pattern, instead in PLAIN:
        text = pattern.sub(instead, text)
    return text


def _command(line: str, root: Path, lang: str) -> Iterator[str]:
    words = shlex.split(line)
    environ = {}
    while "=" in words[0]:
        name, _, environ[name] = words.pop(0).partition("=")
    assert words[0] == "rosterctl"
    before = _files(root)
    done = run(words[1:], root, environ.pop("ROSTERCTL_LANG", lang), **environ)
    yield from (f"| {line}".rstrip() for line in _lines(done.out))
    yield from (f"! {line}".rstrip() for line in _lines(done.err))
    yield f"= {done.code}"
    after = _files(root)
    yield from (f"+ {name}" for name in sorted(after.keys() - before.keys()))
    yield from (f"~ {name}" for name in sorted(after.keys() & before.keys()) if after[name] != before[name])
    yield from (f"- {name}" for name in sorted(before.keys() - after.keys()))


def _tool(step: str, root: Path) -> Iterator[str]:
    verb, *rest = shlex.split(step)[1:]
    path = root / rest[0]
    if verb == "show":
        yield from (f"| {line}".rstrip() for line in _lines(path.read_bytes().decode()))
    elif verb == "same":
        assert path.read_bytes() == (root / rest[1]).read_bytes(), step
    elif verb == "copy":
        shutil.copyfile(path, root / rest[1])
    elif verb == "replace":
        text = path.read_text("utf-8")
        assert rest[1] in text, step
        path.write_text(text.replace(rest[1], rest[2].replace("\\n", "\n"), 1), "utf-8")
    else:
        raise AssertionError(step)


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")[: -1 if text.endswith("\n") else None] if text else []


def _files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}
