"""Cells of ``--format csv``: no name that somebody typed runs as a formula in whoever's spreadsheet."""

from decimal import Decimal

import pytest

from rosterctl.cli.say import Say


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@陈思远", "'@陈思远"),
        ("-3.37", "-3.37"),
        (Decimal("-3.37"), "-3.37"),
        (-12, "-12"),
        ("-3+A1", "'-3+A1"),
        ("王梓涵", "王梓涵"),
        (None, ""),
    ],
)
def test_a_cell(value: object, cell: str, capsys: pytest.CaptureFixture[str]) -> None:
    Say("en", "csv").rows(
        "things/1", "things", [{"name": value, "more": "x"}], {"name": "head.name", "more": "head.name"}
    )
    assert capsys.readouterr().out == f"name,more\n{cell},x\n"
