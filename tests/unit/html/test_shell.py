"""The shell of every page."""

from __future__ import annotations

import json

import pytest

from rosterctl.report.html.shell import data_block


@pytest.mark.parametrize("text", ["</script>", "<!--<script>", "a & b", "\u2028", '中文 "quoted" \\ \''])
def test_data_cannot_end_its_element(text: str) -> None:
    block = str(data_block({"name": text}))
    assert not set(block) & set("<>&\u2028\u2029")
    assert json.loads(block) == {"name": text}
