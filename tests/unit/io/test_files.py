import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from rosterctl.errors import InputError
from rosterctl.io.files import sha256_of, write_whole
from rosterctl.messages import LANGS, problem_line


def test_text_and_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_whole(tmp_path / "new" / "a.txt", "班表\r\n")
    write_whole(tmp_path / "new" / "a.txt", "班次\n")
    write_whole(tmp_path / "new" / "b.bin", b"\x00\x01")
    assert (tmp_path / "new" / "a.txt").read_bytes() == "班次\n".encode()
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["a.txt", "b.bin"]


def test_a_file_in_use_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("old", "utf-8")

    def refuse(*_: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(InputError) as caught:
        write_whole(path, "new")
    assert all("Excel" in problem_line(caught.value.problems[0], lang) for lang in LANGS)
    assert path.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(PermissionError):
        write_whole(tmp_path / "b.xlsx", "new")
    assert list(tmp_path.iterdir()) == [path]


def test_sha256(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 3_000_000)
    assert sha256_of(tmp_path / "a") == hashlib.sha256(b"x" * 3_000_000).hexdigest()
