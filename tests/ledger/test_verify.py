"""Every cell, every row and every order of rows: whatever is changed alone is named."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rosterctl.domain.ledger import NOTHING, Fault, Flaw
from rosterctl.errors import InputError
from rosterctl.ledger.hashing import chain_hash
from rosterctl.ledger.purge import purge
from rosterctl.ledger.store import open_ledger
from rosterctl.ledger.verify import verify
from tests.ledger.tampering import (
    ENTRIES,
    STATES,
    TABLES,
    copy,
    entry,
    file_one,
    judged,
    move,
    rows,
    sample,
    set_cell,
    tampered,
    where,
    write_entry,
)
from tests.support.ledger import act, behind

PLACES = [(table, key, column.name) for table in TABLES for key in rows(table) for column in TABLES[table].columns]
CELLS = [pytest.param(*place, id=f"{place[0]}-{'-'.join(map(str, place[1]))}-{place[2]}") for place in PLACES]
ROWS = [pytest.param(table, key, id=f"{table}-{'-'.join(map(str, key))}") for table in TABLES for key in rows(table)]
ONE_EACH = dict.fromkeys(sorted(STATES - {"requests", "steps", "overtime"}), 1)
ANYTHING = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(st.characters(codec="utf-8"), max_size=8),
    st.binary(max_size=8),
)


def test_an_untouched_ledger_is_whole() -> None:
    verdict = judged(sample())
    assert (verdict.flaw, verdict.entries, verdict.purged, verdict.backdated) == (None, ENTRIES, 0, ())
    assert verdict.rows == {"requests": 3, "steps": 3, "overtime": 3, **ONE_EACH}


@pytest.mark.parametrize(("table", "key", "column"), CELLS)
def test_a_changed_cell(table: str, key: tuple[Any, ...], column: str, tmp_path: Path) -> None:
    def change(raw: sqlite3.Connection) -> None:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        integer = str(TABLES[table].c[column].type) == "INTEGER"
        set_cell(raw, table, key, column, 77 if integer else "x")

    flaw = tampered(tmp_path, change).flaw
    assert flaw is not None
    _names(flaw, table, key, column)


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_value_in_any_cell(data: st.DataObject) -> None:
    table, key, column = data.draw(st.sampled_from(PLACES))
    value = data.draw(ANYTHING)

    def change(raw: sqlite3.Connection) -> None:
        raw.execute("PRAGMA ignore_check_constraints = ON")
        try:
            before = set_cell(raw, table, key, column, value)
        except sqlite3.IntegrityError:  # a second row of one key, or nothing where something must be
            assume(False)
        after = raw.execute(f"SELECT {column} FROM {table} WHERE {where(table, key)}").fetchone()
        assume(after is None or after[0] != before or type(after[0]) is not type(before))

    with TemporaryDirectory() as folder:
        flaw = tampered(Path(folder), change).flaw
    assert flaw is not None
    _names(flaw, table, key, column)


def _names(flaw: Flaw, table: str, key: tuple[Any, ...], column: str) -> None:
    """The flaw is about this row, and says what was done to it."""
    shown = " ".join(map(str, key))
    if column not in {part.name for part in TABLES[table].primary_key.columns}:
        assert (flaw.fault, flaw.table, flaw.row) == (Fault.EDITED, table, shown)
        assert table not in STATES or flaw.columns == (column,)
    elif table == "last":
        assert (flaw.fault, flaw.table) == (Fault.INSERTED, "last")
    else:  # under another key a row is missing, or too many: which is met first depends on the order of keys
        assert flaw.fault in (Fault.DELETED, Fault.INSERTED, Fault.REORDERED)
        assert flaw.table == table
        assert flaw.row == shown or flaw.fault is Fault.INSERTED


@pytest.mark.parametrize(("table", "key"), ROWS)
def test_a_deleted_row(table: str, key: tuple[Any, ...], tmp_path: Path) -> None:
    def change(raw: sqlite3.Connection) -> None:
        raw.execute(f"DELETE FROM {table} WHERE {where(table, key)}")

    flaw = tampered(tmp_path, change).flaw
    assert flaw == Flaw(Fault.DELETED, table, " ".join(map(str, key)))


@pytest.mark.parametrize("seq", range(1, ENTRIES + 1))
@pytest.mark.parametrize("renumbered", [False, True])
def test_an_entry_deleted_with_its_payload(seq: int, renumbered: bool, tmp_path: Path) -> None:
    def change(raw: sqlite3.Connection) -> None:
        for table in ("entries", "payloads"):
            raw.execute(f"DELETE FROM {table} WHERE seq = {seq}")
            if renumbered:
                move(raw, table, -1, seq)

    assert tampered(tmp_path, change).flaw == Flaw(Fault.DELETED, "entries", str(seq))


@pytest.mark.parametrize("seq", range(2, ENTRIES + 2))
@pytest.mark.parametrize("fitting", [False, True])
def test_an_entry_inserted_with_a_payload(seq: int, fitting: bool, tmp_path: Path) -> None:
    """A copy of the entry before, as the next one; ``fitting``: its own hash and the one before it are right."""

    def change(raw: sqlite3.Connection) -> None:
        for table in ("payloads", "entries"):
            move(raw, table, 1, seq)
        raw.execute(f"INSERT INTO payloads SELECT {seq}, salt, body FROM payloads WHERE seq = {seq - 1}")
        model = entry(raw, seq - 1)
        write_entry(raw, {**model, "seq": seq, "previous": model["hash"]}, rehash=fitting)

    flaw = tampered(tmp_path, change).flaw
    # at the end there is no original that stands elsewhere: a row that does not fit may as well have been edited
    fault = Fault.EDITED if seq == ENTRIES + 1 and not fitting else Fault.INSERTED
    assert flaw == Flaw(fault, "entries", str(seq))


def test_an_entry_before_the_first(tmp_path: Path) -> None:
    def change(raw: sqlite3.Connection) -> None:
        write_entry(raw, {**entry(raw, 1), "seq": 0}, rehash=True)

    assert tampered(tmp_path, change).flaw == Flaw(Fault.INSERTED, "entries", "0")


@pytest.mark.parametrize("first", range(1, ENTRIES))
@pytest.mark.parametrize("second", range(2, ENTRIES + 1))
def test_two_entries_changed_about(first: int, second: int, tmp_path: Path) -> None:
    if first >= second:
        first, second = second, first
    if first == second:
        second = first % ENTRIES + 1
        first, second = min(first, second), max(first, second)

    def change(raw: sqlite3.Connection) -> None:
        for table in ("entries", "payloads"):
            raw.execute(f"UPDATE {table} SET seq = 1000 WHERE seq = {first}")
            raw.execute(f"UPDATE {table} SET seq = {first} WHERE seq = {second}")
            raw.execute(f"UPDATE {table} SET seq = {second} WHERE seq = 1000")

    assert tampered(tmp_path, change).flaw == Flaw(Fault.REORDERED, "entries", str(first))


@pytest.mark.parametrize("seq", range(1, ENTRIES + 1))
def test_an_entry_written_anew_with_its_hash(seq: int, tmp_path: Path) -> None:
    """The hash fits, and the next entry does not follow it; after the last entry only ``last`` knows better."""

    def change(raw: sqlite3.Connection) -> None:
        write_entry(raw, {**entry(raw, seq), "decided_by": "H09"}, rehash=True)

    wanted = Flaw(Fault.EDITED, "entries", str(seq)) if seq < ENTRIES else Flaw(Fault.EDITED, "last", "1", ("hash",))
    assert tampered(tmp_path, change).flaw == wanted


@pytest.mark.parametrize("seq", range(2, ENTRIES + 1))
def test_an_entry_that_was_made_to_follow_something_else(seq: int, tmp_path: Path) -> None:
    def change(raw: sqlite3.Connection) -> None:
        write_entry(raw, {**entry(raw, seq), "previous": "f" * 64}, rehash=True)

    assert tampered(tmp_path, change).flaw == Flaw(Fault.EDITED, "entries", str(seq))


def test_a_payload_of_no_entry(tmp_path: Path) -> None:
    def change(raw: sqlite3.Connection) -> None:
        raw.execute("INSERT INTO payloads SELECT 40, salt, body FROM payloads WHERE seq = 1")

    assert tampered(tmp_path, change).flaw == Flaw(Fault.INSERTED, "payloads", "40")


@pytest.mark.parametrize("table", sorted(STATES))
def test_a_row_that_nobody_filed(table: str, tmp_path: Path) -> None:
    key = [column.name for column in TABLES[table].primary_key.columns]

    def change(raw: sqlite3.Connection) -> None:
        names = [column.name for column in TABLES[table].columns]
        shown = ", ".join("'Q9'" if n == key[0] else "NULL" if n == "idem" else n for n in names)
        raw.execute(f"INSERT INTO {table} SELECT {shown} FROM {table} ORDER BY {key[0]} LIMIT 1")

    flaw = tampered(tmp_path, change).flaw
    assert flaw is not None
    assert (flaw.fault, flaw.table, flaw.row.split()[0]) == (Fault.INSERTED, table, "Q9")


# --- what only a head that was kept elsewhere can prove


def rewritten(raw: sqlite3.Connection) -> None:
    """The file's owner approves a request in another's name, and makes every later hash and the end fit."""
    before = entry(raw, 1)["hash"]
    for seq in range(2, ENTRIES + 1):
        values = {**entry(raw, seq), "previous": before}
        if seq == 2:
            values["decided_by"] = "H09"
        before = chain_hash(values)
        write_entry(raw, values, rehash=True)
    raw.execute("UPDATE last SET hash = ?", (before,))


def test_a_chain_made_from_scratch_is_known_by_its_head_only(tmp_path: Path) -> None:
    kept = judged(sample()).head
    assert tampered(tmp_path, rewritten).flaw is None
    assert tampered(tmp_path, rewritten, kept).flaw == Flaw(Fault.UNEXPECTED, "last", "1", ("hash",))
    assert judged(sample(), kept).proven == ENTRIES


def test_an_older_head_proves_what_it_stood_for(tmp_path: Path) -> None:
    path = copy(tmp_path)
    kept = judged(path).head
    with open_ledger(path) as ledger, ledger.write() as writer:
        file_one(writer, 4)
    assert judged(path, kept).proven == ENTRIES
    assert judged(path, kept[:16].upper()).proven == ENTRIES
    assert judged(path, NOTHING).proven == 0
    assert judged(path, "f" * 64).flaw is not None
    assert judged(path, kept[:15]).flaw is not None, "so few digits are no proof"


def test_backdated_entries_are_listed(tmp_path: Path) -> None:
    path = copy(tmp_path)
    with open_ledger(path) as ledger, ledger.write() as writer:
        writer.append(act(at="2026-09-30T23:00:00+08:00"))
        writer.append(act(at="2026-10-01T01:00:00Z"))  # 09:00 in Shanghai: the latest so far, stated otherwise
    verdict = judged(path)
    assert verdict.flaw is None
    assert verdict.backdated == (ENTRIES + 1,)


def test_a_damaged_index_is_told(tmp_path: Path) -> None:
    """Rows are found by an index: one that lies would let a cap be exceeded."""
    path = copy(tmp_path)
    with behind(path) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'overtime_person'").fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    at = data.find(b"H01", (page - 1) * size, page * size)
    data[at : at + 3] = b"H77"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        judged(path)
    assert caught.value.problems[0].code == "ledger.damaged"


# --- purging


def test_a_purge_keeps_the_chain(tmp_path: Path) -> None:
    path = copy(tmp_path)
    kept = judged(path).head
    with open_ledger(path) as ledger, ledger.write() as writer:
        purge(writer, act(subject="ledger"), ["request:Q1", "request:Q2"])
    verdict = judged(path, kept)
    assert (verdict.flaw, verdict.purged, verdict.proven) == (None, 4, ENTRIES)
    assert verdict.rows == {"requests": 1, "steps": 1, "overtime": 1, **ONE_EACH}
    with behind(path) as raw:
        text = "\n".join(raw.iterdump())
    assert "Q3" in text
    assert "'Q1'" not in text.replace("request:Q1", "")


@pytest.mark.parametrize(
    ("statement", "flaw"),
    [
        ("DELETE FROM payloads WHERE seq = 3", Flaw(Fault.DELETED, "payloads", "3")),
        ("INSERT INTO payloads VALUES (1, 'x', '{}')", Flaw(Fault.INSERTED, "payloads", "1")),
        (
            "UPDATE payloads SET body = replace(body, '1-2', '1-4') WHERE seq = 7",
            Flaw(Fault.DELETED, "payloads", "1"),
        ),
        ("DELETE FROM payloads WHERE seq = 7", Flaw(Fault.DELETED, "payloads", "1")),
    ],
)
def test_a_purge_hides_nothing_else(statement: str, flaw: Flaw, tmp_path: Path) -> None:
    path = copy(tmp_path)
    with open_ledger(path) as ledger, ledger.write() as writer:
        purge(writer, act(subject="ledger"), ["request:Q1"])
    with behind(path) as raw:
        raw.execute(statement)
    assert judged(path).flaw == flaw


def test_a_purge_is_not_purged(tmp_path: Path) -> None:
    path = copy(tmp_path)
    with open_ledger(path) as ledger, ledger.write() as writer:
        purge(writer, act(subject="ledger"), ["request:Q1"])
        purge(writer, act(subject="ledger"), ["ledger"])
        verdict = verify(writer)
    assert (verdict.flaw, verdict.purged) == (None, 2)
