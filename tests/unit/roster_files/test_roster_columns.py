"""Rosters read as columns: what the careful reader reads, and its very complaints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosterctl.domain.roster import Assignment, Break, Publication, Roster
from rosterctl.domain.roster_columns import RosterColumns, columns_of, joined
from rosterctl.domain.roster_text import roster_hash
from rosterctl.errors import InputError, Problem
from rosterctl.io.rosters import roster_body
from rosterctl.io.rosters.roster_columns import load_columns, parse_columns, quick
from rosterctl.io.rosters.roster_json import parse_roster, roster_bytes
from rosterctl.io.rosters.roster_store import RosterFolder
from tests.support.desk import CALM, FIRST, NAMES, rosters, sample
from tests.unit.roster_files.test_roster_json import BAD, FULL

PEOPLE, PLACES = ("001", "E2", "张三"), (("D", "desk"), ("夜", "g/1"))


def published(roster: Roster) -> Roster:
    return replace(roster, publication=Publication(1, roster_hash(roster)))


def plain(items: Any) -> list[Assignment]:
    """Without activities, which attendance does not ask for."""
    return [replace(item, activities=()) for item in items]


def agree(data: bytes) -> None:
    """Both readers read the same, or complain of the same."""
    wrong: list[Problem] = []
    try:
        expected = parse_roster(data, "r.json")
    except InputError as error:
        wrong = list(error.problems)
    if wrong:
        with pytest.raises(InputError) as caught:
            parse_columns(data, "r.json")
        assert list(caught.value.problems) == wrong
        return
    found = parse_columns(data, "r.json")
    assert plain(found.columns) == plain(expected.assignments)
    assert replace(expected, assignments=()) == found.head


@CALM
@given(rosters(PEOPLE, PLACES))
def test_what_the_product_writes_is_read_quickly(roster: Roster) -> None:
    for one in (roster, published(roster)):
        data = roster_bytes(one)
        agree(data)
        if one.assignments:
            assert quick(data, "r.json") is not None or "\\" in data.decode() or not data.decode().isprintable()


def test_the_quick_way_is_taken() -> None:
    data = roster_bytes(published(FULL))
    found = quick(data, "r.json")
    assert found is not None
    assert plain(found.columns) == plain(FULL.assignments)
    assert found.head.stamp == FULL.stamp


@CALM
@given(NAMES, NAMES)
def test_any_names(one: str, other: str) -> None:
    items = (Assignment(one, FIRST, other, one), Assignment(other, FIRST, one, other, (Break(720, 30),)))
    agree(roster_bytes(published(Roster(FIRST, FIRST + timedelta(days=1), items))))


@pytest.mark.parametrize(("code", "cell", "data"), BAD)
def test_the_same_complaints(code: str, cell: str | None, data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        parse_columns(data, "r.json")
    assert caught.value.problems[0].code == code
    agree(data)


STRAWS = ("", '"', ",", "\\", "}", "{", "\n", "\r\n", "\x01", "1", " ", ',\n  {"', '\\"')


@CALM
@given(st.data())
def test_whatever_is_changed_in_a_file(data: st.DataObject) -> None:
    text = roster_bytes(data.draw(st.sampled_from((FULL, published(FULL))))).decode()
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(text) - 1))
        gone = data.draw(st.integers(0, 3))
        put = data.draw(
            st.sampled_from(("", '"', ",", "\\", "}", "{", "\n", "\r\n", "\x01", "1", " ", ',\n  {"', '\\"'))
        )
        text = text[:at] + put + text[at + gone :]
    agree(text.encode())


LINE = '  {"employee": "A", "date": "2026-10-01", "shift": "D", "post": "p"}'


@pytest.mark.parametrize(
    "line",
    [
        LINE.replace('"A"', '""'),
        LINE.replace('"A"', "7"),
        LINE.replace('"A"', '"\\u0041"'),
        LINE.replace('"A"', '"A\\""'),
        LINE.replace("2026-10-01", "2026-10-32"),
        LINE.replace("2026-10-01", "2026-11-01"),
        LINE.replace("}", ', "employee": "B"}'),
        LINE.replace("}", ', "shift": "E"}'),
        LINE.replace("}", ', "colour": 1}'),
        LINE.replace("}", ', "breaks": [{"start": "25:99", "minutes": 1}]}'),
        LINE.replace("}", ', "breaks": [{"start": "13:00", "minutes": 1}, {"start": "12:00", "minutes": 5}]}'),
        LINE.replace("  {", "{"),
        LINE.replace(": ", ":"),
        f"{LINE},",
        f"{LINE},,\n{LINE}",
        f"{LINE}\n{LINE}",
        f"{LINE},\n\n{LINE}",
        f"{LINE}, {LINE}",
        f"{LINE},\n null",
        f"{LINE},\n{LINE.replace('A', 'B')}",
        "\x01",
        "",
    ],
)
def test_lines_that_nobody_wrote(line: str) -> None:
    empty = roster_bytes(Roster(FIRST, FIRST + timedelta(days=31), ())).decode()
    agree(empty.replace('"assignments": []', f'"assignments": [\n{line}\n ]').encode())


def test_a_body_in_several_blocks_has_the_hash_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    data = roster_bytes(published(FULL))
    monkeypatch.setattr(roster_body, "BLOCK", 2)
    assert len(FULL.assignments) > 4
    assert quick(data, "r.json") is not None


def test_one_break_moved_is_noticed() -> None:
    data = roster_bytes(published(FULL)).replace(b'"minutes": 35', b'"minutes": 36', 1)
    with pytest.raises(InputError) as caught:
        parse_columns(data, "r.json")
    assert [problem.code for problem in caught.value.problems] == ["roster.json.hash"]


def test_the_store_gives_columns_and_holds_the_number(tmp_path: Path) -> None:
    folder = RosterFolder(tmp_path / "2026-10")
    _, path = folder.publish(sample())
    assert plain(folder.columns("latest").columns) == plain(folder.read("v1").assignments)
    assert plain(load_columns(path).columns) == plain(sample().assignments)
    path.rename(path.with_name("v2.json"))
    with pytest.raises(InputError) as caught:
        folder.columns("v2")
    assert caught.value.problems[0].code == "roster.store.number"
    with pytest.raises(InputError) as caught:
        load_columns(tmp_path / "none.json")
    assert caught.value.problems[0].code == "roster.file.unreadable"


def test_columns_are_a_sequence_by_employee() -> None:
    items = [Assignment(who, date(2026, 10, day), "D", "desk") for day in (1, 2) for who in "BA"]
    columns = columns_of(items)
    assert [(item.employee, item.date.day) for item in columns] == [("A", 1), ("A", 2), ("B", 1), ("B", 2)]
    assert columns[-1] == columns[3]
    assert columns[1:3] == (columns[1], columns[2])
    assert columns_of(columns) is columns
    assert [item.date.day for item in columns.between(date(2026, 10, 2), date(2026, 10, 3))] == [2, 2]


def test_months_are_joined_with_one_numbering() -> None:
    one = columns_of(
        [Assignment("B", date(2026, 9, 30), "N", "gate"), Assignment("C", date(2026, 9, 29), "D", "gate")]
    )
    two = columns_of([Assignment("A", FIRST, "D", "desk", (Break(720, 30),)), Assignment("B", FIRST, "E", "desk")])
    both = joined([one, two])
    assert isinstance(both, RosterColumns)
    assert list(both) == [two[0], one[0], two[1], one[1]]
    assert both.employees == ("A", "B", "C")
    assert joined([one]) is one
    assert joined([columns_of(()), two, columns_of(())]) is two
    gone = one.between(FIRST, date(2026, 10, 31))  # nothing of it is left but its tables: they count
    assert list(joined([gone, two])) == list(two)
    assert joined([gone, two]).employees == ("A", "B", "C")
    assert len(joined([])) == 0


@pytest.mark.parametrize("mark", ["date", "shift", "post"])
def test_a_line_without_one_of_its_keys_is_left_to_the_careful_reader(mark: str) -> None:
    items = (Assignment("A", FIRST, "D", "desk"), Assignment("B", FIRST, "E", "desk"))
    data = roster_bytes(Roster(FIRST, date(2026, 11, 1), items))
    assert quick(data, "r.json") is not None
    for line in (0, 1):
        parts = data.split(f'"{mark}": '.encode())
        spoilt = (
            f'"{mark}": '.encode().join(parts[: line + 1]) + b'"x": ' + f'"{mark}": '.encode().join(parts[line + 1 :])
        )
        assert quick(spoilt, "r.json") is None
