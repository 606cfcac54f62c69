"""``--redact``: nothing sensitive in any output of any command that takes it (C4)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import click
import pytest

from rosterctl.cli.app import root as tree
from rosterctl.cli.app import run
from rosterctl.cli.options import _login
from rosterctl.domain.redaction import HIDDEN, redacted
from rosterctl.io.rosters.roster_store import RosterFolder
from rosterctl.services.request_desk import open_desk
from rosterctl.services.request_file import file
from tests.support.clerk import AS_OF, workspace
from tests.support.requests import ask
from tests.support.shut import STEPS

WHY = "MARKED-REASON"
REQUESTS = f"""id,kind,employee,from,to,part,leave_kind,status,reason
L1,leave,A3,2026-10-13,2026-10-13,whole,sick,approved,{WHY}
L2,leave,A1,2026-10-12,2026-10-12,whole,maternity,approved,{WHY}
"""
INCIDENTS = f"id,employee,date,kind,verified,note\nI1,A1,2026-10-09,game,yes,{WHY}\n"
MONTH = ("--month", "2026-10")
SPOKEN = ("sick", "maternity", "病假", "产假", WHY)
FORMATS = ("table", "json", "csv", "ndjson", "markdown")


def office(root: Path) -> Path:
    """October with wages of marked amounts, sick leave, an incident, and a roster that was accepted for a reason."""
    workspace(root, "A1 08 D D . . D\nA3 12 D D", "A1 10-08 09:16 18:00\nA1 10-09 08:55 18:00\nA3 10-12 08:50 18:00",
              requests=REQUESTS)  # fmt: skip
    staff = root / "input/staff.csv"
    staff.write_text(staff.read_text("utf-8").replace("2200", "7777.77").replace("3000", "8888.88"), "utf-8")
    (root / "input/incidents.csv").write_text(INCIDENTS, "utf-8")
    policy = root / "policy.toml"
    game = '[[rule]]\nuse = "incident-fixed"\nkinds = ["game"]\namount = 55.55\nauthority = "H5"\n'
    policy.write_text(policy.read_text("utf-8") + game + STEPS, "utf-8")
    folder = RosterFolder(root / "rosters/2026-10")
    latest = folder.latest()
    assert latest is not None
    folder.publish(latest, WHY)
    return root


def people(root: Path) -> Path:
    """The same with people who act, a request in the ledger, and October closed; wages known to be other since."""
    config = root / "rosterctl.toml"
    mine = f'[people."{_login()}"]\nemployee = "A2"\nroles = ["payroll", "keeper", "clerk"]\n'
    config.write_text(config.read_text("utf-8") + mine, "utf-8")
    leave = {"employee": "A2", "leave_kind": "sick", "reason": WHY, "evidence": WHY, "over_cap": WHY}
    file(open_desk(root, _login(), "2026-10-09T09:00:00+08:00"), ask("leave", "2026-11-20", **leave))
    accept = ("--accept", "correction", "--accept", "unfiled")
    assert run(["pay", "close", "-C", str(root), *MONTH, "--as-of", AS_OF, *accept], {}) == 0
    staff = root / "input/staff.csv"
    staff.write_text(staff.read_text("utf-8").replace("7777.77", "6666.66"), "utf-8")
    return root


PLAIN = (
    *(["attend", "show", who, *MONTH] for who in ("A1", "A3")),
    ["attend", "exceptions", *MONTH],
    ["attend", "summary", *MONTH],
    ["pay", "run", *MONTH],
    ["pay", "run", *MONTH, "--lines"],
    *(["pay", "explain", who, *MONTH] for who in ("A1", "A3")),
)
LEDGER = (
    *PLAIN,
    ["request", "list"],
    ["ledger", "log"],
    ["pay", "close", *MONTH],
)
EXPORT = ["roster", "export"]
REPORT = ["report", "attendance"]


def commands(at: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if isinstance(at, click.Group):
        context = click.Context(at, obj={"lang": "en"})
        for name in at.list_commands(context):
            below = at.get_command(context, name)
            assert below is not None
            yield from commands(below, (*words, name))
    else:
        yield words, at


def test_every_command_that_takes_the_option_is_swept() -> None:
    takes = {words for words, command in commands(tree) if any("--redact" in one.opts for one in command.params)}
    assert takes == {tuple(args[:2]) for args in (*LEDGER, EXPORT, REPORT)}


def said(args: list[str], root: Path, capfd: pytest.CaptureFixture[str], lang: str = "en") -> str:
    moment = ["--as-of", AS_OF] if args[0] in ("attend", "pay", "report") else []
    assert run([*args, "-C", str(root), "--lang", lang, *moment], {}) in (0, 1)
    found = capfd.readouterr()
    return found.out + found.err


def money(root: Path, capfd: pytest.CaptureFixture[str]) -> set[str]:
    """Every amount that pay run tells, other than nothing."""
    capfd.readouterr()
    run(["pay", "run", "-C", str(root), *MONTH, "--as-of", AS_OF, "--format", "json"], {})
    told = json.loads(capfd.readouterr().out)["people"]
    found = {amount for one in told for amount in (one["base"], one["net"], *one["columns"].values())}
    found |= {line["amount"] for one in told for line in one["lines"]}
    return {amount.lstrip("-") for amount in found if Decimal(amount)} | {"7777.77", "8888.88", "6666.66"}


@pytest.mark.parametrize("kind", ["plain", "ledger"])
def test_nothing_sensitive_is_left(tmp_path: Path, capfd: pytest.CaptureFixture[str], kind: str) -> None:
    root = office(tmp_path)
    if kind == "ledger":
        people(root)
    secrets = {*SPOKEN, *money(root, capfd)}
    leaks: set[str] = set()
    for args in LEDGER if kind == "ledger" else PLAIN:
        for form in FORMATS:
            whole = [*args, "--format", form, "-v"]
            open_text = said(whole, root, capfd)
            leaks |= {secret for secret in secrets if secret in open_text}
            for lang in ("en", "zh"):
                text = said([*whole, "--redact"], root, capfd, lang)
                assert text.strip(), whole
                left = {secret for secret in secrets if secret in text}
                assert not left, (whole, lang, left, text)
    if kind == "plain":  # what is looked for is really shown without the option
        assert {"sick", "7777.77", "8888.88"} <= leaks
    else:
        assert {WHY, "6666.66", "7777.77"} <= leaks


def words_of(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return "\n".join(book.read(name).decode() for name in book.namelist())


def test_the_pay_book(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = office(tmp_path)
    secrets = {*SPOKEN, *money(root, capfd)}
    book = root / "pay.xlsx"
    said(["pay", "run", *MONTH, "--xlsx", str(book)], root, capfd)
    assert "7777.77" in words_of(book.read_bytes())
    said(["pay", "run", *MONTH, "--xlsx", str(book), "--redact"], root, capfd)
    text = words_of(book.read_bytes())
    assert not {secret for secret in secrets if secret in text}
    assert "A1" in text
    assert HIDDEN in text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_of_attendance(tmp_path: Path, capfd: pytest.CaptureFixture[str], lang: str) -> None:
    root = office(tmp_path)
    secrets = {*SPOKEN, *money(root, capfd)}
    page = root / "page.html"
    said([*REPORT, *MONTH, "--output", str(page)], root, capfd)
    assert "7777.77" in page.read_text("utf-8")
    assert "sick" in page.read_text("utf-8")
    said([*REPORT, *MONTH, "--output", str(page), "--force", "--redact"], root, capfd, lang)
    text = page.read_text("utf-8")
    assert not {secret for secret in secrets if secret in text}
    assert "A1" in text


@pytest.mark.parametrize("ending", ["json", "csv", "md", "xlsx"])
def test_rosters(tmp_path: Path, capfd: pytest.CaptureFixture[str], ending: str) -> None:
    root = office(tmp_path)
    path = root / f"roster.{ending}"
    said([*EXPORT, str(path), "latest", *MONTH, "--redact"], root, capfd)
    data = path.read_bytes()
    text = words_of(data) if ending == "xlsx" else data.decode("utf-8-sig")
    assert not {secret for secret in SPOKEN if secret in text}
    assert "A1" in text
    if ending == "json":
        said([*EXPORT, str(path), "latest", *MONTH, "--force"], root, capfd)
        assert WHY in path.read_text("utf-8")


def test_the_one_place_that_knows() -> None:
    """Money is hidden wherever it stands; an empty column of pay too; counts of leave and what a closing accepted
    are told."""
    amount = Decimal("1.00")
    assert redacted({"x": [amount, 1], "net": "5.00", "late": ""}) == {
        "x": [HIDDEN, 1],
        "net": HIDDEN,
        "late": HIDDEN,
    }
    assert redacted({"late": "2", "leave": {"times": 1}}) == {"late": "2", "leave": {"times": 1}}
    assert redacted({"leave": "病假 8:00", "reason": None, "note": ""}) == {
        "leave": HIDDEN,
        "reason": None,
        "note": "",
    }
    assert redacted({"accepted": [{"why": "open"}]}) == {"accepted": [{"why": "open"}]}
    assert redacted({"accepted": "因为"}) == {"accepted": HIDDEN}
    assert redacted({"code": "sick", "arithmetic": "1 = 1"}) == {"code": HIDDEN, "arithmetic": HIDDEN}
    assert redacted({"code": "missing-in", "text": "忘打卡"}) == {"code": "missing-in", "text": "忘打卡"}
