"""An approved swap makes a new version of the roster, in one breath with its approval."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rosterctl.domain.ledger import Value
from rosterctl.errors import RefusedError
from rosterctl.io.rosters.roster_store import RosterFolder
from rosterctl.ledger.store import FILE, Writer, open_ledger
from rosterctl.ledger.tables import PUBLICATIONS
from rosterctl.messages import LANGS, error_text, problem_line
from rosterctl.services.decide import withdraw
from rosterctl.services.ledger import show_log
from rosterctl.services.request_file import file
from tests.support.office import NOW, approve, desk, filed, office, publish, reasons, reject, state, whole
from tests.support.requests import ask

RULES = """
[[rule]]
use = "swap-consent"

[[rule]]
use = "swap-roster"
authority = "OS8"

[[rule]]
use = "daily-rest"
hours = 11
"""
CELLS = (("A", "2026-10-12", "E"), ("A", "2026-10-14", "E"), ("B", "2026-10-13", "N"), ("C", "2026-10-12", "N"))
SWAP: dict[str, Any] = {"kind": "swap", "first": "2026-10-12", "partner": "B", "reason": "有事"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return made(tmp_path)


def made(root: Path, rules: str = RULES) -> Path:
    office(root, rules)
    (root / "input/demand.csv").write_text("day,start,end,min\nall,08:00,09:00,0\n", "utf-8")
    publish(root, *CELLS)
    return root


def folder(root: Path) -> RosterFolder:
    return RosterFolder(root / "rosters/2026-10")


def cells(root: Path, name: str = "latest") -> dict[str, str]:
    items = folder(root).read(name).assignments
    return {f"{item.employee}{item.date.day}": item.shift for item in items}


def publications(root: Path) -> list[dict[str, Value]]:
    with open_ledger(root / FILE, create=False) as ledger, ledger.read() as reader:
        return [dict(row) for row in reader.connection.execute(select(PUBLICATIONS)).mappings()]


def signed(root: Path, number: str) -> Any:
    """The colleague agrees, then the leader signs."""
    assert approve(root, number, "b").refused is None
    return approve(root, number, "l1")


def code(outcome: Any) -> str:
    assert outcome.refused is not None
    for lang in LANGS:
        assert "{" not in error_text(outcome.refused, lang)
    return str(outcome.refused.code)


def test_os8_t6_agreed_signed_and_then_it_takes_place(root: Path) -> None:
    number = filed(root, ask(**SWAP))
    assert approve(root, number, "b").refused is None
    assert folder(root).versions() == (1,)  # agreed is not approved
    assert approve(root, number, "l1").refused is None
    assert folder(root).versions() == (1, 2)
    assert cells(root, "v1") == {"A12": "E", "A14": "E", "B13": "N", "C12": "N"}
    assert cells(root) == {"A14": "E", "B12": "E", "B13": "N", "C12": "N"}
    roster = folder(root).read("latest")
    assert roster.publication is not None
    assert (roster.publication.cause, roster.publication.accepted) == (f"request:{number}", None)
    assert roster.stamp is not None
    assert (roster.stamp.as_of, roster.stamp.penalty) == (NOW, 0)
    path = root / "rosters/2026-10/v2.json"
    assert publications(root) == [
        {
            "month": "2026-10",
            "version": 2,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "published_at": NOW,
            "published_by": "l1",
            "cause": f"request:{number}",
            "accepted": None,
        }
    ]
    assert [entry.action for entry in show_log(root, request=number)] == [
        "request.filed", "request.step", "request.approved",
    ]  # fmt: skip
    whole(root)


def test_two_dates(root: Path) -> None:
    """A's early shift of the 14th for B's night of the 13th, each off on the other's date."""
    number = filed(root, ask(**{**SWAP, "first": "2026-10-13", "last": "2026-10-14"}))
    assert signed(root, number).refused is None
    assert cells(root) == {"A12": "E", "A13": "N", "B14": "E", "C12": "N"}


def test_h2_os7_a_swap_that_breaks_a_hard_rule_is_refused_when_it_is_filed(root: Path) -> None:
    """B's night of the 13th ends on the 14th at 06:00, two hours before A's early shift."""
    with pytest.raises(RefusedError) as caught:
        filed(root, ask(**{**SWAP, "first": "2026-10-13"}))
    assert reasons(caught.value) == ["breach"]
    (reason,) = caught.value.reasons
    assert reason.values["rule"] == "swap-roster"
    assert "daily-rest" in problem_line(reason, "en")
    assert "班表" in problem_line(reason, "zh") or "休息" in problem_line(reason, "zh")
    assert not any("{" in problem_line(reason, lang) for lang in LANGS)
    assert folder(root).versions() == (1,)


def test_a_breach_with_the_reason_of_somebody_entitled(tmp_path: Path) -> None:
    root = made(tmp_path, RULES.replace('use = "swap-roster"', 'use = "swap-roster"\nexceed = "leader"'))
    number = filed(root, ask(**{**SWAP, "first": "2026-10-13", "over_cap": "家中急事"}))
    assert approve(root, number, "b").refused is None
    assert reasons(approve(root, number, "l1").refused or ValueError()) == ["breach"]
    assert folder(root).versions() == (1,)
    assert approve(root, number, "l1", over_cap="仅此一次").refused is None
    roster = folder(root).read("latest")
    assert roster.publication is not None
    assert roster.publication.accepted == "仅此一次"
    assert publications(root)[0]["accepted"] == "仅此一次"


def test_a_roster_that_has_changed_since(root: Path) -> None:
    number = filed(root, ask(**SWAP))
    publish(root, ("A", "2026-10-12", "N"), *CELLS[1:])  # an edit of the very cell
    assert approve(root, number, "b").refused is None
    outcome = approve(root, number, "l1")
    assert code(outcome) == "swap.changed"
    assert outcome.refused is not None
    assert outcome.refused.values == {
        "id": number,
        "was": "A 2026-10-12 E/desk; B 2026-10-12 -",
        "now": "A 2026-10-12 N/desk; B 2026-10-12 -",
    }
    assert (folder(root).versions(), state(root, number)) == ((1, 2), "filed")
    assert publications(root) == []
    # rejecting asks nothing of the roster
    assert reject(root, number, "l1", reason="班表已变").refused is None


def test_what_changed_elsewhere_stays(root: Path) -> None:
    number = filed(root, ask(**SWAP))
    publish(root, *CELLS, ("D", "2026-10-20", "E"))
    assert signed(root, number).refused is None
    assert cells(root) == {"A14": "E", "B12": "E", "B13": "N", "C12": "N", "D20": "E"}
    assert folder(root).versions() == (1, 2, 3)


def test_what_has_become_illegal_meanwhile(root: Path) -> None:
    """B works the night before by the new version: the early shift of the 12th would come too soon."""
    number = filed(root, ask(**SWAP))
    publish(root, *CELLS, ("B", "2026-10-11", "N"))
    assert approve(root, number, "b").refused is None
    assert reasons(approve(root, number, "l1").refused or ValueError()) == ["breach"]
    assert folder(root).versions() == (1, 2)


def test_cut_short_between_file_and_ledger(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is there, the ledger knows nothing: the same command again makes both whole, and no third version."""
    number = filed(root, ask(**SWAP))
    assert approve(root, number, "b").refused is None

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Writer, "append", dies)
        with pytest.raises(KeyboardInterrupt):
            approve(root, number, "l1")
    assert (folder(root).versions(), state(root, number), publications(root)) == ((1, 2), "filed", [])
    before = (root / "rosters/2026-10/v2.json").read_bytes()
    outcome = approve(root, number, "l1")
    assert outcome.refused is None, code(outcome)
    assert (folder(root).versions(), state(root, number)) == ((1, 2), "approved")
    assert (root / "rosters/2026-10/v2.json").read_bytes() == before
    assert [row["sha256"] for row in publications(root)] == [hashlib.sha256(before).hexdigest()]
    whole(root)


def test_cut_short_and_another_version_on_top(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = filed(root, ask(**SWAP))
    assert approve(root, number, "b").refused is None
    with monkeypatch.context() as patched:
        patched.setattr(Writer, "append", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            approve(root, number, "l1")
    publish(root, ("A", "2026-10-14", "E"), ("B", "2026-10-12", "E"), ("B", "2026-10-13", "N"))
    assert approve(root, number, "l1").refused is None
    assert folder(root).versions() == (1, 2, 3)
    assert [row["version"] for row in publications(root)] == [2]


def test_what_was_carried_out_is_not_taken_back(root: Path) -> None:
    number = filed(root, ask(**SWAP))
    assert signed(root, number).refused is None
    (outcome,) = withdraw(desk(root), [number])
    assert code(outcome) == "swap.done"
    assert state(root, number) == "approved"


def test_without_a_roster_nothing_is_made(tmp_path: Path) -> None:
    root = office(tmp_path, RULES)
    number = filed(root, ask(**SWAP))
    assert signed(root, number).refused is None
    assert (folder(root).versions(), publications(root)) == ((), [])


def test_nothing_to_exchange_is_refused(root: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        file(desk(root), ask(**{**SWAP, "first": "2026-10-21"}))
    assert caught.value.code == "swap.nothing"


def test_approving_twice_says_that_it_is_decided(root: Path) -> None:
    number = filed(root, ask(**SWAP))
    assert signed(root, number).refused is None
    assert code(approve(root, number, "l2")) == "request.not-open"
    assert folder(root).versions() == (1, 2)
