from pathlib import Path
from typing import Any

import pytest

from rosterctl.errors import InputError
from rosterctl.io.tables.toml_lines import Key, read_toml, toml_lines

TEXT = '''\
# a comment = with [brackets]
extends = "hospital-desk" # [x]

[title]
zh = """
多行 = [ "
"""
en = 'a # b'

[[rule]]
use = "weekly-rest"
for = { team = ["a", "b"], post = "desk" }
"days of \\"rest\\"" = 1

[[rule]]
use = "coverage"
levels = [
  "min",  # the least
  { a = 1, b = [2, 3] },
]
a.b.c = 2026-10-01T08:00:00+08:00

  [rule.for]
  team = "x"

[rule . "more"]
n = +1_000.5
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("extends",), 2),
        (("title",), 4),
        (("title", "zh"), 5),
        (("title", "en"), 8),
        (("rule", 0), 10),
        (("rule", 0, "use"), 11),
        (("rule", 0, "for", "post"), 12),
        (("rule", 0, 'days of "rest"'), 13),
        (("rule", 1), 15),
        (("rule", 1, "levels"), 17),
        (("rule", 1, "levels", 0), 18),
        (("rule", 1, "levels", 1, "b", 1), 19),
        (("rule", 1, "a", "b", "c"), 21),
        (("rule", 1, "for"), 23),
        (("rule", 1, "for", "team"), 24),
        (("rule", 1, "more", "n"), 27),
    ],
)
def test_line_of_a_path(path: Key, line: int) -> None:
    assert toml_lines(TEXT)[path] == line


def _paths(value: Any, path: Key = ()) -> set[Key]:
    found: set[Key] = {path} if path else set()
    pairs: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    for key, inner in pairs:
        found |= _paths(inner, (*path, key))
    return found


def test_every_value_has_a_line_and_no_line_is_made_up(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(TEXT, "utf-8")
    read = read_toml(file)
    assert set(read.lines) == _paths(read.data)


def test_place_of_something_absent_is_its_parent(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    read = read_toml(file, "shown.toml")
    assert str(read.place("rule", 1, "nothing")) == "shown.toml:15"
    assert str(read.place("nothing")) == "shown.toml"
    assert len(read.sha256) == 64


@pytest.mark.parametrize(
    ("raw", "code", "line"),
    [
        ('a = 1\nb = "早"\n'.encode("gb18030"), "toml.encoding", 2),
        (b"a = 1\nb = = 2\n", "toml.syntax", 2),
        (b"a = 1\n[b", "toml.syntax", 2),
        (b"a = 1\na = 2\n", "toml.syntax", 2),
        (b"\x50\x4b\x03\x04\x00\x00", "toml.syntax", 1),
    ],
)
def test_refused(tmp_path: Path, raw: bytes, code: str, line: int) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(raw)
    with pytest.raises(InputError) as caught:
        read_toml(file, "x.toml")
    (problem,) = caught.value.problems
    assert (problem.code, str(problem.place)) == (code, f"x.toml:{line}")


def test_absent_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_toml(tmp_path / "none.toml")
    assert caught.value.problems[0].code == "toml.unreadable"
