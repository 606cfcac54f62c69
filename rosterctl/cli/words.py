"""click with help texts from the message catalogue: a command's help is ``help.<noun>.<verb>``, an option's an id."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from rosterctl.messages import LANGS, Lang, choose_lang, text, texts

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def wanted_lang(args: Sequence[str], environ: Mapping[str, str]) -> Lang | None:
    """The language of this call, read before parsing so that help and usage errors can speak it; or ``None``."""
    for position, item in enumerate(args):
        if item == "--lang" and position + 1 < len(args):
            return choose_lang(args[position + 1], environ)
        if item.startswith("--lang="):
            return choose_lang(item.partition("=")[2], environ)
    return choose_lang(None, environ)


def bad_lang(args: Sequence[str]) -> None:
    """Complains of a ``--lang`` that names no language, wherever it stands."""
    for position, item in enumerate(args):
        name, equals, value = item.partition("=")
        if item == "--":
            return
        if name == "--lang":
            value = value if equals else "".join(args[position + 1 : position + 2])
            if value not in LANGS:
                raise click.BadParameter(
                    text("cli.lang", choose_lang(None) or "en", {"read": value, "known": LANGS}), param_hint="--lang"
                )


def without_lang(args: Sequence[str]) -> list[str]:
    """The arguments without a well-formed ``--lang``, which may so stand anywhere; see :func:`bad_lang`."""
    kept: list[str] = []
    rest = iter(args)
    for item in rest:
        name, equals, _ = item.partition("=")
        if item == "--":
            return [*kept, item, *rest]
        if name == "--lang":
            if not equals:
                next(rest, None)
            continue
        kept.append(item)
    return kept


def lang_of(ctx: click.Context) -> Lang:
    """The language of the running command."""
    found = ctx.find_root().obj
    return (found["lang"] if isinstance(found, dict) else None) or "en"


def _help_id(ctx: click.Context) -> str:
    words = []
    at: click.Context | None = ctx
    while at is not None and at.parent is not None:
        words.append(at.info_name or "")
        at = at.parent
    return ".".join(["help", *reversed(words)]) if words else "help.rosterctl"


class _Worded(click.Command):
    """Shows the catalogue's text instead of a docstring."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = text(_help_id(ctx), lang_of(ctx))
        super().format_help_text(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help``, explained in the call's language."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = text("option.help", lang_of(ctx))
        return found


class Argument(click.Argument):
    """An argument whose values the shell can complete."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The workspace's values, else click's."""
        from rosterctl.cli.complete import offered

        found = offered(ctx, self, incomplete)
        return super().shell_complete(ctx, incomplete) if found is None else found


class Command(_Worded):
    """A verb."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for param in self.params:
            if type(param) is click.Argument:
                param.__class__ = Argument


class Option(click.Option):
    """An option whose ``help`` is a message id, and whose values the shell can complete."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The workspace's values, else click's."""
        from rosterctl.cli.complete import offered

        found = offered(ctx, self, incomplete)
        return super().shell_complete(ctx, incomplete) if found is None else found

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's line in ``--help``, in the call's language."""
        wording, self.help = self.help, None if self.help is None else text(self.help, lang_of(ctx))
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = wording


class LazyGroup(_Worded, click.Group):
    """A group that imports a subcommand's module only when it is called; ``lazy`` is name → ``module:attribute``."""

    def __init__(self, *args: Any, lazy: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lazy = dict(lazy or {})

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they are registered, as people meet them."""
        return [*self._lazy, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        where = self._lazy.get(cmd_name)
        if where is None:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = where.partition(":")
        found = getattr(importlib.import_module(module), attribute)
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with the first sentence of their help, without importing any."""
        base = _help_id(ctx).removesuffix("rosterctl").rstrip(".")
        rows = []
        for name in self.list_commands(ctx):
            entry = texts()[f"{base}.{name}"]
            rows.append((name, entry[lang_of(ctx)].strip().splitlines()[0]))
        with formatter.section(text("help.commands", lang_of(ctx))):
            formatter.write_dl(rows)
