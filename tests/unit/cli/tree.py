"""All commands, for tests that hold for each of them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from rosterctl.cli.app import root


def commands(at: click.Command = root, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and group: the words that call it, and itself."""
    yield path, at
    if isinstance(at, click.Group):
        context = click.Context(at)
        for name in at.list_commands(context):
            found = at.get_command(context, name)
            assert found is not None
            yield from commands(found, (*path, name))
