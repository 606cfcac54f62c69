"""Golden runs: what the commands say and write, in both languages. ``UPDATE_GOLDEN=1`` rewrites the transcripts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.golden.transcript import CASES, languages, transcript

NAMES = sorted(folder.name for folder in CASES.iterdir())


# the second language takes as long again: `make fast` is content with the first
RUNS = [
    pytest.param(name, lang, id=f"{name}-{lang}", marks=[pytest.mark.slow] if lang == "zh" else [])
    for name in NAMES
    for lang in languages(CASES / name)
]


@pytest.mark.parametrize(("name", "lang"), RUNS)
def test_case(name: str, lang: str, tmp_path: Path) -> None:
    found = transcript(CASES / name, tmp_path, lang)
    expected = CASES / name / f"{lang}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(found, "utf-8", newline="\n")
    assert found == expected.read_text("utf-8")
