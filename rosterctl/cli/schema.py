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

    rows = [{"name": name, "title": make()["title"]} for name, make in SCHEMAS.items()]
    say.rows("schemas/1", "schemas", rows, {"name": "head.schema", "title": "head.title"})


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
