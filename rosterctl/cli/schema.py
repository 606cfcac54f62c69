"""``rosterctl schema``: JSON Schemas, for editors and other programs."""

from __future__ import annotations

import click

from rosterctl.cli.options import speaks
from rosterctl.cli.say import Say
from rosterctl.cli.words import Command, LazyGroup

schema = LazyGroup("schema")


@schema.command("list", cls=Command)
@speaks()
def list_(say: Say) -> None:
    """The schemas there are."""
    from rosterctl.io.schemas import SCHEMAS

    rows = [
        {"name": one.name, "of": one.of, "used": list(one.used), "title": one.make()["title"]}
        for one in SCHEMAS.values()
    ]
    if say.format not in ("json", "ndjson"):
        rows = [
            {**row, "of": say.word(f"schema.{row['of']}"), "used": ", ".join(SCHEMAS[name].used)}
            for row, name in zip(rows, SCHEMAS, strict=True)
        ]
    heads = {"name": "head.schema", "of": "schema.head.of", "used": "schema.head.used", "title": "head.title"}
    say.rows("schemas/1", "schemas", rows, heads)


@schema.command("show", cls=Command)
@click.argument("name", metavar="NAME")
@speaks("json")
def show(say: Say, name: str) -> None:
    """One schema."""
    from rosterctl.errors import UsageError
    from rosterctl.io.schemas import SCHEMAS, schema_bytes

    if name not in SCHEMAS:
        raise UsageError("schema.unknown", read=name, known=tuple(SCHEMAS))
    say.out(schema_bytes(name).decode().rstrip("\n"))
