"""C4 (客服中心考勤制度 第十六条): attendance data are confidential."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from rosterctl.domain.redaction import HIDDEN, redacted
from rosterctl.ledger.store import FILE
from tests.support.office import desk, filed, office
from tests.support.requests import ask


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
@pytest.mark.parametrize(("stated", "mode"), [("", 0o600), ('\n[ledger]\nmode = "0660"\n', 0o660)])
def test_c4_the_ledger_is_for_whom_the_house_says(tmp_path: Path, stated: str, mode: int) -> None:
    root = office(tmp_path)
    config = root / "rosterctl.toml"
    config.write_text(config.read_text("utf-8") + stated, "utf-8")
    filed(root, ask(reason="x"))
    assert stat.S_IMODE((root / FILE).stat().st_mode) == mode
    assert desk(root).config.ledger == mode


def test_c4_wages_reasons_and_kinds_of_leave_can_be_left_out() -> None:
    """Which outputs keep to it is swept by tests/ledger/test_redaction.py."""
    row = {"employee": "A1", "base": "5000.00", "net": "4900.00", "reason": "手术", "leave_kind": "sick"}
    assert redacted(row) == {"employee": "A1", **dict.fromkeys(("base", "net", "reason", "leave_kind"), HIDDEN)}
