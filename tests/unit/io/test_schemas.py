"""Schemas: each command and each table has one, they say what is meant, and they refuse what is not."""

from __future__ import annotations

import copy
import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from jsonschema import Draft202012Validator

from rosterctl.cli.app import root
from rosterctl.io.schemas import DOCUMENTS, SCHEMAS
from rosterctl.io.schemas.document import Document
from rosterctl.io.schemas.notation import schema_of
from rosterctl.io.schemas.tables import LAYOUTS, names, table_schema
from rosterctl.io.tables.columns import Layout
from tests.golden.transcript import CASES, lay
from tests.support.documents import hold
from tests.support.run import run

SAMPLES = Path(__file__).parents[3] / "samples"


def commands(command: click.Command, parent: click.Context | None = None) -> Iterator[tuple[str, click.Command]]:
    """Every command with its words."""
    context = click.Context(command, info_name=command.name or "", parent=parent)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inside = command.get_command(context, name)
            assert inside is not None
            inside.name = name
            yield from commands(inside, context)
    else:
        yield " ".join(context.command_path.split()[1:]), command


def speaks_json(command: click.Command) -> bool:
    kinds = [p.type for p in command.params if "--format" in p.opts]
    return any(isinstance(kind, click.Choice) and "json" in kind.choices for kind in kinds)


def test_each_command_that_prints_json_has_its_schema() -> None:
    known = {name for document in DOCUMENTS for name in document.commands}
    every = dict(commands(root))
    assert {name for name, command in every.items() if speaks_json(command)} - known == {"schema show"}
    assert known <= set(every)


def test_kinds_are_told_apart() -> None:
    assert len({document.kind for document in DOCUMENTS}) == len(DOCUMENTS) == len({one.name for one in DOCUMENTS})
    assert len(SCHEMAS) == 1 + len(DOCUMENTS) + len(LAYOUTS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_valid_schema(name: str) -> None:
    schema = SCHEMAS[name].make()
    Draft202012Validator.check_schema(schema)
    assert schema["title"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_a_document_of_something_else_is_refused(document: Document) -> None:
    checker = Draft202012Validator(document.schema())
    head = {"schema": f"rosterctl/{document.kind}"}
    assert not checker.is_valid(head), "something must be there beside the kind"
    wrong: Any
    for wrong in ({}, {"schema": "rosterctl/other/1"}, {**head, "nonsense": 1}, []):
        assert not checker.is_valid(wrong)


@pytest.fixture(scope="module")
def attended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clerk's month, published, with its punches."""
    folder = tmp_path_factory.mktemp("clerk")
    lay("clerk", folder)
    for name in ("month.csv", "1_attlog.dat"):
        (folder / name).write_bytes((CASES / "pay" / name).read_bytes())
    as_of = ("--month", "2026-10", "--as-of", "2026-09-25T09:00+08:00")
    assert run(["roster", "import", "month.csv", *as_of], folder).code == 0
    assert run(["roster", "publish", "--accept", "four people", *as_of], folder).code == 0
    assert run(["punch", "import", "1_attlog.dat", "--as-of", "2026-11-10T09:00+08:00"], folder).code == 0
    return folder


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every object inside a document."""
    if isinstance(value, dict):
        yield path
        for name, inside in value.items():
            yield from places(inside, (*path, name))
    elif isinstance(value, list):
        for number, inside in enumerate(value[:2]):
            yield from places(inside, (*path, number))


@pytest.mark.parametrize(
    "words",
    [
        ("roster", "show", "v1", "--month", "2026-10"),
        ("attend", "summary", "--month", "2026-10", "--as-of", "2026-11-10T09:00+08:00"),
        ("pay", "run", "--month", "2026-10", "--as-of", "2026-11-10T09:00+08:00"),
        ("rules", "list"),
        ("schema", "list"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_what_is_added_or_turned_round_is_refused(words: tuple[str, ...], attended: Path) -> None:
    """At each place of a real document: one field more, and each field as something else."""
    body = json.loads(run([*words, "--format", "json", "--quiet"], attended).out)
    free = {"cells", "appraisal", "leave_seconds_by_kind", "columns"}
    tried = 0
    for path in list(places(body)):
        if free & set(path):
            continue
        changed = copy.deepcopy(body)
        at = changed
        for step in path:
            at = at[step]
        at["nonsense"] = 1
        with pytest.raises(AssertionError):
            hold(changed)
        tried += 1
        if tried > 40:
            break
    assert tried >= 2
    for name in body:
        with pytest.raises((AssertionError, StopIteration)):
            hold({**body, name: {"what": ["else"]}})


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_the_columns_of_a_table_are_the_readers(layout: Layout) -> None:
    schema = table_schema(layout)
    for column in layout.columns:
        for name in names(column):
            assert schema["properties"][name]["description"].startswith(column.name)
            assert layout.column(name) == column.name
    assert Draft202012Validator(schema).is_valid({"nonsense": "1"}) is False or layout.foreign
    extra = {name for name in schema["properties"] if layout.column(name) is None}
    assert all(schema["properties"][name]["description"].startswith("not read") for name in extra)


TABLES = sorted(SAMPLES.glob("*/input/*.csv"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
def test_the_samples_tables_are_as_the_schemas_say(path: Path) -> None:
    checker = Draft202012Validator(SCHEMAS[f"input-{path.stem}"].make())
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [{k: v for k, v in row.items() if v} for row in csv.DictReader(file)]
    assert rows
    for row in rows[:50]:
        assert checker.is_valid(row), (row, [e.message for e in checker.iter_errors(row)][:2])


def test_a_row_without_what_it_must_have_is_refused() -> None:
    checker = Draft202012Validator(SCHEMAS["input-staff"].make())
    assert checker.is_valid({"工号": "A1", "姓名": "王芳"})
    assert checker.is_valid({"id": "A1", "name": "王芳", "note": "x"})
    assert not checker.is_valid({"id": "A1"})
    assert not checker.is_valid({"id": "A1", "name": "王芳", "shoe size": "41"})
    pins = Draft202012Validator(SCHEMAS["input-pins"].make())
    assert pins.is_valid({"employee": "A1", "date": "2026-10-01", "shift": "休"})
    assert not pins.is_valid({"date": "2026-10-01", "shift": "休"}), "whom?"


class TestNotation:
    """The short notation."""

    def test_words(self) -> None:
        assert schema_of("int?") == {"anyOf": [{"type": "integer"}, {"type": "null"}]}
        assert schema_of("hard|soft") == {"enum": ["hard", "soft"]}
        assert schema_of(["bool"]) == {"type": "array", "items": {"type": "boolean"}}
        assert schema_of(("int", "null")) == {"anyOf": [{"type": "integer"}, {"type": "null"}]}

    def test_objects(self) -> None:
        made = schema_of({"a": "int", "b?": "text"})
        assert made["required"] == ["a"]
        assert made["additionalProperties"] is False
        assert set(made["properties"]) == {"a", "b"}
        assert schema_of({"*": "int"}) == {"type": "object", "additionalProperties": {"type": "integer"}}

    @pytest.mark.parametrize("wrong", ["integer", 3, None])
    def test_what_nobody_knows_is_told(self, wrong: object) -> None:
        with pytest.raises(ValueError, match=str(wrong)):
            schema_of(wrong)

    @pytest.mark.parametrize(
        ("kind", "good", "bad"),
        [
            ("yuan", "-12.50", "12.5"),
            ("decimal", "21.75", "x"),
            ("day", "2026-10-01", "2026-10"),
            ("month", "2026-10", "2026-10-01"),
            ("instant", "2026-10-01T09:00+08:00", "2026-10-01"),
            ("clock", "26:00", "9:00"),
            ("count", 3, -1),
            ("seconds", 3, "3"),
        ],
    )
    def test_kinds(self, kind: str, good: object, bad: object) -> None:
        checker = Draft202012Validator(schema_of(kind))
        assert checker.is_valid(good)
        assert not checker.is_valid(bad)
