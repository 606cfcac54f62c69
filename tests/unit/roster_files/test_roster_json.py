"""Rosters as JSON: bytes that repeat, values that come back, and every complaint with its path."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rosterctl.domain.roster import Publication, Roster, Stamp
from rosterctl.domain.roster_text import ordered, roster_hash
from rosterctl.errors import InputError
from rosterctl.io.rosters.roster_json import load_roster, parse_roster, roster_bytes
from rosterctl.messages import LANGS, problem_line
from tests.support.desk import CALM, NAMES, rosters, sample

STAMP = Stamp("2026-09-20T08:00:00+08:00", "ab12", "0.1.0", "optimal", 12, 12, 1, 8, {"b": "乙", "a": ""})
FULL = replace(sample(), stamp=STAMP, carried={"fair-nights": {"E2": 3, "001": -1}})


@CALM
@given(rosters(("001", "=1+1", "张三"), (("D", "desk"), ("夜", "g/1"))), st.randoms(use_true_random=False))
def test_round_trip_and_same_bytes_in_any_order(roster: Roster, chance: Any) -> None:
    shuffled = list(roster.assignments)
    chance.shuffle(shuffled)
    data = roster_bytes(roster)
    assert roster_bytes(replace(roster, assignments=tuple(shuffled))) == data
    assert parse_roster(data, "r.json") == replace(roster, assignments=ordered(roster.assignments))
    assert data.endswith(b"\n")


def test_everything_beside_the_assignments_comes_back() -> None:
    published = replace(FULL, publication=Publication(2, roster_hash(FULL), "人手不足"))
    back = parse_roster(roster_bytes(published), "r.json")
    assert back.stamp == STAMP
    assert back.carried == {"fair-nights": {"001": -1, "E2": 3}}
    assert back.publication == published.publication
    assert roster_bytes(back) == roster_bytes(published)
    assert "人手不足" in roster_bytes(published).decode()


@CALM
@given(NAMES)
def test_texts_are_not_ascii_escaped(name: str) -> None:
    roster = replace(sample(), stamp=replace(STAMP, notes={"n": name}))
    back = parse_roster(roster_bytes(roster), "r.json")
    assert back.stamp is not None
    assert back.stamp.notes["n"] == name


def edited(**changes: Any) -> bytes:
    value = json.loads(roster_bytes(FULL))
    return json.dumps({**value, **changes}).encode()


def first_row(**changes: Any) -> bytes:
    value = json.loads(roster_bytes(FULL))
    value["assignments"][0].update(changes)
    return json.dumps(value).encode()


def without(key: str) -> bytes:
    value = json.loads(roster_bytes(FULL))
    del value[key]
    return json.dumps(value).encode()


BAD = [
    ("roster.json.encoding", None, b"\xff\xfe{}"),
    ("roster.json.syntax", None, b'{"schema": '),
    ("roster.json.syntax", None, b'{"schema": NaN}'),
    ("roster.json.syntax", None, b"[" * 200_000),
    ("roster.json.schema", "schema", edited(schema="rosterctl/findings/1")),
    ("roster.json.schema", "schema", b"[]"),
    ("roster.json.too-new", "schema", edited(schema="rosterctl/roster/2")),
    ("roster.json.key-unknown", "colour", edited(colour=1)),
    ("roster.json.key-missing", "$", without("first")),
    ("roster.json.type", "assignments", edited(assignments={})),
    ("roster.json.type", "stamp.seed", edited(stamp={"as_of": "x", "input_hash": "x", "version": "1", "seed": True})),
    ("roster.json.date", "first", edited(first="2026-10-32")),
    ("roster.json.date", "assignments[0].date", first_row(date="20261001")),
    ("roster.json.clock", "assignments[0].breaks[0].start", first_row(breaks=[{"start": "25:7", "minutes": 5}])),
    ("roster.json.range", "assignments[0].breaks[0].minutes", first_row(breaks=[{"start": "12:00", "minutes": 0}])),
    ("roster.json.horizon", "end", edited(end="2026-10-01", assignments=[])),
    ("roster.json.outside", "assignments[0].date", first_row(date="2026-11-01")),
    ("roster.json.hash", "publication.hash", edited(publication={"version": 1, "hash": "00"})),
]


@pytest.mark.parametrize(("code", "cell", "data"), BAD)
def test_each_complaint_has_its_path_and_both_languages(code: str, cell: str | None, data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        parse_roster(data, "r.json")
    problem = caught.value.problems[0]
    assert problem.code == code
    assert problem.place is not None
    assert problem.place.cell == cell
    for lang in LANGS:
        assert problem_line(problem, lang).startswith("r.json")


def test_all_complaints_in_one_go() -> None:
    rows = [
        {"employee": "", "date": "x", "shift": 3},
        {"employee": "a", "date": "x", "shift": "D", "post": "p", "y": 1},
    ]
    with pytest.raises(InputError) as caught:
        parse_roster(edited(assignments=rows, carried={"k": {"a": "3"}}, publication={"version": 0}), "r.json")
    cells = [problem.place.cell for problem in caught.value.problems if problem.place]
    assert cells == ["assignments[0]", "assignments[1].y", "assignments[1].date", "carried.k.a", "publication"]


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_roster(tmp_path / "none.json")
    assert caught.value.problems[0].code == "roster.file.unreadable"
    assert all(problem_line(caught.value.problems[0], lang) for lang in LANGS)


def test_hash_is_of_the_content_only() -> None:
    plain = sample()
    assert roster_hash(FULL) == roster_hash(plain)
    assert roster_hash(replace(plain, end=date(2026, 11, 2))) != roster_hash(plain)
    assert roster_hash(replace(plain, assignments=plain.assignments[1:])) != roster_hash(plain)
