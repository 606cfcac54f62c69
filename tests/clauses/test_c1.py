"""C1 (客服中心考勤制度 第六–七条): the clock is punched; leave, outings and overtime are reported in advance."""

from __future__ import annotations

from pathlib import Path

import pytest

from rosterctl.errors import RefusedError
from tests.support.office import filed, office, reasons
from tests.support.requests import ask
from tests.support.settling import settle

RULES = """
[[rule]]
use = "leave-notice"
mode = "hard"
[[rule]]
use = "overtime-notice"
mode = "hard"
[[rule]]
use = "outing"
mode = "hard"
"""


def test_c1_who_does_not_punch_is_absent() -> None:
    table = {"first": "2026-10-12", "roster": "A = D D", "punches": "A 12 08:55 18:00"}
    assert settle(table).records() == ["A 13 absent"]


@pytest.mark.parametrize(
    "what",
    [
        {"kind": "leave", "leave_kind": "personal"},
        {"kind": "overtime", "start": "18:00", "end": "19:00"},
        {"kind": "outing", "start": "10:00", "end": "11:00"},
    ],
    ids=["leave", "overtime", "outing"],
)
def test_c1_in_advance(tmp_path: Path, what: dict[str, str]) -> None:
    """Filed on the 10th at 09:00: the 12th is in time, the 9th is over."""
    root = office(tmp_path, RULES)
    assert filed(root, ask(first="2026-10-12", reason="事", **what))
    with pytest.raises(RefusedError) as error:
        filed(root, ask(first="2026-10-09", reason="事", **what))
    assert reasons(error.value)
